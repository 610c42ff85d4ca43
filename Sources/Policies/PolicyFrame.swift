public import CKernels
public import Kernels

/// The reused memory of a policy call: context, arguments and results as cells that Lua reads in place, so that a call
/// builds no table and allocates nothing.
///
/// A layer makes one frame per kind, fills it before each call and reads the results after it. Arrays are lent: their
/// memory must stay valid until `endCall()`, after which every view a policy kept of them is stale.
///
/// Fields, arguments and results are named by their place in the kind's declaration, counted from 0. A field that was
/// never set is nil.
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
  /// Elements lent since the last `endCall()`: what a policy's budget grows with.
  public private(set) var elementsLent = 0
  let checks: ResultChecks
  private let contextRow: CellRow
  private let argumentRow: CellRow
  private let resultRow: CellRow

  public init(_ kind: PolicyKind, random: RandomStream) {
    self.kind = kind
    self.random = random.state
    checks = ResultChecks(kind)
    contextRow = CellRow(kind.fields.count)
    argumentRow = CellRow(kind.functions.map(\.parameters.count).max() ?? 0)
    resultRow = CellRow(kind.functions.map(\.results.count).max() ?? 0)
    context = contextRow.cells
    arguments = argumentRow.cells
    results = resultRow.cells
  }

  deinit {
    contextRow.free()
    argumentRow.free()
    resultRow.free()
  }

  // MARK: Scalars, written by the layer that asks

  @inlinable public func set(_ field: Int, _ value: Int64) { context[field].setInteger(value) }
  @inlinable public func set(_ field: Int, _ value: Double) { context[field].setNumber(value) }
  @inlinable public func set(_ field: Int, _ value: Bool) { context[field].setBoolean(value) }
  /// Leaves an optional field nil.
  @inlinable public func setNone(_ field: Int) { context[field].setNone() }
  @inlinable public func argument(_ index: Int, _ value: Int64) { arguments[index].setInteger(value) }
  @inlinable public func argument(_ index: Int, _ value: Double) { arguments[index].setNumber(value) }
  @inlinable public func argument(_ index: Int, _ value: Bool) { arguments[index].setBoolean(value) }
  @inlinable public func argumentNone(_ index: Int) { arguments[index].setNone() }

  // MARK: Scalars, read by the layer that asked

  /// The result as an integer; nil where the policy returned nil.
  @inlinable public func integerResult(_ index: Int) -> Int64? { results[index].asInteger }
  /// The result as a number; nil where the policy returned nil.
  @inlinable public func numberResult(_ index: Int) -> Double? { results[index].asNumber }
  @inlinable public func booleanResult(_ index: Int) -> Bool? { results[index].asBoolean }

  // MARK: Arrays, lent by the layer that asks

  /// Lends `count` contiguous elements as a context vector.
  public func lend<T: Element>(_ field: Int, _ elements: UnsafePointer<T>, count: Int) {
    lend(.field(field), UnsafeMutablePointer(mutating: elements), T.elementType, rows: count, columns: nil)
  }
  /// Lends `rows × columns` elements, row by row, as a context matrix.
  public func lend<T: Element>(_ field: Int, _ elements: UnsafePointer<T>, rows: Int, columns: Int) {
    lend(.field(field), UnsafeMutablePointer(mutating: elements), T.elementType, rows: rows, columns: columns)
  }
  public func lendArgument<T: Element>(_ index: Int, _ elements: UnsafePointer<T>, count: Int) {
    lend(.argument(index), UnsafeMutablePointer(mutating: elements), T.elementType, rows: count, columns: nil)
  }
  public func lendArgument<T: Element>(_ index: Int, _ elements: UnsafePointer<T>, rows: Int, columns: Int) {
    lend(.argument(index), UnsafeMutablePointer(mutating: elements), T.elementType, rows: rows, columns: columns)
  }
  /// Lends memory the policy writes its answer to.
  public func lendOutput<T: Element>(_ index: Int, _ elements: UnsafeMutablePointer<T>, count: Int) {
    lend(.output(index), elements, T.elementType, rows: count, columns: nil)
  }
  public func lendOutput<T: Element>(_ index: Int, _ elements: UnsafeMutablePointer<T>, rows: Int, columns: Int) {
    lend(.output(index), elements, T.elementType, rows: rows, columns: columns)
  }
  /// Lends the memory a vector the policy *returns* is copied to: it must have that type and that many elements.
  public func lendResult<T: Element>(_ index: Int, _ elements: UnsafeMutablePointer<T>, count: Int) {
    lend(.result(index), elements, T.elementType, rows: count, columns: nil)
  }

  /// A cell of the frame.
  public enum Place: Sendable, Equatable { case field(Int), argument(Int), output(Int), result(Int) }

  /// Lends elements whose type is known only at run time; `columns` is nil for a vector.
  public func lend(_ place: Place, _ data: UnsafeMutableRawPointer, _ type: ElementType, rows: Int, columns: Int?) {
    switch place {
    case .field(let i): contextRow.lend(i, data, type, rows: rows, columns: columns, readOnly: true)
    case .argument(let i): argumentRow.lend(i, data, type, rows: rows, columns: columns, readOnly: true)
    case .output(let i): argumentRow.lend(i, data, type, rows: rows, columns: columns, readOnly: false)
    case .result(let i): resultRow.lend(i, data, type, rows: rows, columns: columns, readOnly: false)
    }
    elementsLent += max(1, rows * (columns ?? 1))
  }

  /// Takes back everything that was lent: views a policy kept are stale from now on.
  public func endCall() {
    guard elementsLent > 0 else { return }
    elementsLent = 0
    contextRow.takeBack()
    argumentRow.takeBack()
    resultRow.takeBack()
  }
}

