public import CKernels

/// A two-dimensional array over a block of native memory, row-major when contiguous.
public final class Matrix: NumericArray {
  public static var className: String { "matrix" }

  public let view: UnsafeMutablePointer<ck_view>
  public let isOwner: Bool

  public init(adopting view: ck_view, isOwner: Bool) {
    precondition(view.is_matrix)
    self.view = .allocate(capacity: 1)
    self.view.initialize(to: view)
    self.isOwner = isOwner
  }

  deinit {
    ck_block_release(view.pointee.block)
    view.deallocate()
  }

  /// A new matrix of zeros.
  ///
  /// - Throws: `ArrayError.outOfMemory`
  public convenience init(_ type: ElementType, rows: Int, columns: Int) throws(ArrayError) {
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard rows >= 0, columns >= 0, !overflow, let bytes = checkedSize(count, type), let block = ck_block_create(bytes)
    else { throw .outOfMemory(elements: overflow ? .max : count, type) }
    self.init(
      adopting: ck_view(
        block: block, generation: block.pointee.generation, data: block.pointee.data, rows: rows, columns: columns,
        row_stride: columns, column_stride: 1, type: type.rawValue, is_matrix: true, read_only: false), isOwner: true)
  }

  /// A new matrix holding a copy of row-major `elements`, which natively exist already: it is outside a script's
  /// allowance.
  ///
  /// - Precondition: `elements.count == rows * columns`
  public convenience init<T: Element>(_ elements: some Collection<T>, rows: Int, columns: Int) {
    precondition(elements.count == rows * columns, "\(elements.count) elements for \(rows)×\(columns)")
    let allowance = ck_set_allowance(.max)
    defer { ck_set_allowance(allowance) }
    do { try self.init(T.elementType, rows: rows, columns: columns) } catch { fatalError("\(error)") }
    let data = view.pointee.data.assumingMemoryBound(to: T.self)
    let isCopied: Void? = elements.withContiguousStorageIfAvailable { if let start = $0.baseAddress { data.update(from: start, count: $0.count) } }
    if isCopied == nil { for (i, element) in elements.enumerated() { data[i] = element } }
  }

  /// A matrix over the elements of a view, whose block it keeps; no copy. It is stale when the view is.
  public convenience init(viewing view: ck_view) {
    ck_block_retain(view.block)
    self.init(adopting: view, isOwner: false)
  }

  public var rows: Int { view.pointee.rows }
  public var columns: Int { view.pointee.columns }

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
}
