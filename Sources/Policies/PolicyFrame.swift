public import CKernels
public import Kernels

/// The reused memory of a policy call: context, arguments and results as cells that Lua reads in place, so that a call
/// builds no table and allocates nothing.
///
/// A layer makes one frame per kind, fills it before each call and reads the results after it. Arrays are lent: their
/// memory must stay valid until `endCall()`, after which every view a policy kept of them is stale.
public final class PolicyFrame {
  public let kind: PolicyKind
  /// One cell per context field, in the kind's order.
  public let context: UnsafeMutablePointer<ck_cell>
  /// As many as the longest parameter list, and the longest result list.
  public let arguments: UnsafeMutablePointer<ck_cell>
  public let results: UnsafeMutablePointer<ck_cell>
  /// `ctx.random` draws from it; set its lane before each call.
  public var random: ck_stream
  /// `ctx.now_us`: simulated time.
  public var now: Int64 = 0

  private let argumentCapacity: Int
  private let resultCapacity: Int

  public init(_ kind: PolicyKind, random: RandomStream) {
    self.kind = kind
    self.random = random.state
    argumentCapacity = kind.functions.map(\.parameters.count).max() ?? 0
    resultCapacity = kind.functions.map(\.results.count).max() ?? 0
    context = newCells(kind.fields.count)
    arguments = newCells(argumentCapacity)
    results = newCells(resultCapacity)
  }

  deinit {
    freeCells(context, kind.fields.count)
    freeCells(arguments, argumentCapacity)
    freeCells(results, resultCapacity)
  }

  // MARK: Scalars

  @inlinable public func set(_ field: Int, _ value: Int64) { context[field].setInteger(value) }
  @inlinable public func set(_ field: Int, _ value: Double) { context[field].setNumber(value) }
  @inlinable public func set(_ field: Int, _ value: Bool) { context[field].setBoolean(value) }
  @inlinable public func argument(_ index: Int, _ value: Int64) { arguments[index].setInteger(value) }
  @inlinable public func argument(_ index: Int, _ value: Double) { arguments[index].setNumber(value) }
  @inlinable public func argument(_ index: Int, _ value: Bool) { arguments[index].setBoolean(value) }

  /// The result as an integer; nil where the policy returned nil.
  @inlinable public func integerResult(_ index: Int) -> Int64? {
    results[index].tag == UInt8(CK_INTEGER.rawValue) ? results[index].integer : nil
  }
  /// The result as a number; nil where the policy returned nil.
  @inlinable public func numberResult(_ index: Int) -> Double? {
    switch UInt32(results[index].tag) {
    case CK_NUMBER.rawValue: results[index].number
    case CK_INTEGER.rawValue: Double(results[index].integer)
    default: nil
    }
  }

  // MARK: Arrays

  /// Lends `count` contiguous elements as a context vector.
  public func lend<T: Element>(_ field: Int, _ elements: UnsafePointer<T>, count: Int) {
    context[field].lend(UnsafeMutableRawPointer(mutating: elements), T.elementType, rows: count, columns: 1, isMatrix: false, readOnly: true)
  }
  public func lend<T: Element>(_ field: Int, _ elements: UnsafePointer<T>, rows: Int, columns: Int) {
    context[field].lend(UnsafeMutableRawPointer(mutating: elements), T.elementType, rows: rows, columns: columns, isMatrix: true, readOnly: true)
  }
  public func lendArgument<T: Element>(_ index: Int, _ elements: UnsafePointer<T>, count: Int) {
    arguments[index].lend(UnsafeMutableRawPointer(mutating: elements), T.elementType, rows: count, columns: 1, isMatrix: false, readOnly: true)
  }
  public func lendArgument<T: Element>(_ index: Int, _ elements: UnsafePointer<T>, rows: Int, columns: Int) {
    arguments[index].lend(UnsafeMutableRawPointer(mutating: elements), T.elementType, rows: rows, columns: columns, isMatrix: true, readOnly: true)
  }
  /// Lends memory the policy writes its answer to.
  public func lendOutput<T: Element>(_ index: Int, _ elements: UnsafeMutablePointer<T>, count: Int) {
    arguments[index].lend(elements, T.elementType, rows: count, columns: 1, isMatrix: false, readOnly: false)
  }
  public func lendOutput<T: Element>(_ index: Int, _ elements: UnsafeMutablePointer<T>, rows: Int, columns: Int) {
    arguments[index].lend(elements, T.elementType, rows: rows, columns: columns, isMatrix: true, readOnly: false)
  }

  /// Takes back everything that was lent: views a policy kept are stale from now on.
  public func endCall() {
    for i in 0..<kind.fields.count { context[i].takeBack() }
    for i in 0..<argumentCapacity { arguments[i].takeBack() }
  }
}

private func newCells(_ count: Int) -> UnsafeMutablePointer<ck_cell> {
  let cells = UnsafeMutablePointer<ck_cell>.allocate(capacity: max(count, 1))
  cells.initialize(repeating: ck_cell(), count: max(count, 1))
  return cells
}

private func freeCells(_ cells: UnsafeMutablePointer<ck_cell>, _ count: Int) {
  for i in 0..<count where cells[i].tag == UInt8(CK_ARRAY.rawValue) {
    ck_block_close(cells[i].array.pointee.block)
    ck_block_release(cells[i].array.pointee.block)
    cells[i].array.deallocate()
  }
  cells.deallocate()
}

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

  mutating func lend(_ data: UnsafeMutableRawPointer, _ type: ElementType, rows: Int, columns: Int, isMatrix: Bool, readOnly: Bool) {
    let bytes = rows * columns * type.size
    if tag != UInt8(CK_ARRAY.rawValue) {
      tag = UInt8(CK_ARRAY.rawValue)
      array = .allocate(capacity: 1)
      array.initialize(to: ck_view())
      array.pointee.block = ck_block_borrow(data, bytes)
    } else {
      ck_block_lend(array.pointee.block, data, bytes)
    }
    let block = array.pointee.block!
    array.pointee = ck_view(
      block: block, generation: block.pointee.generation, data: data, rows: rows, columns: columns,
      row_stride: isMatrix ? columns : 1, column_stride: 1, type: type.rawValue, is_matrix: isMatrix, read_only: readOnly)
  }

  func takeBack() {
    if tag == UInt8(CK_ARRAY.rawValue) { ck_block_close(array.pointee.block) }
  }
}
