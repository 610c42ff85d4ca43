public import Kernels
public import Policies

/// The pheromone policy in force, asked about one trail.
public final class PheromoneRule {
  typealias Field = PheromoneKind.Field

  public let slot: PolicySlot
  /// The weakest and the strongest a trail may be; 0 < tauMin < tauMax.
  public internal(set) var tauMin: Double { didSet { frame.set(Field.tauMin, tauMin) } }
  public let tauMax: Double
  let frame: PolicyFrame

  /// - Precondition: 0 < `tauMin` < `tauMax`, finite.
  public init(tauMin: Double = 0.05, tauMax: Double = 1, random: RandomStream) {
    precondition(tauMin > 0 && tauMin < tauMax && tauMax.isFinite)
    slot = PolicySlot(PheromoneKind.kind)
    frame = PolicyFrame(PheromoneKind.kind, random: random)
    (self.tauMin, self.tauMax) = (tauMin, tauMax)
    frame.set(Field.tauMin, tauMin)
    frame.set(Field.tauMax, tauMax)
    frame.set(Field.best, 0.0)
    frame.set(Field.count, Int64(0))
  }

  /// A trail's strength after an outcome.
  ///
  /// - Parameters:
  ///   - quality: 0 (a failure) … 1.
  ///   - best: the best quality seen for this task type, this one included.
  ///   - count: outcomes the trail has had.
  public func deposit(_ strength: Double, quality: Double, best: Double, count: Int) -> Double {
    frame.set(Field.best, best)
    frame.set(Field.count, Int64(count))
    frame.argument(0, strength)
    frame.argument(1, quality)
    slot.call(PheromoneKind.Function.deposit, frame) { [self] (frame) throws(PolicyFault) in
      let answer = frame.numberResult(0)!
      try checkLimits(answer, "deposit")
      if quality == 0, answer > strength {
        throw .violation(slot.answering, "deposit", "a failure raised a trail from \(strength) to \(answer)")
      }
    }
    return frame.numberResult(0)!
  }

  /// A trail's strength after `elapsed` µs, ≥ 0, without an outcome.
  public func evaporate(_ strength: Double, elapsed: Int64) -> Double {
    guard elapsed > 0 else { return strength }
    frame.argument(0, strength)
    frame.argument(1, elapsed)
    slot.call(PheromoneKind.Function.evaporate, frame) { [self] (frame) throws(PolicyFault) in
      let answer = frame.numberResult(0)!
      try checkLimits(answer, "evaporate")
      if answer > strength { throw .violation(slot.answering, "evaporate", "raised a trail from \(strength) to \(answer)") }
    }
    return frame.numberResult(0)!
  }

  /// How much a trail attracts.
  ///
  /// - Parameter heuristic: what is known without trails, ≥ 0.
  public func weight(_ strength: Double, heuristic: Double) -> Double {
    frame.argument(0, strength)
    frame.argument(1, heuristic)
    slot.call(PheromoneKind.Function.weight, frame)
    return frame.numberResult(0)!
  }

  func checkLimits(_ strength: Double, _ function: String) throws(PolicyFault) {
    guard strength >= tauMin, strength <= tauMax else {
      throw .violation(slot.answering, function, "strength \(strength) is outside tau_min … tau_max, \(tauMin)…\(tauMax)")
    }
  }
}
