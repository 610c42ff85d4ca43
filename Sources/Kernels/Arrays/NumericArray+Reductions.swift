import CKernels

extension NumericArray {
  /// The total of all elements, in the kernels' one order; of a mask, how many are 1.
  ///
  /// - Throws: `ArrayError.stale`, `.overflow` if an integer total does not fit
  public func sum() throws(ArrayError) -> Scalar {
    let count = elementCount, kernels = ck_live_kernels()!
    let total = try withContiguous { (data) throws(ArrayError) -> Scalar in
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
    try checkNotInterrupted(after: count)
    return total
  }

  /// The mean, NaN of nothing.
  ///
  /// - Throws: `ArrayError.stale`
  public func mean() throws(ArrayError) -> Double {
    try checkRead()
    guard elementCount > 0 else { return .nan }
    guard type == .i64 else { return try sum().double / Double(elementCount) }
    let mean = try withContiguous { (data) throws(ArrayError) in ck_mean_i64(data.assumingMemoryBound(to: Int64.self), 1, elementCount) }
    try checkNotInterrupted(after: elementCount)
    return mean
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
    guard count > 0 else {
      try checkRead()
      return nil
    }
    let extremum = try withContiguous { (data) throws(ArrayError) -> Scalar in
      switch type {
      case .f32:
        let elements = data.assumingMemoryBound(to: Float.self)
        return .number(Double(isMax ? kernels.pointee.max_f32(elements, count) : kernels.pointee.min_f32(elements, count)))
      case .f64:
        let elements = data.assumingMemoryBound(to: Double.self)
        return .number(isMax ? kernels.pointee.max_f64(elements, count) : kernels.pointee.min_f64(elements, count))
      case .i64:
        let elements = data.assumingMemoryBound(to: Int64.self)
        return .integer(elements[Swift.max(0, isMax ? ck_argmax_i64(elements, 1, nil, count) : ck_argmin_i64(elements, 1, nil, count))])
      case .mask:
        let ones = ck_mask_count(data.assumingMemoryBound(to: UInt8.self), count)
        return .integer(isMax ? (ones > 0 ? 1 : 0) : (ones == count ? 1 : 0))
      }
    }
    try checkNotInterrupted(after: count)
    return extremum
  }

  /// Whether both have the same shape, type and elements; a NaN equals nothing.
  ///
  /// - Throws: `ArrayError.stale`
  public func isEqual(to other: Self) throws(ArrayError) -> Bool {
    try checkRead()
    try other.checkRead()
    let (a, b) = (view.pointee, other.view.pointee)
    guard a.rows == b.rows, a.columns == b.columns, a.type == b.type else { return false }
    return try withContiguous { (x) throws(ArrayError) in
      try other.withContiguous { (y) throws(ArrayError) in
        var isEqual = true
        try inPieces(elementCount) { (start, length) throws(ArrayError) in
          func same<T: Equatable>(_: T.Type) -> Bool {
            let (p, q) = (x.assumingMemoryBound(to: T.self), y.assumingMemoryBound(to: T.self))
            return (start..<start + length).allSatisfy { p[$0] == q[$0] }
          }
          guard isEqual else { return }
          switch type {
          case .f32: isEqual = same(Float.self)
          case .f64: isEqual = same(Double.self)
          case .i64: isEqual = same(Int64.self)
          case .mask: isEqual = same(UInt8.self)
          }
        }
        return isEqual
      }
    }
  }
}
