import CKernels

extension NumericArray {
  /// The total of all elements, in the kernels' one order; of a mask, how many are 1.
  ///
  /// - Throws: `ArrayError.stale`, `.overflow` if an integer total does not fit
  public func sum() throws(ArrayError) -> Scalar {
    let count = elementCount, kernels = ck_live_kernels()!
    return try withContiguous { (data) throws(ArrayError) in
      switch type {
      case .f32: return .number(Double(kernels.pointee.sum_f32(data.assumingMemoryBound(to: Float.self), count)))
      case .f64: return .number(kernels.pointee.sum_f64(data.assumingMemoryBound(to: Double.self), count))
      case .i64:
        var total: Int64 = 0
        guard ck_sum_i64(data.assumingMemoryBound(to: Int64.self), 1, count, &total) == CK_DONE else { throw .overflow("sum", index: nil) }
        return .integer(total)
      case .mask: return .integer(Int64(ck_mask_count(data.assumingMemoryBound(to: UInt8.self), count)))
      }
    }
  }

  /// The mean, NaN of nothing.
  ///
  /// - Throws: `ArrayError.stale`
  public func mean() throws(ArrayError) -> Double {
    try checkRead()
    guard elementCount > 0 else { return .nan }
    guard type == .i64 else { return try sum().double / Double(elementCount) }
    return try withContiguous { (data) throws(ArrayError) in ck_mean_i64(data.assumingMemoryBound(to: Int64.self), 1, elementCount) }
  }

  /// The least element, nil of nothing. NaN is passed over, unless there is nothing else.
  ///
  /// - Throws: `ArrayError.stale`
  public func min() throws(ArrayError) -> Scalar? { try extremum(isMax: false) }

  /// The greatest element, nil of nothing. NaN is passed over, unless there is nothing else.
  ///
  /// - Throws: `ArrayError.stale`
  public func max() throws(ArrayError) -> Scalar? { try extremum(isMax: true) }

  private func extremum(isMax: Bool) throws(ArrayError) -> Scalar? {
    let count = elementCount, kernels = ck_live_kernels()!
    return try withContiguous { (data) throws(ArrayError) in
      guard count > 0 else { return nil }
      switch type {
      case .f32:
        let elements = data.assumingMemoryBound(to: Float.self)
        return .number(Double(isMax ? kernels.pointee.max_f32(elements, count) : kernels.pointee.min_f32(elements, count)))
      case .f64:
        let elements = data.assumingMemoryBound(to: Double.self)
        return .number(isMax ? kernels.pointee.max_f64(elements, count) : kernels.pointee.min_f64(elements, count))
      case .i64:
        let elements = data.assumingMemoryBound(to: Int64.self)
        return .integer(elements[isMax ? ck_argmax_i64(elements, 1, nil, count) : ck_argmin_i64(elements, 1, nil, count)])
      case .mask:
        let ones = ck_mask_count(data.assumingMemoryBound(to: UInt8.self), count)
        return .integer(isMax ? (ones > 0 ? 1 : 0) : (ones == count ? 1 : 0))
      }
    }
  }

  /// Whether both have the same shape, type and elements; a NaN equals nothing.
  ///
  /// - Throws: `ArrayError.stale`
  public func isEqual(to other: Self) throws(ArrayError) -> Bool {
    try checkRead()
    try other.checkRead()
    let (a, b) = (view.pointee, other.view.pointee)
    guard a.rows == b.rows, a.columns == b.columns, a.type == b.type else { return false }
    switch type {
    case .f32: return try asArray(of: Float.self) == other.asArray(of: Float.self)
    case .f64: return try asArray(of: Double.self) == other.asArray(of: Double.self)
    case .i64: return try asArray(of: Int64.self) == other.asArray(of: Int64.self)
    case .mask: return try asArray(of: UInt8.self) == other.asArray(of: UInt8.self)
    }
  }
}
