/// Eight shares at a time. Reductions are trees of halves: fewer steps than lane after lane, and one fixed order.
typealias Lanes = SIMD8<Float>

extension SIMD8<Float> {
  @inline(__always) init(at start: UnsafePointer<Float>) { self = UnsafeRawPointer(start).loadUnaligned(as: Self.self) }

  @inline(__always) var total: Float {
    let four = lowHalf + highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }

  @inline(__always) var largest: Float {
    let four = Swift.pointwiseMax(lowHalf, highHalf)
    let two = Swift.pointwiseMax(four.lowHalf, four.highHalf)
    return Swift.max(two[0], two[1])
  }

  /// The first lane that holds the largest value.
  @inline(__always) var choice: Int32 {
    let order: SIMD8<Int32> = SIMD8<Int32>(0, 1, 2, 3, 4, 5, 6, 7)
    let numbers = SIMD8<Int32>(repeating: 7).replacing(with: order, where: self .>= SIMD8<Float>(repeating: largest))
    let four = Swift.pointwiseMin(numbers.lowHalf, numbers.highHalf)
    let two = Swift.pointwiseMin(four.lowHalf, four.highHalf)
    return Swift.min(two[0], two[1])
  }
}
