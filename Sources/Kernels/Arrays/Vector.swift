public import CKernels

/// A one-dimensional array over a block of native memory.
public final class Vector: NumericArray {
  public static var className: String { "vector" }

  public let view: UnsafeMutablePointer<ck_view>
  public let isOwner: Bool

  public init(adopting view: ck_view, isOwner: Bool) {
    precondition(!view.is_matrix)
    self.view = .allocate(capacity: 1)
    self.view.initialize(to: view)
    self.isOwner = isOwner
  }

  deinit {
    ck_block_release(view.pointee.block)
    view.deallocate()
  }

  /// A new vector of zeros.
  ///
  /// - Throws: `ArrayError.outOfMemory`
  public convenience init(_ type: ElementType, count: Int) throws(ArrayError) {
    guard count >= 0, let bytes = checkedSize(count, type), let block = ck_block_create(bytes) else {
      throw .outOfMemory(elements: count, type)
    }
    self.init(
      adopting: ck_view(
        block: block, generation: block.pointee.generation, data: block.pointee.data, rows: count, columns: 1,
        row_stride: 1, column_stride: 1, type: type.rawValue, is_matrix: false, read_only: false), isOwner: true)
  }

  /// A new vector holding a copy of `elements`, which natively exist already: it is outside a script's allowance.
  public convenience init<T: Element>(_ elements: some Collection<T>) {
    let allowance = ck_set_allowance(.max)
    defer { ck_set_allowance(allowance) }
    do { try self.init(T.elementType, count: elements.count) } catch { fatalError("\(error)") }
    let data = view.pointee.data.assumingMemoryBound(to: T.self)
    let isCopied: Void? = elements.withContiguousStorageIfAvailable { if let start = $0.baseAddress { data.update(from: start, count: $0.count) } }
    if isCopied == nil { for (i, element) in elements.enumerated() { data[i] = element } }
  }

  /// A vector over the elements of a view, whose block it keeps; no copy. It is stale when the view is.
  public convenience init(viewing view: ck_view) {
    ck_block_retain(view.block)
    self.init(adopting: view, isOwner: false)
  }

  public var count: Int { view.pointee.rows }

  /// Element `index`, from 0, of a vector of type `T`.
  ///
  /// For single elements of vectors one owns; loops use `withElements`.
  /// - Precondition: the vector is live and holds `T`; `index` is in range; on writing it isn't read-only.
  @inlinable public subscript<T: Element>(index: Int) -> T {
    get {
      precondition(isLive && type == T.elementType && index >= 0 && index < count)
      return view.pointee.data.assumingMemoryBound(to: T.self)[index * view.pointee.row_stride]
    }
    set {
      precondition(isLive && type == T.elementType && index >= 0 && index < count && !view.pointee.read_only)
      view.pointee.data.assumingMemoryBound(to: T.self)[index * view.pointee.row_stride] = newValue
    }
  }
}

func checkedSize(_ count: Int, _ type: ElementType) -> Int? {
  let (bytes, overflow) = count.multipliedReportingOverflow(by: type.size)
  return overflow ? nil : bytes
}
