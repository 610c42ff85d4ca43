import Kernels
public import Policies

/// The fitness policy in force, asked which of a few measured models suits a node's budgets best.
public final class FitnessRule {
  public let slot: PolicySlot
  private let frame: PolicyFrame
  private let chance: RandomStream
  private var metrics: [Double] = []
  private var scores: [Double] = []

  /// - Parameter slot: of `Fitness.kind`; a new one holds the built-in penalty score.
  public init(_ slot: PolicySlot = PolicySlot(Fitness.kind), seed: UInt64) {
    precondition(slot.kind.name == Fitness.kind.name)
    self.slot = slot
    chance = RandomStream(seed: seed, "fitness")
    frame = PolicyFrame(Fitness.kind, random: chance)
  }

  /// The index of the candidate with the highest score; of equals, the first.
  ///
  /// Every candidate of one choice sees the same random draws, so that a policy that weighs by chance is at least
  /// consistent within it.
  ///
  /// - Parameters:
  ///   - latencyBudget: what the node may spend on one forward pass, in µs.
  ///   - bytesBudget: what the node may keep in memory.
  ///   - lane: names the choice for random draws: the node.
  ///   - now: simulated time in µs.
  /// - Precondition: there is a candidate; budgets are positive.
  public func best(
    of candidates: [ModelCandidate], latencyBudget: Double, bytesBudget: Int, lane: UInt64, now: Int64 = 0
  ) -> Int {
    precondition(!candidates.isEmpty && latencyBudget > 0 && bytesBudget > 0)
    frame.now = now
    frame.set(Fitness.Field.latencyBudget, latencyBudget)
    frame.set(Fitness.Field.bytesBudget, Int64(bytesBudget))
    scores = Array(repeating: 0, count: candidates.count)
    if slot.answering.implements(Fitness.Function.rank), slot.fallback !== slot.answering {
      rank(candidates, lane)
    } else {
      for (i, candidate) in candidates.enumerated() { scores[i] = score(candidate, lane) }
    }
    return scores.indices.max { scores[$0] < scores[$1] || (scores[$0] == scores[$1] && $0 > $1) }!
  }

  private func score(_ candidate: ModelCandidate, _ lane: UInt64) -> Double {
    frame.random = chance.lane(lane).state
    frame.argument(Fitness.Argument.accuracy, candidate.accuracy)
    frame.argument(Fitness.Argument.latency, candidate.latency)
    frame.argument(Fitness.Argument.bytes, Int64(candidate.bytes))
    slot.call(Fitness.Function.score, frame)
    return frame.numberResult(0)!
  }

  private func rank(_ candidates: [ModelCandidate], _ lane: UInt64) {
    frame.random = chance.lane(lane).state
    metrics = candidates.flatMap { [$0.accuracy, $0.latency, Double($0.bytes)] }
    metrics.withUnsafeBufferPointer { metrics in
      scores.withUnsafeMutableBufferPointer { scores in
        frame.lendArgument(Fitness.Argument.metrics, metrics.baseAddress!, rows: candidates.count, columns: 3)
        frame.lendResult(0, scores.baseAddress!, count: candidates.count)
        slot.call(Fitness.Function.rank, frame)
        frame.endCall()
      }
    }
  }
}
