import CLuaBridge

/// How long calls of one function took, and what they allocated.
public struct FunctionTiming: Sendable {
  /// Nanoseconds a call of each sample, in the order taken: sample *i* of every function was taken in the same round.
  public var samples: [Double]
  /// Calls in a sample.
  public var loops: Double
  /// Blocks and bytes a call asks the state's allocator for.
  public var allocations: Double
  public var bytes: Double
  /// Of what the first call returned: plain values, one level of lists, the elements of vectors.
  public var checksum: UInt64
}

extension LuaState {
  public struct TimingSettings: Sendable {
    public var samples = 101
    /// Nanoseconds of CPU time.
    public var sampleTime = 1e6
    public var warmUp = 50e6
    /// Nanoseconds after which no further round is begun; three are always taken.
    public var timeLimit = 5e9
    public init() {}
  }

  /// Times calls without arguments of several functions side by side, in CPU time of this thread, less what a call of an
  /// empty function takes (`emptyCall`, ns). Each function comes first in turn, so that what disturbs one round disturbs
  /// all alike.
  public func time(_ functions: [LuaFunction], _ settings: TimingSettings) throws(LuaError) -> (timings: [FunctionTiming], emptyCall: Double) {
    let arena = fm_arena_create(host)!
    defer { fm_arena_free(arena) }
    var raw = fm_bench_settings(
      samples: Int32(settings.samples), sample_ns: settings.sampleTime, warm_up_ns: settings.warmUp, time_limit_ns: settings.timeLimit)
    var rows = [fm_bench_row](repeating: fm_bench_row(), count: functions.count)
    var samples: Int32 = 0
    var empty = 0.0
    let status = fm_bench(host, functions.map(\.id), Int32(functions.count), &raw, arena, &rows, &samples, &empty)
    try check(status)
    withExtendedLifetime(functions) {}
    let timings = rows.map { row in
      FunctionTiming(
        samples: Array(UnsafeBufferPointer(start: row.samples, count: Int(samples))), loops: row.loops, allocations: row.allocations,
        bytes: row.bytes, checksum: row.checksum)
    }
    return (timings, empty)
  }
}
