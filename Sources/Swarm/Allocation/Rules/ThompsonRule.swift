import CKernels
import Kernels
public import Policies

/// Thompson sampling: draw each candidate's service time and chance of success from what is believed of it, and take the
/// candidate that, were the draws true, would be done soonest.
///
/// The expected time to a success is `(latency · (1 + load) + rtt) / success`. A candidate is chosen as often as it is
/// believed to be the best, so little-known ones are tried just enough: regret grows like log T. Thompson 1933; Russo
/// and others, "A tutorial on Thompson sampling", 2018.
public struct ThompsonRule: Sendable {
  public init() {}

  /// The candidate to choose, from 0.
  ///
  /// - Parameter coin: uniform in [0, 1); all draws follow from it.
  func choose(_ candidates: AllocationCandidates, coin: Double) -> Int {
    var random = Self.stream
    random.state = ck_stream(key: coin.bitPattern, lane: 0, draw: 0)
    var best = (cost: Double.infinity, index: 0)
    for i in 0..<candidates.count {
      random.state.lane = UInt64(i)
      random.state.draw = 0
      let logLatency = candidates.meanLogLatency[i] + Reproducible.sqrt(max(0, candidates.variance[i])) * random.normal()
      let success = random.beta(candidates.successA[i], candidates.successB[i])
      let cost = candidates.time(i, logLatency: logLatency) / max(success, 1e-9)
      if cost < best.cost { best = (cost, i) }
    }
    return best.index
  }

  /// The rule as a policy of the kind.
  public func policy() -> any Policy {
    NativePolicy(
      kind: "allocation", name: "thompson",
      [
        { frame, _ in
          let coin = ck_stream_uniform(&frame.random)
          frame.result(0, Int64(choose(AllocationCandidates(frame), coin: coin) + 1))
        }
      ])
  }

  private static let stream = RandomStream(seed: 0)
}
