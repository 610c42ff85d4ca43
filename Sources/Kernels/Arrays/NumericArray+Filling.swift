import CKernels

extension NumericArray {
  /// A new, contiguous array of this shape, zero.
  func makeSameShape(_ type: ElementType) throws(ArrayError) -> Self {
    let shape = view.pointee
    guard let block = ck_block_create(elementCount * type.size) else { throw .outOfMemory(elements: elementCount, type) }
    return Self(
      adopting: ck_view(
        block: block, generation: block.pointee.generation, data: block.pointee.data, rows: shape.rows, columns: shape.columns,
        row_stride: shape.is_matrix ? shape.columns : 1, column_stride: 1, type: type.rawValue, is_matrix: shape.is_matrix,
        read_only: false), isOwner: true)
  }

  /// A contiguous copy that owns its memory.
  ///
  /// - Throws: `ArrayError.stale`, `.outOfMemory`
  public func copy() throws(ArrayError) -> Self {
    try checkRead()
    let out = try makeSameShape(type)
    try copyElements(from: view.pointee, to: out.view.pointee, type)
    return out
  }

  /// This array if its elements lie side by side, else a copy whose do.
  func contiguous() throws(ArrayError) -> Self {
    try checkRead()
    return isContiguous ? self : try copy()
  }

  /// Calls `body` with the elements side by side, row after row: this array's own, or a copy's.
  func withContiguous<R>(_ body: (UnsafeMutableRawPointer) throws(ArrayError) -> R) throws(ArrayError) -> R {
    let array = try contiguous()
    defer { withExtendedLifetime(array) {} }
    return try body(array.view.pointee.data)
  }

  /// Writes `other`'s elements over this array's.
  ///
  /// - Throws: `ArrayError.stale`, `.readOnly`, `.shape`, `.type`
  public func assign(_ other: Self) throws(ArrayError) {
    try checkWrite()
    try checkMatch(other)
    try copyElements(from: (other.view.pointee.block == view.pointee.block ? other.copy() : other).view.pointee, to: view.pointee, type)
  }

  /// Sets every element.
  ///
  /// - Throws: `ArrayError.stale`, `.readOnly`, `.value` if the elements can't hold it
  public func fill(_ value: Scalar) throws(ArrayError) {
    try checkWrite()
    let view = view.pointee, lines = view.lines
    let integer = type == .i64 || type == .mask ? try value.asInteger() : 0
    if type == .mask, integer != 0, integer != 1 { throw .value("\(integer) is neither 0 nor 1: the elements are a mask") }
    for i in 0..<lines.count {
      if i > 0, i.isMultiple(of: 64), ck_is_interrupted() { throw .interrupted }
      try inPieces(lines.length) { (start, length) throws(ArrayError) in
        let piece = view.data + (i * lines.step + start * lines.stride) * type.size
        switch type {
        case .f32: ck_fill_f32(Float(value.double), piece.assumingMemoryBound(to: Float.self), lines.stride, length)
        case .f64: ck_fill_f64(value.double, piece.assumingMemoryBound(to: Double.self), lines.stride, length)
        case .i64: ck_fill_i64(integer, piece.assumingMemoryBound(to: Int64.self), lines.stride, length)
        case .mask:
          let bytes = piece.assumingMemoryBound(to: UInt8.self)
          for j in 0..<length { bytes[j * lines.stride] = UInt8(integer) }
        }
      }
    }
  }

  /// A copy whose elements are of another type. f64 to f32 rounds to nearest; to i64 the elements must be whole.
  ///
  /// - Throws: `ArrayError.stale`, `.outOfMemory`, `.value` at the first element that doesn't fit
  public func converted(to target: ElementType) throws(ArrayError) -> Self {
    if target == type { return try copy() }
    let out = try makeSameShape(target)
    try withContiguous { (from) throws(ArrayError) in try convert(from, type, to: out.view.pointee.data, target, elementCount) }
    return out
  }
  /// Element (`row`, `column`), from 0; a vector has one column.
  ///
  /// - Throws: `ArrayError.stale`, `.index`
  public func element(_ row: Int, _ column: Int = 0) throws(ArrayError) -> Scalar {
    try checkIndex(row, view.pointee.rows)
    try checkIndex(column, view.pointee.columns)
    let index = row * view.pointee.row_stride + column * view.pointee.column_stride
    return view.pointee.data.scalar(index, type)
  }

  /// Sets element (`row`, `column`), from 0.
  ///
  /// - Throws: `ArrayError.stale`, `.readOnly`, `.index`, `.value`
  public func setElement(_ row: Int, _ column: Int = 0, to value: Scalar) throws(ArrayError) {
    try checkWrite()
    try checkIndex(row, view.pointee.rows)
    try checkIndex(column, view.pointee.columns)
    var one = view.pointee
    one.data += (row * one.row_stride + column * one.column_stride) * type.size
    (one.rows, one.columns, one.is_matrix) = (1, 1, false)
    try Vector(viewing: one).fill(value)
  }
}

private func convert(_ from: UnsafeMutableRawPointer, _ type: ElementType, to: UnsafeMutableRawPointer, _ target: ElementType, _ count: Int)
  throws(ArrayError)
{
  for i in 0..<count {
    if i & 0xFFFF == 0xFFFF, ck_is_interrupted() { throw .interrupted }
    switch target {
    case .f32: to.assumingMemoryBound(to: Float.self)[i] = type == .i64 ? Float(from.assumingMemoryBound(to: Int64.self)[i]) : Float(from.number(i, type))
    case .f64: to.assumingMemoryBound(to: Double.self)[i] = from.number(i, type)
    case .i64:
      guard let integer = Int64(exactly: from.number(i, type)) else { throw .value("element \(i + 1) is \(from.number(i, type)), no 64-bit integer") }
      to.assumingMemoryBound(to: Int64.self)[i] = integer
    case .mask: to.assumingMemoryBound(to: UInt8.self)[i] = from.number(i, type) != 0 ? 1 : 0
    }
  }
}

/// Copies between views of one shape.
///
/// - Throws: `ArrayError.interrupted`
func copyElements(from source: ck_view, to target: ck_view, _ type: ElementType) throws(ArrayError) {
  if source.isContiguous, target.isContiguous {
    return try inPieces(source.rows * source.columns) { (start, length) throws(ArrayError) in
      (target.data + start * type.size).copyMemory(from: source.data + start * type.size, byteCount: length * type.size)
    }
  }
  for i in 0..<source.rows {
    if i & 0xFFF == 0xFFF, ck_is_interrupted() { throw .interrupted }
    let from = source.data + i * source.row_stride * type.size, to = target.data + i * target.row_stride * type.size
    for j in 0..<source.columns {
      (to + j * target.column_stride * type.size).copyMemory(from: from + j * source.column_stride * type.size, byteCount: type.size)
    }
  }
}

extension UnsafeMutableRawPointer {
  func scalar(_ index: Int, _ type: ElementType) -> Scalar {
    switch type {
    case .f32: .number(Double(assumingMemoryBound(to: Float.self)[index]))
    case .f64: .number(assumingMemoryBound(to: Double.self)[index])
    case .i64: .integer(assumingMemoryBound(to: Int64.self)[index])
    case .mask: .integer(Int64(assumingMemoryBound(to: UInt8.self)[index]))
    }
  }

  func number(_ index: Int, _ type: ElementType) -> Double { scalar(index, type).double }
}
