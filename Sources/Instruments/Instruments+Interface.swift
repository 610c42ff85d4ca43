import Glibc
public import Interface
import LuaRuntime

/// What scripts measure themselves with: plain globals, as the prompt's user types them often.
public enum InstrumentsInterface {
  public static let module = Module(
    "", "Measuring and watching functions.",
    functions: [bench, profile, time, trace, sleep], classes: [Comparison.declaration, Profile.declaration])

  private static let call = [
    Parameter("f", .any, "a function; or a table of settings, and then the function"),
    Parameter("arguments", .any, isOptional: true, "what to call it with"),
  ]

  private static let bench = Function(
    "bench", "Measures how long functions take, and compares them.",
    detail: """
      Calls without arguments, from a loop in C, in CPU time of this thread, less what an empty function takes. Several \
      functions are sampled in turn; `ratio` is the median of their times over the first one's in the same round, with \
      its 95% interval. Allocations are counted by the state's allocator, vectors included. `checksum` is of what the \
      first call returned: equal ones mean equal answers.
      Settings, a table after the functions: samples (101), sample_ms (1), warm_up_ms (50), seconds (5, after which no \
      further round is begun).
      """,
    parameters: [Parameter("functions", .any, "functions, or one table of them by name; then settings")], isVariadic: true,
    results: [Parameter("comparison", .object("comparison"))],
    example: "bench({ sum = function() return 1 + 1 end }, { samples = 5, warm_up_ms = 1 }).rows[1].ns < 1e6"
  ) { frame in try Comparison(measuring: frame).write(frame) }

  private static let profile = Function(
    "profile", "Finds out where a function spends its time, by looking at its stack a thousand times a second.",
    detail: """
      Time in a declared native function is its own, and its caller's line's; time in Lua's own library is that line's. \
      Coroutines stand on those that resumed them. Settings: hz (1000). What f returns follows the profile. It is wall \
      time: waiting counts.
      """,
    parameters: call, isVariadic: true,
    results: [Parameter("profile", .object("profile")), Parameter("results", .any, "what f returned")],
    example: "profile(function() local s = 0 for i = 1, 1e5 do s = s + i end return s end):folded()"
  ) { frame in
    guard !CallInPlace.isProfiling else { throw ScriptError("a profile is being taken already") }
    let (settings, first) = try Settings.beforeFunction(frame, known: ["hz"])
    let hz = try settings.number("hz", 1...10_000, unit: "Hz", default: 1000)
    let profile = Profile(hz: hz)
    profile.write(frame)
    try profile.take(CallInPlace(frame), first)
  }

  private static let time = Function(
    "time", "Calls a function once and prints the time and memory it took.",
    detail: "Wall time, CPU time of this thread, and the change of the state's memory, vectors included; garbage counts until it is collected.",
    parameters: [Parameter("f", .function), Parameter("arguments", .any, isOptional: true, "what to call it with")], isVariadic: true,
    results: [Parameter("results", .any, "what f returned")], example: "time(string.rep, \"x\", 3)"
  ) { frame in
    let call = CallInPlace(frame)
    let before = Usage(of: call.state)
    defer { call.state.print(Usage(of: call.state).text(since: before) + "\n") }
    try call.run(0)
  }

  private static let trace = Function(
    "trace", "Calls a function and prints what is called meanwhile, with arguments and results.",
    detail: """
      A line a call, of scripts' functions (with where they are defined) and declared native ones (with where they are \
      called), and a line a return: `= results`. Settings: depth (20) of calls shown, lines (200) in all.
      """,
    parameters: call, isVariadic: true, results: [Parameter("results", .any, "what f returned")],
    example: "trace({ depth = 3 }, function(x) return x + 1 end, 2)"
  ) { frame in
    let (settings, first) = try Settings.beforeFunction(frame, known: ["depth", "lines"])
    let depth = try settings.integer("depth", 1...1000, default: 20), lines = try settings.integer("lines", 1...1_000_000, default: 200)
    let call = CallInPlace(frame)
    try call.trace(first, depth: depth, lines: lines) { omitted in
      if omitted > 0 { call.state.print("... \(omitted) more lines (depth \(depth) and \(lines) lines at most)\n") }
    }
  }

  private static let sleep = Function(
    "sleep", "Waits. Ctrl-C ends it.", .number("seconds", 0...1e9, unit: "s"), returns: .nothing, example: "sleep(0.01)"
  ) { seconds in
    let end = monotonicNanoseconds() + Int64(seconds * 1e9)
    while !LuaInterrupt.isPending {
      let left = end - monotonicNanoseconds()
      guard left > 0 else { break }
      // In slices: a signal that comes just before the wait, or to another thread, doesn't end it.
      var slice = timespec(tv_sec: 0, tv_nsec: Int(min(left, 4_000_000)))
      nanosleep(&slice, nil)
    }
    return Nothing()
  }
}

extension LuaState {
  /// To where scripts print.
  func print(_ text: String) {
    var text = text
    text.withUTF8 { configuration.output(UnsafeRawBufferPointer($0)) }
  }
}
