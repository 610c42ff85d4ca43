import CKernels
import Glibc
import Interface
import Kernels
import Policies

/// A colony of ants at work on one instance, as scripts hold it.
final class TourSearch: PassableObject {
  static var className: String { "tour_search" }

  let colony: AntColony
  /// Length of a shortest tour, where it is known.
  let optimum: Int?
  private(set) var series = RoundSeries()
  /// Time of this process's clock spent in rounds so far, and when the best tour was found, in s.
  private(set) var seconds = 0.0
  private(set) var bestSeconds = 0.0

  private let source: SwarmInterface.Source

  init(_ colony: AntColony, optimum: Int?, source: @escaping SwarmInterface.Source) {
    self.colony = colony
    self.optimum = optimum
    self.source = source
  }

  /// - Throws: `ScriptError` where there is no such rule, or it breaks its contract; the rule before stays.
  func use(_ rule: Value) throws(ScriptError) {
    let choice = try RuleChoice(rule, of: PheromoneKind.kind, at: "rule")
    do throws(SwapError) { try choice.use(in: colony.rule.slot, source()) } catch { throw ScriptError("\(error)") }
  }

  /// How much longer the best tour is than a shortest, as a share of that; nil where that is not known.
  var gap: Double? {
    optimum.map { optimum in optimum == 0 ? 0 : Double(colony.best.length - optimum) / Double(optimum) }
  }

  /// Searches until `rounds` more have passed, a tour of `target` length is found, or `limit` seconds have been spent in all.
  ///
  /// - Throws: `ScriptError` when interrupted, between two rounds.
  func run(rounds: Int, target: Int, seconds limit: Double) throws(ScriptError) {
    let end = colony.rounds + rounds, began = Self.clock(), before = seconds
    defer { seconds = before + Self.clock() - began }
    while colony.rounds < end, colony.best.length > target, seconds < limit {
      let length = colony.best.length
      colony.step()
      seconds = before + Self.clock() - began
      if colony.best.length < length { bestSeconds = seconds }
      series.record(round: colony.rounds, best: colony.best.length, shortest: colony.shortestLength, mean: colony.meanLength)
      if ck_is_interrupted() { throw ScriptError("interrupted") }
    }
  }

  private static func clock() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

extension TourSearch: Describable {
  var card: Card {
    let problem = colony.problem, policy = colony.rule.slot.answering.identity
    var distance = "optimum not known"
    if let gap { distance = gap == 0 ? "optimal" : "\(Readable.number((gap * 10_000).rounded() / 100))% above the optimum" }
    let found = colony.bestRound == 0 ? "by going to the nearest city" : "in round \(Readable.count(colony.bestRound))"
    var parts: [Card.Part] = [
      .row("best", [Readable.count(colony.best.length), distance, found]),
      .row("rule", ["\(policy.name) \(policy.version)"] + (colony.rule.slot.suspension.map { ["suspended: \(colony.rule.slot.active.identity.name): \($0)"] } ?? [])),
      .row("ants", [Readable.count(colony.ants, "ant"), "local search \(colony.localSearch.rawValue)", Readable.count(colony.restarts.count, "restart")]),
    ]
    if series.rounds.count > 1 {
      parts.append(.course("course", series.best, ["best so far"]))
      parts.append(.course("", series.mean, ["mean of a round"]))
    }
    return Card("tour search \(problem.name)", ["\(Readable.count(problem.count)) cities", Readable.count(colony.rounds, "round")], parts: parts)
  }
}
