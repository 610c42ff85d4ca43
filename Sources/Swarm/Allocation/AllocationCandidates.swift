import Kernels
import Policies

/// The candidates of one allocation as native rules read them, one element each.
struct AllocationCandidates {
  let count: Int
  let meanLogLatency: UnsafePointer<Double>
  let variance: UnsafePointer<Double>
  let successA: UnsafePointer<Double>
  let successB: UnsafePointer<Double>
  let load: UnsafePointer<Double>
  let rtt: UnsafePointer<Double>

  /// Expected time in µs until candidate `i` has answered, for a service time of exp(`logLatency`).
  @inline(__always)
  func time(_ i: Int, logLatency: Double) -> Double {
    Reproducible.exp(max(-50, min(50, logLatency))) * (1 + load[i]) + rtt[i]
  }
}

extension AllocationCandidates {
  init(_ frame: PolicyFrame) {
    typealias Field = AllocationKind.Field
    func vector(_ field: Int) -> UnsafePointer<Double> { Self.vector(frame, field) }
    self.init(
      count: Int(frame.integer(Field.count)!), meanLogLatency: vector(Field.meanLogLatency), variance: vector(Field.variance),
      successA: vector(Field.successA), successB: vector(Field.successB), load: vector(Field.load), rtt: vector(Field.rtt))
  }

  /// A vector of the context that not every rule reads.
  static func vector(_ frame: PolicyFrame, _ field: Int) -> UnsafePointer<Double> { frame.elements(field, Double.self).baseAddress! }
}
