import CKernels
public import Interface
import Kernels
import Policies
public import Topology

/// A population as scripts hold it, with where its rules come from.
public final class ScriptPopulation: Describable {
  public static var className: String { "population" }

  public let population: Population
  public let quorum: Double
  public private(set) var graph: ScriptGraph
  let source: @Sendable () -> (any PolicySource)?

  init(_ population: Population, _ graph: ScriptGraph, quorum: Double, source: @escaping @Sendable () -> (any PolicySource)?) {
    self.population = population
    self.graph = graph
    self.quorum = quorum
    self.source = source
  }

  /// - Throws: `ScriptError` where Ctrl-C ended it between two rounds.
  func step(_ rounds: Int) throws {
    for _ in 0..<rounds {
      if ck_is_interrupted() { throw ScriptError("interrupted in round \(population.round)") }
      population.step()
    }
  }

  func use(_ choice: RuleChoice) throws {
    do throws(SwapError) { try choice.use(in: population.slot, source()) } catch { throw ScriptError("\(error)") }
    population.forgetMemories()
  }

  func rewire(_ other: ScriptGraph) throws {
    try population.rewire(other.graph)
    graph = other
  }

  /// Its identity, and what became of it.
  var ruleFacts: [String] {
    let slot = population.slot
    var facts = ["\(slot.answering.identity)"]
    if slot.faultCount > 0 { facts.append("\(Readable.count(slot.faultCount, "fault")): \(slot.faults[0])") }
    return facts
  }

  public var card: Card {
    let p = population
    let counts = p.counts.enumerated().sorted { ($1.element, $0.offset) < ($0.element, $1.offset) }
    let rows = counts.prefix(5).map { [Readable.count($0.offset + 1) + ($0.offset == p.truth ? " (right)" : ""), Readable.count($0.element)] }
    let series = p.series
    let camps = series.camps.last.flatMap { $0.isNaN ? nil : [Readable.count(Int($0), "camp")] } ?? []
    return Card(
      "population", [Readable.count(p.agentCount, "agent"), Readable.count(p.options, "option"), "round \(Readable.count(p.round))"],
      parts: [
        .row("rule", ruleFacts), .row("graph", [graph.name, Readable.count(graph.graph.edgeCount, "link")] + graph.measuredFacts),
        .bar("leader", p.share, ["\(p.isAgreed(quorum) ? "agreed on" : "leading:") \(p.leader + 1)"] + camps),
        .course("share", series.share.map(Double.init), ["accuracy \(Readable.number(p.accuracy))", "certainty \(Readable.number(p.meanCertainty))"]),
        .table([.init("option"), .init("agents", isRightAligned: true)], rows, omitted: counts.count - rows.count),
        .row("memory", ["\(Readable.number((Double(p.byteCount) / Double(p.agentCount)).rounded())) bytes an agent", Readable.bytes(p.byteCount)]),
      ])
  }
}
