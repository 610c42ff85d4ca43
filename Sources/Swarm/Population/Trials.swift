import CKernels
import Kernels
public import Policies
public import Topology

/// How one run of a population ended.
public struct Trial: Sendable, Equatable {
  public var isAgreed: Bool
  /// Rounds it took, or those there were.
  public var rounds: Int
  /// The leading option, from 0, and the share of the agents that count which exhibit it.
  public var winner: Int
  public var share: Double
  /// Share that exhibit the right option.
  public var accuracy: Double
  /// Whether the leading option is the right one.
  public var isRight: Bool
  public var certainty: Double
  public var camps: CampCount

  init(_ population: Population, quorum: Double) {
    isAgreed = population.isAgreed(quorum)
    rounds = population.round
    winner = population.leader
    share = population.share
    accuracy = population.accuracy
    isRight = population.leader == population.truth
    certainty = population.meanCertainty
    camps = population.campCount
  }
}

/// Runs of the same population from different seeds.
public struct Trials: Sendable, Equatable {
  public var runs: [Trial]

  public init(_ runs: [Trial]) { self.runs = runs }

  /// The seed of a run: runs draw nothing in common, and more of them shift none.
  public static func seed(_ seed: UInt64, run: Int) -> UInt64 {
    var stream = RandomStream(seed: seed, "trials").lane(UInt64(run))
    return stream.next()
  }

  /// Runs on several threads; the results are the same whatever their number.
  ///
  /// - Parameter policy: makes each run a rule of its own.
  /// - Throws: `SwarmError` where the setup doesn't fit the graph.
  public static func run(
    _ graph: Graph, _ setup: PopulationSetup, seed: UInt64, runs: Int, rounds: Int, quorum: Double, workers: Int,
    policy: @escaping @Sendable () -> any Policy
  ) throws(SwarmError) -> Trials {
    let results = parallelMap(runs, workers: max(1, workers)) { run in
      Result { () throws(SwarmError) -> Trial? in
        guard !ck_is_interrupted() else { return nil }
        let population = try Population(graph, setup, seed: Self.seed(seed, run: run), policy: policy())
        population.run(rounds: rounds, quorum: quorum) { ck_is_interrupted() }
        return Trial(population, quorum: quorum)
      }
    }
    var trials: [Trial] = []
    for result in results { if let trial = try result.get() { trials.append(trial) } }
    return Trials(trials)
  }

  /// Runs one after the other, of a population whose rule can't be shared between threads.
  public static func run(_ population: Population, seed: UInt64, runs: Int, rounds: Int, quorum: Double) throws(SwarmError) -> Trials {
    var trials: [Trial] = []
    for run in 0..<runs where !ck_is_interrupted() {
      try population.reset(seed: Self.seed(seed, run: run))
      population.run(rounds: rounds, quorum: quorum) { ck_is_interrupted() }
      trials.append(Trial(population, quorum: quorum))
    }
    return Trials(trials)
  }

  /// Rounds of the runs that agreed.
  public var rounds: Estimate { Estimate(runs.filter(\.isAgreed).map { Double($0.rounds) }) }
  public var accuracy: Estimate { Estimate(runs.map(\.accuracy)) }
  public var share: Estimate { Estimate(runs.map(\.share)) }
  public var camps: Estimate { Estimate(runs.map { Double($0.camps.camps) }) }
  /// How many runs agreed, and how many were led by the right option in the end.
  public var agreed: Proportion { Proportion(runs.count { $0.isAgreed }, of: runs.count) }
  public var right: Proportion { Proportion(runs.count { $0.isRight }, of: runs.count) }
}
