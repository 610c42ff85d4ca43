import CKernels

// NaN is no candidate: argmin, argmax and top pass over it, an order puts it last. Ties go to the lowest index.
extension Vector {
  /// Index, from 0, of the least element among those whose mask is 1; nil if there is none.
  ///
  /// - Throws: `ArrayError.stale`, `.shape` or `.type` of the mask
  public func argmin(where mask: Vector? = nil) throws(ArrayError) -> Int? { try argument(isMax: false, mask) }

  /// Index, from 0, of the greatest element among those whose mask is 1; nil if there is none.
  ///
  /// - Throws: as `argmin`
  public func argmax(where mask: Vector? = nil) throws(ArrayError) -> Int? { try argument(isMax: true, mask) }

  private func argument(isMax: Bool, _ mask: Vector?) throws(ArrayError) -> Int? {
    try checkRead()
    guard let mask else { return try argument(isMax: isMax, allowed: nil) }
    try mask.checkRead(.mask)
    try checkMatch(mask, type: false)
    return try mask.withContiguous { (allowed) throws(ArrayError) in try argument(isMax: isMax, allowed: allowed.assumingMemoryBound(to: UInt8.self)) }
  }

  private func argument(isMax: Bool, allowed: UnsafePointer<UInt8>?) throws(ArrayError) -> Int? {
    let data = view.pointee.data!, stride = view.pointee.row_stride
    let index =
      switch (type, isMax) {
      case (.f32, false): ck_argmin_f32(data.assumingMemoryBound(to: Float.self), stride, allowed, count)
      case (.f32, true): ck_argmax_f32(data.assumingMemoryBound(to: Float.self), stride, allowed, count)
      case (.f64, false): ck_argmin_f64(data.assumingMemoryBound(to: Double.self), stride, allowed, count)
      case (.f64, true): ck_argmax_f64(data.assumingMemoryBound(to: Double.self), stride, allowed, count)
      case (.i64, false): ck_argmin_i64(data.assumingMemoryBound(to: Int64.self), stride, allowed, count)
      case (.i64, true): ck_argmax_i64(data.assumingMemoryBound(to: Int64.self), stride, allowed, count)
      case (.mask, _): extremeOfMask(isMax ? 1 : 0, allowed)
      }
    try checkNotInterrupted(after: count)
    return index < 0 ? nil : index
  }

  private func extremeOfMask(_ wanted: UInt8, _ allowed: UnsafePointer<UInt8>?) -> Int {
    let data = view.pointee.data.assumingMemoryBound(to: UInt8.self), stride = view.pointee.row_stride
    let candidates = (0..<count).lazy.filter { allowed == nil || allowed![$0] != 0 }
    return candidates.first { data[$0 * stride] == wanted } ?? candidates.first ?? -1
  }

  /// The indices, from 0, that put the elements in order; stable.
  ///
  /// - Throws: `ArrayError.stale`, `.outOfMemory`, `.interrupted`
  /// - Complexity: O(n log n)
  public func order(descending: Bool = false) throws(ArrayError) -> Vector {
    try checkRead()
    if type == .mask { return try converted(to: .i64).order(descending: descending) }
    let order = try Vector(.i64, count: count), scratch = try Vector(.i64, count: count)
    let indices = order.view.pointee.data.assumingMemoryBound(to: Int64.self), other = scratch.view.pointee.data.assumingMemoryBound(to: Int64.self)
    let data = view.pointee.data!, stride = view.pointee.row_stride
    let status =
      switch type {
      case .f32: ck_order_f32(data.assumingMemoryBound(to: Float.self), stride, count, descending, indices, other)
      case .f64: ck_order_f64(data.assumingMemoryBound(to: Double.self), stride, count, descending, indices, other)
      case .i64, .mask: ck_order_i64(data.assumingMemoryBound(to: Int64.self), stride, count, descending, indices, other)
      }
    withExtendedLifetime(scratch) {}
    if status == CK_INTERRUPTED { throw .interrupted }
    return order
  }

  /// Puts the elements in order; stable.
  ///
  /// - Throws: as `order`, or `.readOnly`
  public func sort(descending: Bool = false) throws(ArrayError) {
    try checkWrite()
    try assign(try gather(try order(descending: descending)))
  }

  /// The indices, from 0, of the `limit` greatest elements, greatest first; fewer if there are fewer.
  ///
  /// - Throws: `ArrayError.stale`, `.outOfMemory`
  /// - Complexity: O(n log limit)
  public func top(_ limit: Int) throws(ArrayError) -> Vector {
    precondition(limit >= 0)
    try checkRead()
    if type == .mask { return try converted(to: .i64).top(limit) }
    let indices = try Vector(.i64, count: Swift.min(limit, count))
    let out = indices.view.pointee.data.assumingMemoryBound(to: Int64.self)
    let data = view.pointee.data!, stride = view.pointee.row_stride
    let found =
      switch type {
      case .f32: ck_top_f32(data.assumingMemoryBound(to: Float.self), stride, count, indices.count, out)
      case .f64: ck_top_f64(data.assumingMemoryBound(to: Double.self), stride, count, indices.count, out)
      case .i64, .mask: ck_top_i64(data.assumingMemoryBound(to: Int64.self), stride, count, indices.count, out)
      }
    try checkNotInterrupted(after: count)
    return found == indices.count ? indices : try indices.slice(0..<found)
  }
}
