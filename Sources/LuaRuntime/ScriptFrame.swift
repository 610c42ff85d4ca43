import CLuaBridge

/// A function of a script that runs, or ran when an error was raised, with its variables.
public struct ScriptFrame {
  /// The chunk's name as errors show it.
  public let source: String
  /// 0 where unknown.
  public let line: Int
  /// As in a traceback: "local 'helper'", "main chunk".
  public let name: String
  let record: LuaReference

  /// A table to load chunks with, as if they stood in the function: reading a name finds a local, then an upvalue, then a
  /// global, and assigning it likewise. Of a live frame these are the variables themselves, for as long as the function
  /// runs (then it is an error to name one); of a failed one, the copies that were kept.
  public func environment() throws(LuaError) -> LuaReference {
    var id: Int32 = 0
    try record.state.check(fm_frame_environment(record.state.host, record.id, &id))
    return LuaReference(state: record.state, id: id)
  }

  /// What `...` holds there: the first 200 values.
  public func varargs() throws(LuaError) -> [LuaReference] {
    let state = record.state, arena = fm_arena_create(state.host)!
    defer { fm_arena_free(arena) }
    var values: UnsafeMutablePointer<UnsafeMutablePointer<fm_reference>?>?
    var count: Int32 = 0
    try state.check(fm_frame_varargs(state.host, record.id, arena, &values, &count))
    return (0..<Int(count)).map { LuaReference(state: state, taking: values![$0]!) }
  }
}

extension LuaState {
  /// The variables a frame's environment names, as they are now, in a plain table; nil for any other value.
  public func variables(of environment: LuaReference) throws(LuaError) -> LuaReference? {
    var id: Int32 = 0
    try check(fm_environment_variables(host, environment.id, &id))
    return id == LUA_NOREF ? nil : LuaReference(state: self, id: id)
  }

  /// The scripts' functions that ran when an error last reached the host, innermost first, 16 at most. Empty before the
  /// first, in a policy state, and where memory was too short to keep them. Until the next error they keep their values
  /// alive.
  public var failedFrames: [ScriptFrame] { frames(fm_failed_frames) }

  /// The scripts' functions that run right now below the native function that asks, innermost first, 16 at most; those
  /// that resumed a coroutine follow it.
  public func liveFrames() -> [ScriptFrame] { frames(fm_live_frames) }

  private func frames(
    _ list: (OpaquePointer?, OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<fm_script_frame>?>?, UnsafeMutablePointer<Int32>?) -> fm_status
  ) -> [ScriptFrame] {
    let arena = fm_arena_create(host)!
    defer { fm_arena_free(arena) }
    var frames: UnsafeMutablePointer<fm_script_frame>?
    var count: Int32 = 0
    guard list(host, arena, &frames, &count) == FM_OK else { return [] }
    return (0..<Int(count)).map { index in
      let frame = frames![index]
      return ScriptFrame(
        source: String(cString: frame.source), line: Int(frame.line), name: String(cString: frame.name),
        record: LuaReference(state: self, taking: frame.record))
    }
  }
}
