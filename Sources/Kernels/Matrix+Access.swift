public import CKernels

extension Matrix {
  /// A matrix over the elements of a view, whose block it keeps; no copy. It is stale when the view is.
  public convenience init(viewing view: ck_view) {
    precondition(view.is_matrix)
    ck_block_retain(view.block)
    self.init(adopting: view)
  }

  /// A new matrix holding a copy of row-major `elements`.
  ///
  /// - Precondition: `elements.count == rows * columns`
  public convenience init<T: Element>(_ elements: some Collection<T>, rows: Int, columns: Int) {
    precondition(elements.count == rows * columns, "\(elements.count) elements for \(rows)×\(columns)")
    do { try self.init(T.elementType, rows: rows, columns: columns) } catch { fatalError("\(error)") }
    let data = view.pointee.data.assumingMemoryBound(to: T.self)
    for (i, element) in elements.enumerated() { data[i] = element }
  }

  public var isContiguous: Bool {
    (view.pointee.column_stride == 1 || columns <= 1) && (view.pointee.row_stride == columns || rows <= 1)
  }

  /// Calls `body` with the elements, row after row.
  ///
  /// - Throws: `ArrayError` if the matrix is stale, holds another type, or is not contiguous (copy it first).
  @inlinable public func withElements<T: Element, R>(of type: T.Type = T.self, _ body: (UnsafeBufferPointer<T>) throws -> R) throws -> R {
    try checkAccess(T.elementType)
    return try body(UnsafeBufferPointer(start: view.pointee.data.assumingMemoryBound(to: T.self), count: rows * columns))
  }

  /// Calls `body` with the elements to read and write, row after row.
  ///
  /// - Throws: as `withElements`, or `ArrayError.readOnly`.
  @inlinable public func withMutableElements<T: Element, R>(
    of type: T.Type = T.self, _ body: (UnsafeMutableBufferPointer<T>) throws -> R
  ) throws -> R {
    try checkAccess(T.elementType)
    if view.pointee.read_only { throw ArrayError.readOnly }
    return try body(UnsafeMutableBufferPointer(start: view.pointee.data.assumingMemoryBound(to: T.self), count: rows * columns))
  }

  @usableFromInline func checkAccess(_ type: ElementType) throws(ArrayError) {
    guard isLive else { throw .stale }
    guard self.type == type else { throw .type(expected: type.name, self.type) }
    guard isContiguous else { throw .shape("the matrix is strided: copy it first") }
  }

  /// Element (`row`, `column`), from 0, of a matrix of type `T`.
  ///
  /// For single elements of matrices one owns; loops use `withElements`.
  /// - Precondition: the matrix is live and holds `T`; indices are in range; on writing it isn't read-only.
  @inlinable public subscript<T: Element>(row: Int, column: Int) -> T {
    get {
      precondition(isLive && type == T.elementType && row >= 0 && row < rows && column >= 0 && column < columns)
      return view.pointee.data.assumingMemoryBound(to: T.self)[row * view.pointee.row_stride + column * view.pointee.column_stride]
    }
    set {
      precondition(
        isLive && type == T.elementType && row >= 0 && row < rows && column >= 0 && column < columns && !view.pointee.read_only)
      view.pointee.data.assumingMemoryBound(to: T.self)[row * view.pointee.row_stride + column * view.pointee.column_stride] = newValue
    }
  }

  /// The elements, row after row.
  ///
  /// - Throws: `ArrayError.stale`, `.type`
  public func asArray<T: Element>(of type: T.Type = T.self) throws(ArrayError) -> [T] {
    guard isLive else { throw .stale }
    guard self.type == T.elementType else { throw .type(expected: T.elementType.name, self.type) }
    let data = view.pointee.data.assumingMemoryBound(to: T.self)
    let (rowStride, columnStride) = (view.pointee.row_stride, view.pointee.column_stride)
    var elements = [T]()
    elements.reserveCapacity(rows * columns)
    for i in 0..<rows { for j in 0..<columns { elements.append(data[i * rowStride + j * columnStride]) } }
    return elements
  }

  /// Releases the memory now, if this matrix's block owns it; every view of it is stale from now on. Idempotent.
  public func close() { if isLive { ck_block_close(view.pointee.block) } }

  /// Bytes of the block this matrix is a view of, which it keeps alive.
  public var blockBytes: Int { isLive ? view.pointee.block.pointee.bytes : 0 }

  public var isReadOnly: Bool { view.pointee.read_only }
}
