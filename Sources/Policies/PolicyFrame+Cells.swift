public import CKernels
public import Kernels

extension ck_cell {
  @inlinable mutating func setInteger(_ value: Int64) {
    tag = UInt8(CK_INTEGER.rawValue)
    integer = value
  }
  @inlinable mutating func setNumber(_ value: Double) {
    tag = UInt8(CK_NUMBER.rawValue)
    number = value
  }
  @inlinable mutating func setBoolean(_ value: Bool) {
    tag = UInt8(CK_BOOLEAN.rawValue)
    boolean = value
  }
  @inlinable mutating func setNone() { tag = UInt8(CK_NIL.rawValue) }

  @inlinable var asInteger: Int64? { tag == UInt8(CK_INTEGER.rawValue) ? integer : nil }
  @inlinable var asNumber: Double? {
    switch UInt32(tag) {
    case CK_NUMBER.rawValue: number
    case CK_INTEGER.rawValue: Double(integer)
    default: nil
    }
  }
  @inlinable var asBoolean: Bool? { tag == UInt8(CK_BOOLEAN.rawValue) ? boolean : nil }

  @inlinable func elements<T: Element>(_ type: T.Type) -> UnsafeMutableBufferPointer<T> {
    guard tag == UInt8(CK_ARRAY.rawValue) else { return UnsafeMutableBufferPointer(start: nil, count: 0) }
    let view = array.pointee
    precondition(view.type == T.elementType.rawValue, "an array was lent with another element type than its declaration's")
    return UnsafeMutableBufferPointer(start: view.data?.assumingMemoryBound(to: T.self), count: view.rows * view.columns)
  }
  @inlinable var shape: (rows: Int, columns: Int) {
    tag == UInt8(CK_ARRAY.rawValue) ? (array.pointee.rows, array.pointee.columns) : (0, 0)
  }
}

/// Cells in a row, with a view for each in case it lends an array: views keep their place and their block from call to
/// call, so that lending allocates once.
struct CellRow {
  let cells: UnsafeMutablePointer<ck_cell>
  private let views: UnsafeMutablePointer<ck_view>
  let count: Int

  init(_ count: Int) {
    self.count = count
    cells = .allocate(capacity: max(count, 1))
    cells.initialize(repeating: ck_cell(), count: max(count, 1))
    views = .allocate(capacity: max(count, 1))
    views.initialize(repeating: ck_view(), count: max(count, 1))
  }

  func free() {
    takeBack()
    for i in 0..<count { ck_block_release(views[i].block) }
    views.deallocate()
    cells.deallocate()
  }

  /// - Parameter columns: nil for a vector.
  func lend(_ index: Int, _ data: UnsafeMutableRawPointer, _ type: ElementType, rows: Int, columns: Int?, readOnly: Bool) {
    precondition(index < count && rows >= 0 && (columns ?? 0) >= 0)
    let bytes = rows * (columns ?? 1) * type.size
    if let block = views[index].block { ck_block_lend(block, data, bytes) } else { views[index].block = ck_block_borrow(data, bytes) }
    let block = views[index].block!
    views[index] = ck_view(
      block: block, generation: block.pointee.generation, data: data, rows: rows, columns: columns ?? 1,
      row_stride: columns ?? 1, column_stride: 1, type: type.rawValue, is_matrix: columns != nil, read_only: readOnly)
    cells[index].tag = UInt8(CK_ARRAY.rawValue)
    cells[index].array = views + index
  }

  /// Every lent array is nil until it is lent again, and every view of it stale.
  func takeBack() {
    for i in 0..<count where cells[i].tag == UInt8(CK_ARRAY.rawValue) {
      ck_block_close(views[i].block)
      cells[i].setNone()
    }
  }
}
