public import CKernels
import CLuaBridge
public import Interface
public import Kernels

/// One policy text in a Lua state of its own: a closed, deterministic environment under a memory limit and a budget.
///
/// Call shape: `f(self, ctx, arguments…) → results…`. A call builds no table and allocates nothing: scalars go by value,
/// arrays through userdata made once whose views are pointed at the memory the caller's cells lend.
public final class PolicyState {
  /// The type of a parameter, result or context field.
  public enum Content: Sendable, Equatable {
    case boolean, integer, number
    case vector(ElementType)
    case matrix(ElementType)
  }

  /// A named place for a value.
  public struct Shape: Sendable {
    public var name: String
    public var content: Content
    public init(_ name: String, _ content: Content) {
      self.name = name
      self.content = content
    }
  }

  public let state: LuaState
  /// The table the text returned.
  public let table: LuaReference

  /// Loads and runs a policy's text, which must return one table.
  ///
  /// - Throws: a syntax error, what the text raised, its exhausted budget, or what is wrong with what it returned.
  public init(text: String, chunkName: String, configuration: LuaState.Configuration, modules: [Module]) throws(LuaError) {
    precondition(configuration.isPolicy)
    if let problem = PolicySyntax.problems(in: text).first {
      let place = LuaState.displayName(ofChunk: chunkName)
      throw LuaError(.syntax, "\(place):\(problem.line): \(problem.message)", chunk: place, line: problem.line)
    }
    state = try LuaState(configuration)
    try state.install(modules: modules)
    try state.seal()
    let results = try state.load(text, chunkName: chunkName).evaluate()
    guard results.count == 1, results[0].kind == .table else {
      throw LuaError(.error, "\(LuaState.displayName(ofChunk: chunkName)): a policy's text returns one table")
    }
    table = results[0]
  }

  /// The manifest and everything else in the table, as plain data; functions are callbacks.
  public func contents() throws(LuaError) -> Table {
    guard case .table(let contents) = try table.value() else { preconditionFailure("the table was checked") }
    return contents
  }

  /// The policy's function of that name; nil where it has none. Resolve once, call often.
  public func function(_ name: String, parameters: [Shape], results: [Shape]) throws(LuaError) -> PolicyFunction? {
    guard let function = try table.field(name), function.kind == .function else { return nil }
    return try PolicyFunction(self, function, name: name, parameters: parameters, results: results)
  }

  /// The reused `ctx`, with `random` and `now_us` besides `fields`.
  public func context(fields: [Shape]) throws(LuaError) -> PolicyContext {
    try PolicyContext(self, fields)
  }

  /// A `self` with validated options and plain state.
  public func instance(options: Table, state: Table = Table()) throws(LuaError) -> PolicyInstance {
    try instance(try instanceMaker(options: options), state: state)
  }

  /// Makes the `self` of several instances, which share one read-only table of options. In `self` only `state` can be set;
  /// reading an option there isn't is an error that names those there are.
  public func instanceMaker(options: Table) throws(LuaError) -> LuaFunction {
    try state.load(Self.instanceText, chunkName: "=self").evaluate([.table(options)])[0].function!
  }

  /// A `self` made by `instanceMaker`.
  public func instance(_ maker: LuaFunction, state: Table = Table()) throws(LuaError) -> PolicyInstance {
    PolicyInstance(try maker.evaluate([.table(state)])[0])
  }

  private static let instanceText = """
    local options = ...
    local names = {}
    for name in pairs(options) do names[#names + 1] = tostring(name) end
    local known = #names == 0 and "there are none" or "there are " .. table.concat(names, ", ")
    local function missing(_, name) error("no option '" .. tostring(name) .. "': " .. known, 2) end
    local function refuse(_, name) error("option '" .. tostring(name) .. "' is read-only", 2) end
    local shared = {
      options = setmetatable({}, { __index = setmetatable(options, { __index = missing }), __newindex = refuse, __metatable = false }),
    }
    local function set(_, name) error("self." .. tostring(name) .. " can't be set: what a policy remembers is in self.state, a table", 2) end
    local meta = { __index = shared, __newindex = set, __metatable = false }
    return function(state) return setmetatable({ state = state }, meta) end
    """

  /// Calls f(self, arguments…) with plain data, for the functions a text has besides its kind's: `export_state`,
  /// `import_state`.
  ///
  /// - Returns: the results as plain data; empty where the text has no such function.
  public func call(_ name: String, _ instance: PolicyInstance, _ arguments: [Value] = []) throws(LuaError) -> [Value] {
    guard let function = try table.field(name), function.kind == .function else { return [] }
    let arena = fm_arena_create(state.host)!
    defer { fm_arena_free(arena) }
    let cells = [state.plain(instance.reference, in: arena)] + arguments.map { state.plain($0, in: arena) }
    var results: UnsafeMutablePointer<fm_value>?
    var count: Int32 = 0
    try state.check(fm_call(state.host, function.id, cells, Int32(cells.count), arena, &results, &count))
    return (0..<Int(count)).map { state.value(results![$0]) }
  }

