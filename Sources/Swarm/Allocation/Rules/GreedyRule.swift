import Kernels
public import Policies

/// Always the candidate whose expected time to a success is least by the means alone; the first of equals.
///
/// It never tries what looks worse, so an unlucky start can shut the best node out for good: its regret grows linearly in
/// the runs where that happens. Sutton & Barto, "Reinforcement learning", 2nd ed. 2018, §2.2.
public struct GreedyRule: Sendable {
  public init() {}

  func choose(_ candidates: AllocationCandidates) -> Int {
    var best = (cost: Double.infinity, index: 0)
    for i in 0..<candidates.count {
      let a = candidates.successA[i], b = candidates.successB[i]
      let cost = candidates.time(i, logLatency: candidates.meanLogLatency[i]) * (a + b) / a
      if cost < best.cost { best = (cost, i) }
    }
    return best.index
  }

  /// The rule as a policy of the kind.
  public func policy() -> any Policy {
    NativePolicy(
      kind: "allocation", name: "greedy", [{ frame, _ in frame.result(0, Int64(choose(AllocationCandidates(frame)) + 1)) }])
  }
}
