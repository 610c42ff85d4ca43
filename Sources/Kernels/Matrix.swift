public import CKernels
public import Interface

/// A two-dimensional array over a block of native memory, row-major when contiguous.
public final class Matrix: PassableObject {
  public static var className: String { "matrix" }

  /// The C view that kernels and the Lua bridge read. It lives as long as this object.
  public let view: UnsafeMutablePointer<ck_view>

  /// Takes over `view`, whose block must have been retained for this object.
  public init(adopting view: ck_view) {
    self.view = .allocate(capacity: 1)
    self.view.initialize(to: view)
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
        row_stride: columns, column_stride: 1, type: type.rawValue, is_matrix: true, read_only: false))
  }

  public var rows: Int { view.pointee.rows }
  public var columns: Int { view.pointee.columns }
  public var type: ElementType { ElementType(rawValue: view.pointee.type)! }
  public var isLive: Bool { ck_view_is_live(view) }
}