  /// Calls f(self, ctx, arguments…).
  ///
  /// An integer result may be given as a float where it is integral and within ±2⁵³; otherwise it stays a number, for
  /// the caller's checks to refuse. A result of another type is an error that names it. An array result is the policy's
  /// own memory and valid until the function's next call.
  ///
  /// - Parameters:
  ///   - cells: one per context field. Arrays are lent for the call.
  ///   - random: what `ctx.random` and `math.random` draw from.
  ///   - budget: instructions it may spend.
  /// - Complexity: about 50 ns beside what the policy does.
  public func call(
    _ function: PolicyFunction, _ instance: PolicyInstance, _ context: PolicyContext,
    cells: UnsafePointer<ck_cell>, arguments: UnsafePointer<ck_cell>, results: UnsafeMutablePointer<ck_cell>,
    random: UnsafeMutablePointer<ck_stream>, now: Int64, budget: Int64
  ) throws(LuaError) {
    var call = fm_policy_call(context: cells, arguments: arguments, results: results, stream: random, now: now, budget: budget)
    let status = fm_policy_invoke(function.raw, instance.reference.id, context.raw, &call)
    if status != FM_OK { throw LuaError(status, of: state) }
  }
}

/// A node's or the colony's memory of a policy: `self`, with `self.options` and `self.state`.
public final class PolicyInstance {
  let reference: LuaReference
  init(_ reference: LuaReference) { self.reference = reference }

  /// `self.state` as plain data.
  public func exportState() throws(LuaError) -> Table {
    guard case .table(let table)? = try reference.field("state")?.value() else { return Table() }
    return table
  }

  /// The table itself, to pass to `export_state` or `import_state`.
  public var table: LuaReference { reference }
}

/// A policy's `ctx`.
public final class PolicyContext {
  let raw: OpaquePointer
  private let policy: PolicyState
  private let slots: SlotStore

  init(_ policy: PolicyState, _ fields: [PolicyState.Shape]) throws(LuaError) {
    self.policy = policy
    slots = SlotStore(fields, policy.state)
    var made: OpaquePointer?
    try policy.state.check(fm_policy_context_create(policy.state.host, slots.slots, Int32(fields.count), &made))
    raw = made!
  }

  deinit { fm_policy_context_destroy(raw) }
}

/// A policy's function, resolved once.
public final class PolicyFunction {
  let raw: OpaquePointer
  private let policy: PolicyState
  private let function: LuaReference
  private let slots: (parameters: SlotStore, results: SlotStore)

  init(
    _ policy: PolicyState, _ function: LuaReference, name: String, parameters: [PolicyState.Shape], results: [PolicyState.Shape]
  ) throws(LuaError) {
    self.policy = policy
    self.function = function
    slots = (SlotStore(parameters, policy.state), SlotStore(results, policy.state))
    var made: OpaquePointer?
    try policy.state.check(
      fm_policy_function_create(
        policy.state.host, function.id, name, slots.parameters.slots, Int32(parameters.count), slots.results.slots,
        Int32(results.count), &made))
    raw = made!
  }

  /// How many parameters after `self` and `ctx` its text names; the largest integer where it ends in "...".
  public var parametersTaken: Int { Int(fm_policy_function_taken(raw)) }

  deinit { fm_policy_function_destroy(raw) }
}

/// The C form of shapes, with the arrays whose views calls re-point.
final class SlotStore {
  let slots: UnsafeMutablePointer<fm_policy_slot>
  private let names: DeclarationStore
  private let arrays: [AnyObject]

  init(_ shapes: [PolicyState.Shape], _ state: LuaState) {
    names = DeclarationStore(host: state.host)
    slots = .allocate(capacity: max(1, shapes.count))
    var arrays: [AnyObject] = []
    for (i, shape) in shapes.enumerated() {
      var slot = fm_policy_slot()
      slot.name = names.text(shape.name)
      switch shape.content {
      case .boolean: slot.content = UInt8(CK_BOOLEAN.rawValue)
      case .integer: slot.content = UInt8(CK_INTEGER.rawValue)
      case .number: slot.content = UInt8(CK_NUMBER.rawValue)
      case .vector(let type), .matrix(let type):
        slot.content = UInt8(CK_ARRAY.rawValue)
        if case .matrix = shape.content { slot.is_matrix = true }
        let block = ck_block_borrow(nil, 0)!
        let empty = ck_view(
          block: block, generation: block.pointee.generation, data: nil, rows: 0, columns: slot.is_matrix ? 0 : 1, row_stride: 1,
          column_stride: 1, type: type.rawValue, is_matrix: slot.is_matrix, read_only: true)
        if slot.is_matrix {
          let matrix = Matrix(adopting: empty, isOwner: false)
          slot.object = Unmanaged.passUnretained(matrix).toOpaque()
          slot.view = matrix.view
          slot.type = names.type(of: matrix)
          arrays.append(matrix)
        } else {
          let vector = Vector(adopting: empty, isOwner: false)
          slot.object = Unmanaged.passUnretained(vector).toOpaque()
          slot.view = vector.view
          slot.type = names.type(of: vector)
          arrays.append(vector)
        }
      }
      slots[i] = slot
    }
    self.arrays = arrays
  }

  deinit { slots.deallocate() }
}
