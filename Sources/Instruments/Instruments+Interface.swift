import Glibc
public import Interface
import LuaRuntime

/// What scripts measure themselves with: plain globals, as the prompt's user types them often.
public enum InstrumentsInterface {
  public static let module = Module(
    "", "Measuring and watching functions.",
    functions: [bench, profile, time, trace, sleep], classes: [Comparison.declaration, Profile.declaration])

  private static let arguments = Parameter("arguments", .any, isOptional: true, "what to call it with")
  private static let rate = Typed<Double>.number("hz", 1...10_000, unit: "Hz", "looks a second").defaulting(to: 1000)
  private static let depth = Typed<Int64>.integer("depth", 1...1000, "of calls shown").defaulting(to: 20)
  private static let lines = Typed<Int64>.integer("lines", 1...1_000_000, "in all").defaulting(to: 200)

  private static let bench = Function(
    "bench", "Measures how long functions take, and compares them.",
    detail: """
      Calls without arguments, from a loop in C, in CPU time of this thread, less what an empty function takes. Several \
      functions are sampled in turn; `ratio` is the median of their times over the first one's in the same round, with \
      its 95% interval. Allocations are counted by the state's allocator, vectors included. `checksum` is of what the \
      first call returned: equal ones mean equal answers.
      """,
    parameters: [Parameter("functions", .any, "a function, or a table of functions by name"), .functions(andSettings: Comparison.settings)],
    isVariadic: true, results: [Parameter("comparison", .object("comparison"))],
    example: "bench({ sum = function() return 1 + 1 end }, { samples = 5, warm_up_ms = 1 }).rows[1].ns < 1e6",
    errors: ["what is measured is no function, or raises an error"]
  ) { frame in try Comparison(measuring: frame).write(frame) }

  private static let profile = Function(
    "profile", "Finds out where a function spends its time, by looking at its stack a thousand times a second.",
    detail: """
      Time in a declared native function is its own, and its caller's line's; time in Lua's own library is that line's. \
      Coroutines stand on those that resumed them. What f returns follows the profile. It is wall time: waiting counts.
      """,
    parameters: [.function(orSettings: [rate.parameter]), arguments], isVariadic: true,
    results: [Parameter("profile", .object("profile")), Parameter("results", .any, "what f returned")],
    example: "profile(function() local s = 0 for i = 1, 1e5 do s = s + i end return s end):folded()",
    errors: ["f is no function, or raises an error", "a profile is being taken already"]
  ) { frame in
    guard !CallInPlace.isProfiling else { throw ScriptError("a profile is being taken already") }
    let (settings, first) = try settingsBeforeFunction(frame)
    let profile = Profile(hz: settings[rate])
    profile.write(frame)
    try profile.take(CallInPlace(frame), first)
  }

  private static let time = Function(
    "time", "Calls a function once and prints the time and memory it took.",
    detail: "Wall time, CPU time of this thread, and the change of the state's memory, vectors included; garbage counts until it is collected.",
    parameters: [Parameter("f", .function), Parameter("arguments", .any, isOptional: true, "what to call it with")], isVariadic: true,
    results: [Parameter("results", .any, "what f returned")], example: "time(string.rep, \"x\", 3)",
    errors: ["what f raises"]
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
      called), and a line a return: `= results`.
      """,
    parameters: [.function(orSettings: [depth.parameter, lines.parameter]), arguments], isVariadic: true,
    results: [Parameter("results", .any, "what f returned")], example: "trace({ depth = 3 }, function(x) return x + 1 end, 2)",
    errors: ["f is no function, or raises an error"]
  ) { frame in
    let (settings, first) = try settingsBeforeFunction(frame)
    let depth = Int(settings[Self.depth]), lines = Int(settings[Self.lines])
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
