import CKernels

extension Vector {
  /// Σ this · other: f32 and f64 fused in the kernels' one order, i64 exact.
  ///
  /// - Throws: `ArrayError.stale`, `.shape`, `.type`, `.overflow`
  public func dot(_ other: Vector) throws(ArrayError) -> Scalar {
    let product = try withPair(other) { (a, b) throws(ArrayError) -> Scalar in
      switch type {
      case .f32: return .number(Double(ck_dot_f32(a.assumingMemoryBound(to: Float.self), b.assumingMemoryBound(to: Float.self), count)))
      case .f64: return .number(ck_live_kernels().pointee.dot_f64(a.assumingMemoryBound(to: Double.self), b.assumingMemoryBound(to: Double.self), count))
      case .i64:
        var total: Int64 = 0
        switch ck_dot_i64(a.assumingMemoryBound(to: Int64.self), 1, b.assumingMemoryBound(to: Int64.self), 1, count, &total) {
        case CK_OVERFLOW: throw .overflow("dot", index: nil)
        case CK_INTERRUPTED: throw .interrupted
        default: break
        }
        return .integer(total)
      case .mask: throw .type(expected: "f32, f64 or i64", .mask)
      }
    }
    try checkNotInterrupted(after: count)
    return product
  }

  /// The Euclidean distance to `other`.
  ///
  /// - Throws: `ArrayError.stale`, `.shape`, `.type` unless both are f32 or f64
  public func l2(_ other: Vector) throws(ArrayError) -> Double {
    let distance = try withPair(other) { (a, b) throws(ArrayError) in
      switch type {
      case .f32: Double(ck_squared_distance_f32(a.assumingMemoryBound(to: Float.self), b.assumingMemoryBound(to: Float.self), count)).squareRoot()
      case .f64: ck_live_kernels().pointee.squared_distance_f64(a.assumingMemoryBound(to: Double.self), b.assumingMemoryBound(to: Double.self), count).squareRoot()
      case .i64, .mask: throw .type(expected: "f32 or f64", type)
      }
    }
    try checkNotInterrupted(after: count)
    return distance
  }

  /// The cosine of the angle to `other`, in −1 … 1; 0 if either is zero.
  ///
  /// - Throws: `ArrayError.stale`, `.shape`, `.type` unless both are f32 or f64
  public func cosine(_ other: Vector) throws(ArrayError) -> Double {
    guard type == .f32 || type == .f64 else { throw .type(expected: "f32 or f64", type) }
    let product = try dot(other).double
    let lengths = try dot(self).double.squareRoot() * other.dot(other).double.squareRoot()
    guard lengths != 0 else { return 0 }
    let cosine = product / lengths
    return cosine > 1 ? 1 : cosine < -1 ? -1 : cosine
  }

  private func withPair<R>(_ other: Vector, _ body: (UnsafeMutableRawPointer, UnsafeMutableRawPointer) throws(ArrayError) -> R) throws(ArrayError) -> R {
    try checkRead()
    try checkMatch(other)
    return try withContiguous { (a) throws(ArrayError) in try other.withContiguous { (b) throws(ArrayError) in try body(a, b) } }
  }
}
