import Kernels
public import Policies

/// Upper confidence bounds: take each candidate at the best its belief plausibly allows, and the best of these.
///
/// The index of UCB1 for normal rewards, mean + σ √(2 ln t / n), read for log service times, where less is better: the
/// posterior's standard deviation stands for σ / √n and t counts the candidates' observations. The chance of success is
/// raised alike. Both bounds go into the field's cost model, `(latency · (1 + load) + rtt) / success`, which rises in the
/// one and falls in the other, so that the cost of the bounds bounds the cost. Auer, Cesa-Bianchi & Fischer 2002; with a
/// posterior in place of the sample mean Kaufmann, Cappé & Garivier, "On Bayesian upper confidence bounds", AISTATS 2012.
public struct UpperConfidenceRule: Sendable {
  /// Of UCB1's optimism: 1 is the theory's, less explores less.
  public var width: Double

  /// - Precondition: `width >= 0`
  public init(width: Double = 0.5) {
    precondition(width >= 0 && width.isFinite)
    self.width = width
  }

  func choose(_ candidates: AllocationCandidates, observations: UnsafePointer<Double>) -> Int {
    var total = 1.0
    for i in 0..<candidates.count { total += observations[i] }
    let optimism = width * Reproducible.sqrt(2 * Reproducible.log(total))
    var best = (cost: Double.infinity, index: 0)
    for i in 0..<candidates.count {
      let a = candidates.successA[i], b = candidates.successB[i], seen = a + b
      let p = a / seen
      let success = min(1, p + optimism * Reproducible.sqrt(p * (1 - p) / (seen + 1)))
      let logLatency = candidates.meanLogLatency[i] - optimism * Reproducible.sqrt(candidates.variance[i])
      let cost = candidates.time(i, logLatency: logLatency) / max(success, 1e-9)
      if cost < best.cost { best = (cost, i) }
    }
    return best.index
  }

  /// The rule as a policy of the kind.
  public func policy() -> any Policy {
    NativePolicy(
      kind: "allocation", name: "ucb",
      [{ frame, _ in
        let observations = AllocationCandidates.vector(frame, AllocationKind.Field.observations)
        frame.result(0, Int64(choose(AllocationCandidates(frame), observations: observations) + 1))
      }])
  }
}
