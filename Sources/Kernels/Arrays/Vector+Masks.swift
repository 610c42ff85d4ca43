import CKernels

/// How two elements are compared; false wherever either is NaN, but for `unequal`.
public enum Comparison: UInt32, Sendable, CaseIterable {
  case equal = 0
  case unequal = 1
  case less = 2
  case lessEqual = 3
  case greater = 4
  case greaterEqual = 5

  /// As scripts write it.
  public var symbol: String { ["==", "~=", "<", "<=", ">", ">="][Int(rawValue)] }
}

extension Vector {
  /// The mask of where this compares with `other`.
  ///
  /// - Throws: `ArrayError.stale`, `.shape`, `.type`, `.outOfMemory`
  public func compare(_ comparison: Comparison, _ other: Vector) throws(ArrayError) -> Vector {
    try checkRead()
    try checkMatch(other)
    return try compare(comparison, other.view.pointee.data, other.view.pointee.row_stride)
  }

  /// The mask of where this compares with a number.
  ///
  /// - Throws: `ArrayError.stale`, `.outOfMemory`, `.value` if the elements can't hold the number
  public func compare(_ comparison: Comparison, _ scalar: Scalar) throws(ArrayError) -> Vector {
    try checkRead()
    let one = try Vector(type, count: 1)
    try one.fill(scalar)
    defer { withExtendedLifetime(one) {} }
    return try compare(comparison, one.view.pointee.data, 0)
  }

  private func compare(_ comparison: Comparison, _ other: UnsafeMutableRawPointer, _ otherStride: Int) throws(ArrayError) -> Vector {
    let mask = try Vector(.mask, count: count)
    let out = mask.view.pointee.data.assumingMemoryBound(to: UInt8.self)
    let (data, stride, how) = (view.pointee.data!, view.pointee.row_stride, ck_comparison(comparison.rawValue))
    try inPieces(count) { (i, length) throws(ArrayError) in
      switch type {
      case .f32: ck_compare_f32(how, data.assumingMemoryBound(to: Float.self) + i * stride, stride, other.assumingMemoryBound(to: Float.self) + i * otherStride, otherStride, out + i, length)
      case .f64: ck_compare_f64(how, data.assumingMemoryBound(to: Double.self) + i * stride, stride, other.assumingMemoryBound(to: Double.self) + i * otherStride, otherStride, out + i, length)
      case .i64: ck_compare_i64(how, data.assumingMemoryBound(to: Int64.self) + i * stride, stride, other.assumingMemoryBound(to: Int64.self) + i * otherStride, otherStride, out + i, length)
      case .mask: throw .type(expected: "f32, f64 or i64", .mask)
      }
    }
    return mask
  }

  /// This where `mask` is 1, `other` elsewhere, as a new vector.
  ///
  /// - Throws: `ArrayError.stale`, `.shape`, `.type`, `.outOfMemory`
  public func select(where mask: Vector, else other: Vector) throws(ArrayError) -> Vector {
    try checkRead()
    try checkMatch(other)
    return try select(mask, other.view.pointee.data, other.view.pointee.row_stride)
  }

  /// This where `mask` is 1, a number elsewhere, as a new vector.
  ///
  /// - Throws: as above, or `.value` if the elements can't hold the number
  public func select(where mask: Vector, else scalar: Scalar) throws(ArrayError) -> Vector {
    try checkRead()
    let one = try Vector(type, count: 1)
    try one.fill(scalar)
    defer { withExtendedLifetime(one) {} }
    return try select(mask, one.view.pointee.data, 0)
  }

  private func select(_ mask: Vector, _ other: UnsafeMutableRawPointer, _ otherStride: Int) throws(ArrayError) -> Vector {
    try mask.checkRead(.mask)
    try checkMatch(mask, type: false)
    let result = try Vector(type, count: count)
    let (data, stride, to) = (view.pointee.data!, view.pointee.row_stride, result.view.pointee.data!)
    try mask.withContiguous { (bytes) throws(ArrayError) in
      let chosen = bytes.assumingMemoryBound(to: UInt8.self)
      try inPieces(count) { (i, length) throws(ArrayError) in
        func piece<T>(_ data: UnsafeMutableRawPointer, _ stride: Int, _: T.Type) -> UnsafeMutablePointer<T> { data.assumingMemoryBound(to: T.self) + i * stride }
        switch type {
        case .f32: ck_select_f32(chosen + i, piece(data, stride, Float.self), stride, piece(other, otherStride, Float.self), otherStride, piece(to, 1, Float.self), length)
        case .f64: ck_select_f64(chosen + i, piece(data, stride, Double.self), stride, piece(other, otherStride, Double.self), otherStride, piece(to, 1, Double.self), length)
        case .i64: ck_select_i64(chosen + i, piece(data, stride, Int64.self), stride, piece(other, otherStride, Int64.self), otherStride, piece(to, 1, Int64.self), length)
        case .mask: throw .type(expected: "f32, f64 or i64", .mask)
        }
      }
    }
    return result
  }

  /// Where both masks are 1.
  ///
  /// - Throws: `ArrayError.stale`, `.shape`, `.type` unless both are masks
  public func intersection(_ other: Vector) throws(ArrayError) -> Vector { try combineMasks(other, ck_mask_and) }

  /// Where either mask is 1.
  ///
  /// - Throws: as `intersection`
  public func union(_ other: Vector) throws(ArrayError) -> Vector { try combineMasks(other, ck_mask_or) }

  /// Where this mask is 0.
  ///
  /// - Throws: `ArrayError.stale`, `.type` unless this is a mask
  public func inverted() throws(ArrayError) -> Vector {
    try checkRead(.mask)
    let result = try Vector(.mask, count: count)
    let out = result.view.pointee.data.assumingMemoryBound(to: UInt8.self)
    try withContiguous { (a) throws(ArrayError) in 
      try inPieces(count) { (i, length) throws(ArrayError) in ck_mask_not(a.assumingMemoryBound(to: UInt8.self) + i, out + i, length) }
    }
    return result
  }

  private func combineMasks(_ other: Vector, _ body: (UnsafePointer<UInt8>, UnsafePointer<UInt8>, UnsafeMutablePointer<UInt8>, Int) -> Void)
    throws(ArrayError) -> Vector
  {
    try checkRead(.mask)
    try checkMatch(other)
    let result = try Vector(.mask, count: count)
    let out = result.view.pointee.data.assumingMemoryBound(to: UInt8.self)
    try withContiguous { (a) throws(ArrayError) in
      try other.withContiguous { (b) throws(ArrayError) in
        try inPieces(count) { (i, length) throws(ArrayError) in
          body(a.assumingMemoryBound(to: UInt8.self) + i, b.assumingMemoryBound(to: UInt8.self) + i, out + i, length)
        }
      }
    }
    return result
  }
}
