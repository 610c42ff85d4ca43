public import CKernels
public import Interface

/// What vectors and matrices share: elements of one type over a block of native memory, owned or borrowed, possibly
/// strided.
///
/// Scripts, policies and kernels see the same bytes. A slice is a zero-copy view; using a view whose block was closed
/// or lent anew is an error, never a dangling read. Not thread-safe: it belongs to one thread at a time.
public protocol NumericArray: PassableObject {
  /// The C view that kernels and the Lua bridge read. It lives as long as this object.
  var view: UnsafeMutablePointer<ck_view> { get }
  /// Whether this object made its block, and `close` frees it.
  var isOwner: Bool { get }
  /// Takes over `view`, whose block must have been retained for this object.
  init(adopting view: ck_view, isOwner: Bool)
}

extension NumericArray {
  public var type: ElementType { ElementType(rawValue: view.pointee.type)! }
  public var isLive: Bool { ck_view_is_live(view) }
  public var isReadOnly: Bool { view.pointee.read_only }
  public var elementCount: Int { view.pointee.rows * view.pointee.columns }
  /// Whether the elements lie side by side, row after row.
  public var isContiguous: Bool { view.pointee.isContiguous }

  /// Lets go of the memory now: frees it, and makes every view of it stale, if this object made it. Idempotent.
  public func close() {
    guard isLive else { return }
    if isOwner { ck_block_close(view.pointee.block) } else { view.pointee.generation = 0 }
  }

  /// Calls `body` with the elements, row after row.
  ///
  /// - Throws: `ArrayError` if the array is stale, holds another type, or is strided (`copy()` it first).
  @inlinable public func withElements<T: Element, R>(of type: T.Type = T.self, _ body: (UnsafeBufferPointer<T>) throws -> R) throws -> R {
    try checkAccess(T.elementType)
    return try body(UnsafeBufferPointer(start: view.pointee.data.assumingMemoryBound(to: T.self), count: elementCount))
  }

  /// Calls `body` with the elements to read and write, row after row.
  ///
  /// - Throws: as `withElements`, or `ArrayError.readOnly`.
  @inlinable public func withMutableElements<T: Element, R>(
    of type: T.Type = T.self, _ body: (UnsafeMutableBufferPointer<T>) throws -> R
  ) throws -> R {
    try checkAccess(T.elementType)
    if view.pointee.read_only { throw ArrayError.readOnly }
    return try body(UnsafeMutableBufferPointer(start: view.pointee.data.assumingMemoryBound(to: T.self), count: elementCount))
  }

  /// The elements, row after row.
  ///
  /// - Throws: `ArrayError.stale`, `.type`
  public func asArray<T: Element>(of type: T.Type = T.self) throws(ArrayError) -> [T] {
    try checkRead(T.elementType)
    let view = view.pointee, data = view.data.assumingMemoryBound(to: T.self)
    return Array(unsafeUninitializedCapacity: elementCount) { buffer, count in
      for i in 0..<view.rows {
        for j in 0..<view.columns { (buffer.baseAddress! + (i * view.columns + j)).initialize(to: data[i * view.row_stride + j * view.column_stride]) }
      }
      count = view.rows * view.columns
    }
  }

  @usableFromInline func checkAccess(_ type: ElementType) throws(ArrayError) {
    try checkRead(type)
    guard isContiguous else { throw .shape("the \(Self.className) is strided: copy it first") }
  }

  func checkRead() throws(ArrayError) {
    guard isLive else { throw .stale }
  }

  func checkRead(_ type: ElementType) throws(ArrayError) {
    try checkRead()
    guard self.type == type else { throw .type(expected: type.name, self.type) }
  }

  func checkWrite() throws(ArrayError) {
    try checkRead()
    guard !isReadOnly else { throw .readOnly }
  }

  /// Checks that `other` has this array's shape and, unless `type` is false, its type.
  func checkMatch(_ other: some NumericArray, type: Bool = true) throws(ArrayError) {
    try other.checkRead()
    let (a, b) = (view.pointee, other.view.pointee)
    guard a.rows == b.rows, a.columns == b.columns else { throw .shape("\(other.view.pointee.shapeText) does not match \(a.shapeText)") }
    guard !type || a.type == b.type else { throw .type(expected: self.type.name, other.type) }
  }

  func checkIndex(_ index: Int, _ count: Int) throws(ArrayError) {
    try checkRead()
    guard index >= 0, index < count else { throw .index(index + 1, count: count) }
  }
}

extension ck_view {
  var isContiguous: Bool { (column_stride == 1 || columns <= 1) && (row_stride == columns || rows <= 1) }

  var shapeText: String { is_matrix ? "shape \(rows)×\(columns)" : "count \(rows)" }

  /// These contiguous elements in another shape of as many.
  func reshaped(like other: ck_view) -> ck_view {
    var view = self
    (view.rows, view.columns, view.row_stride, view.is_matrix) = (other.rows, other.columns, other.columns, true)
    return view
  }

  /// The elements as lines of equal stride: one where they lie evenly, else one a row.
  var lines: (count: Int, length: Int, step: Int, stride: Int) {
    if columns == 1 { return (1, rows, 0, row_stride) }
    if isContiguous { return (1, rows * columns, 0, 1) }
    return (rows, columns, row_stride, column_stride)
  }
}
