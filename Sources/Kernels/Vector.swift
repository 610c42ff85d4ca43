public import CKernels
public import Interface

/// A one-dimensional array over a block of native memory, owned or borrowed, possibly strided.
///
/// Scripts, policies and kernels see the same bytes. A slice is a zero-copy view; using a view whose block was closed
/// or lent anew is an error, never a dangling read. Not thread-safe: it belongs to one thread at a time.
public final class Vector: PassableObject {
  public static var className: String { "vector" }

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
        row_stride: 1, column_stride: 1, type: type.rawValue, is_matrix: false, read_only: false))
  }

  /// A new vector holding a copy of `elements`.
  public convenience init<T: Element>(_ elements: some Collection<T>) {
    do { try self.init(T.elementType, count: elements.count) } catch { fatalError("\(error)") }
    let data = view.pointee.data.assumingMemoryBound(to: T.self)
    for (i, element) in elements.enumerated() { data[i] = element }
  }

  public var count: Int { view.pointee.rows }
  public var type: ElementType { ElementType(rawValue: view.pointee.type)! }
  public var isLive: Bool { ck_view_is_live(view) }
  public var isContiguous: Bool { view.pointee.row_stride == 1 || count <= 1 }
}

func checkedSize(_ count: Int, _ type: ElementType) -> Int? {
  let (bytes, overflow) = count.multipliedReportingOverflow(by: type.size)
  return overflow ? nil : bytes
}

/// What can be wrong with an operation on vectors and matrices.
public enum ArrayError: Error, CustomStringConvertible, Equatable {
  case outOfMemory(elements: Int, ElementType)
  case stale
  case readOnly
  /// For example "count 3 does not match 4".
  case shape(String)
  case type(expected: String, ElementType)
  case index(Int, count: Int)
  case value(String)
  /// Ctrl-C, or whoever else raised `ck_interrupted`.
  case interrupted

  public var description: String {
    switch self {
    case .outOfMemory(let elements, let type): "not enough memory for \(elements) elements of \(type.name)"
    case .stale: "vector is closed or its memory has been reused (a view does not outlive the call that lent it)"
    case .readOnly: "vector is read-only here: copy it first"
    case .shape(let text): text
    case .type(let expected, let found): "\(expected) expected, got \(found.name)"
    case .index(let index, let count): "index \(index) out of range 1…\(count)"
    case .value(let text): text
    case .interrupted: "interrupted"
    }
  }
}