// MARK: The other side: what a native rule does

extension PolicyFrame {
  /// A context field as a rule reads it; nil where it was left out.
  @inlinable public func integer(_ field: Int) -> Int64? { context[field].asInteger }
  @inlinable public func number(_ field: Int) -> Double? { context[field].asNumber }
  @inlinable public func boolean(_ field: Int) -> Bool? { context[field].asBoolean }
  @inlinable public func integerArgument(_ index: Int) -> Int64? { arguments[index].asInteger }
  @inlinable public func numberArgument(_ index: Int) -> Double? { arguments[index].asNumber }
  @inlinable public func booleanArgument(_ index: Int) -> Bool? { arguments[index].asBoolean }

  /// A lent array's elements, row by row; empty where it was left out.
  @inlinable public func elements<T: Element>(_ field: Int, _ type: T.Type) -> UnsafeBufferPointer<T> {
    UnsafeBufferPointer(context[field].elements(type))
  }
  @inlinable public func argumentElements<T: Element>(_ index: Int, _ type: T.Type) -> UnsafeBufferPointer<T> {
    UnsafeBufferPointer(arguments[index].elements(type))
  }
  /// Where a rule writes its answer.
  @inlinable public func outputElements<T: Element>(_ index: Int, _ type: T.Type) -> UnsafeMutableBufferPointer<T> {
    arguments[index].elements(type)
  }
  @inlinable public func resultElements<T: Element>(_ index: Int, _ type: T.Type) -> UnsafeMutableBufferPointer<T> {
    results[index].elements(type)
  }
  /// Rows and columns of a lent argument; a vector has one column.
  @inlinable public func argumentShape(_ index: Int) -> (rows: Int, columns: Int) { arguments[index].shape }
  @inlinable public func shape(_ field: Int) -> (rows: Int, columns: Int) { context[field].shape }

  /// Answers.
  @inlinable public func result(_ index: Int, _ value: Int64) { results[index].setInteger(value) }
  @inlinable public func result(_ index: Int, _ value: Double) { results[index].setNumber(value) }
  @inlinable public func result(_ index: Int, _ value: Bool) { results[index].setBoolean(value) }
  @inlinable public func resultNone(_ index: Int) { results[index].setNone() }
}
