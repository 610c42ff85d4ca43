/// Eight shares at a time. Reductions are trees of halves: fewer steps than lane after lane, and one fixed order.
typealias Lanes = SIMD8<Float>

extension SIMD8<Float> {
  @inline(__always) init(at start: UnsafePointer<Float>) { self = UnsafeRawPointer(start).loadUnaligned(as: Self.self) }

  @inline(__always) var total: Float {
    let four = lowHalf + highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }
}
