import CKernels

extension Vector {
  /// Elements `range`, from 0, without a copy: what changes here changes there.
  ///
  /// - Throws: `ArrayError.stale`, `.index`
  public func slice(_ range: Range<Int>) throws(ArrayError) -> Vector {
    try checkRead()
    guard range.lowerBound >= 0, range.upperBound <= count else { throw .index(range.upperBound, count: count) }
    var view = self.view.pointee
    view.data += range.lowerBound * view.row_stride * type.size
    view.rows = range.count
    return Vector(viewing: view)
  }

  /// The elements at `indices`, from 0, as a new vector.
  ///
  /// - Throws: `ArrayError.stale`, `.type` unless `indices` is i64, `.index`, `.outOfMemory`
  public func gather(_ indices: Vector) throws(ArrayError) -> Vector {
    try checkRead()
    let order = try indices.asArray(of: Int64.self)
    let out = try Vector(type, count: order.count)
    let (size, stride) = (type.size, view.pointee.row_stride)
    for (i, index) in order.enumerated() {
      if i & 0xFFFF == 0xFFFF, ck_is_interrupted() { throw .interrupted }
      guard index >= 0, index < count else { throw .index(Int(clamping: index &+ 1), count: count) }
      (out.view.pointee.data + i * size).copyMemory(from: view.pointee.data + Int(index) * stride * size, byteCount: size)
    }
    return out
  }
}
