import CLuaBridge
public import Interface

/// The call a native function is in, as Lua has it: for functions that run a script's function in their own place, with
/// arguments and results that stay what they are, whatever their type. What the function returns follows the results
/// pushed so far.
public struct CallInPlace {
  public let state: LuaState
  private let frame: UnsafeMutablePointer<fm_frame>

  /// - Precondition: `frame` is one of this runtime's.
  public init(_ frame: any CallFrame) {
    let frame = frame as! LuaCallFrame
    state = frame.state
    self.frame = frame.raw
  }

  /// Calls argument `first` (from 0), a function, with those after it.
  public func run(_ first: Int) throws(LuaError) { try state.check(fm_frame_call(frame, Int32(first))) }

  /// A stack found `ticks` times; frames innermost first.
  public struct Stack: Sendable {
    public var frames: [Frame]
    public var ticks: Int
  }

  public struct Frame: Sendable, Hashable {
    public var name: String
    /// "[C]" for a native function.
    public var source: String
    /// 0 for a native function.
    public var line: Int
    /// Where the function begins.
    public var lineDefined: Int
  }

  /// Whether this thread is in `profile` already: it has one timer.
  public static var isProfiling: Bool { fm_profile_is_running() }

  /// As `run`, with a look at the stack every `interval` ns. What was found is handed to `found` also where the function
  /// fails, before the error is thrown; `dropped` ticks belong to no stack.
  public func profile(_ first: Int, interval: Int64, found: (_ stacks: [Stack], _ dropped: Int) -> Void) throws(LuaError) {
    let arena = fm_arena_create(state.host)!
    defer { fm_arena_free(arena) }
    var stacks: UnsafeMutablePointer<fm_profile_stack>?
    var count: Int32 = 0
    var dropped: Int64 = 0
    let status = fm_frame_profile(frame, Int32(first), interval, arena, &stacks, &count, &dropped)
    found((0..<Int(count)).map { Stack(stacks![$0]) }, Int(dropped))
    try state.check(status)
  }

  /// As `run`, writing calls and returns to the state's output.
  ///
  /// - Parameters:
  ///   - depth: calls below the function's own that are shown.
  ///   - lines: how many lines are written.
  ///   - ended: is told how many lines were left out, also where the function fails, before the error is thrown.
  public func trace(_ first: Int, depth: Int, lines: Int, ended: (_ omitted: Int) -> Void) throws(LuaError) {
    var omitted: Int64 = 0
    let status = fm_frame_trace(frame, Int32(first), Int32(depth), Int64(lines), &omitted)
    ended(Int(omitted))
    try state.check(status)
  }
}

extension CallInPlace.Stack {
  init(_ stack: fm_profile_stack) {
    let lines = String(cString: stack.text).split(separator: "\n")
    frames = lines.map { line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      return CallInPlace.Frame(name: String(parts[0]), source: String(parts[1]), line: Int(parts[2]) ?? 0, lineDefined: Int(parts[3]) ?? 0)
    }
    ticks = Int(stack.ticks)
  }
}
