import Glibc

/// The clocks of a measurement.
enum Stopwatch {
  /// Nanoseconds this thread has computed: what other processes do doesn't count.
  @inline(__always) static var threadNanoseconds: Int64 { now(CLOCK_THREAD_CPUTIME_ID) }
  /// Nanoseconds of the world, for what waits.
  @inline(__always) static var wallNanoseconds: Int64 { now(CLOCK_MONOTONIC) }

  @inline(__always) private static func now(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
