import CKernels
import Kernels
public import Policies

/// Draws a candidate in proportion to trail^alpha / (1 + load), now and then any: what ants do that estimate nothing.
///
/// Bonabeau, Dorigo & Theraulaz, "Swarm intelligence: from natural to artificial systems", 1999, §2.
public struct TrailRule: Sendable {
  /// How strongly trails are followed.
  public var alpha: Double
  /// Chance of drawing any candidate alike.
  public var explore: Double

  /// - Precondition: `alpha >= 0`, `explore` in 0…1.
  public init(alpha: Double = 2, explore: Double = 0.05) {
    precondition(alpha >= 0 && alpha.isFinite && (0...1).contains(explore))
    (self.alpha, self.explore) = (alpha, explore)
  }

  func choose(count: Int, trail: UnsafePointer<Double>, load: UnsafePointer<Double>, _ random: inout ck_stream) -> Int {
    if ck_stream_uniform(&random) < explore { return Int(ck_stream_below(&random, UInt64(count))) }
    func weight(_ i: Int) -> Double { Reproducible.pow(trail[i], alpha) / (1 + load[i]) }
    var total = 0.0
    for i in 0..<count { total += weight(i) }
    var left = ck_stream_uniform(&random) * total
    for i in 0..<count {
      left -= weight(i)
      if left < 0 { return i }
    }
    return count - 1
  }

  /// The rule as a policy of the kind.
  public func policy() -> any Policy {
    NativePolicy(
      kind: "allocation", name: "trail",
      [{ frame, _ in
        let count = Int(frame.integer(AllocationKind.Field.count)!)
        func vector(_ field: Int) -> UnsafePointer<Double> { AllocationCandidates.vector(frame, field) }
        let choice = choose(
          count: count, trail: vector(AllocationKind.Field.trail), load: vector(AllocationKind.Field.load), &frame.random)
        frame.result(0, Int64(choice + 1))
      }])
  }
}
