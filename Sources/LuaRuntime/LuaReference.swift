import CLuaBridge
public import Interface

/// A value that stays in Lua, kept alive for Swift. Let go on any thread.
public class LuaReference {
  public let state: LuaState
  let id: Int32

  init(state: LuaState, id: Int32) {
    self.state = state
    self.id = id
  }

  /// Keeps what C lists only until its arena ends.
  convenience init(state: LuaState, taking reference: UnsafeMutablePointer<fm_reference>) {
    reference.pointee.taken = true
    self.init(state: state, id: reference.pointee.id)
  }

  deinit { fm_release_reference(state.host, id) }

  public enum Kind: Sendable { case none, boolean, number, string, table, function, object, coroutine }

  public var kind: Kind {
    switch fm_reference_type(state.host, id) {
    case LUA_TBOOLEAN: .boolean
    case LUA_TNUMBER: .number
    case LUA_TSTRING: .string
    case LUA_TTABLE: .table
    case LUA_TFUNCTION: .function
    case LUA_TUSERDATA, LUA_TLIGHTUSERDATA: .object
    case LUA_TTHREAD: .coroutine
    default: .none
    }
  }

  /// A copy as plain data; functions in it become callbacks.
  ///
  /// - Throws: where it holds a cycle, a coroutine, or is nested over 64 deep.
  public func value() throws(LuaError) -> Value {
    let arena = fm_arena_create(state.host)!
    defer { fm_arena_free(arena) }
    var value = fm_value()
    try state.check(fm_read(state.host, id, true, arena, &value))
    return state.value(value)
  }

  /// The field of a table under a string key, by raw access; nil where there is none.
  public func field(_ name: String) throws(LuaError) -> LuaReference? {
    var found: Int32 = 0
    try state.check(fm_field(state.host, id, name, &found))
    return found < 0 ? nil : LuaReference(state: state, id: found)
  }

  /// Itself as a function; nil where it is none.
  public var function: LuaFunction? {
    if let function = self as? LuaFunction { return function }
    guard kind == .function else { return nil }
    var source = fm_reference(id: id, taken: true, next: nil)
    return withUnsafeMutablePointer(to: &source) { source in
      var value = fm_value()
      value.tag = UInt8(FM_FUNCTION.rawValue)
      value.reference = source
      var copy: Int32 = 0
      guard fm_make_reference(state.host, &value, &copy) == FM_OK else { return nil }
      return LuaFunction(state: state, id: copy)
    }
  }
}

/// A Lua function callable from Swift, on the thread that owns its state.
public final class LuaFunction: LuaReference, Callback {
  /// Calls it with plain data and returns plain data.
  public func call(_ arguments: [Value]) throws(LuaError) -> [Value] {
    let arena = fm_arena_create(state.host)!
    defer { fm_arena_free(arena) }
    let cells = arguments.map { state.plain($0, in: arena) }
    var results: UnsafeMutablePointer<fm_value>?
    var count: Int32 = 0
    try state.check(fm_call(state.host, id, cells, Int32(cells.count), arena, &results, &count))
    return (0..<Int(count)).map { state.value(results![$0]) }
  }

  /// Calls it and leaves the results in Lua.
  public func evaluate(_ arguments: [Value] = []) throws(LuaError) -> [LuaReference] {
    let arena = fm_arena_create(state.host)!
    defer { fm_arena_free(arena) }
    let cells = arguments.map { state.plain($0, in: arena) }
    var results: UnsafeMutablePointer<UnsafeMutablePointer<fm_reference>?>?
    var count: Int32 = 0
    try state.check(fm_call_keeping(state.host, id, cells, Int32(cells.count), arena, &results, &count))
    return (0..<Int(count)).map { LuaReference(state: state, taking: results![$0]!) }
  }
}

extension LuaState {
  /// Puts plain data into Lua.
  public func reference(to value: Value) throws(LuaError) -> LuaReference {
    let arena = fm_arena_create(host)!
    defer { fm_arena_free(arena) }
    var plain = plain(value, in: arena)
    var id: Int32 = 0
    try check(fm_make_reference(host, &plain, &id))
    return LuaReference(state: self, id: id)
  }

  /// Sets a global by raw access; nil removes it. `state.setGlobal("_", result)`
  public func setGlobal(_ name: String, _ value: LuaReference?) throws(LuaError) {
    try check(fm_set_global(host, name, value?.id ?? LUA_NOREF))
  }

  /// The table of globals.
  public func globals() throws(LuaError) -> LuaReference {
    var id: Int32 = 0
    try check(fm_globals(host, &id))
    return LuaReference(state: self, id: id)
  }
}
