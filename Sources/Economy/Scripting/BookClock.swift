import Glibc

/// The time books go by: the clock on the wall where they outlive the program, else a simulated one that a script moves, so
/// that the same script keeps the same books.
final class BookClock {
  let isWall: Bool
  /// In microseconds from the beginning.
  var simulated: Int64 = 0

  init(isWall: Bool) { self.isWall = isWall }

  /// In microseconds; since 1970 by the clock on the wall.
  var now: Int64 {
    guard isWall else { return simulated }
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }

  /// A time as people read it: "2026-11-19 14:03:27" in UTC, or "12.5 s".
  ///
  /// A colony keeps its simulated time in a file, too: what would be in the seventies is that.
  static func text(_ microseconds: Int64, isWall: Bool) -> String {
    guard isWall, microseconds >= 315_532_800_000_000 else { return fixed(Double(microseconds) / 1e6) + " s" }
    var seconds = time_t(microseconds / 1_000_000), date = tm()
    gmtime_r(&seconds, &date)
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
      let count = strftime(buffer.baseAddress!, buffer.count, "%Y-%m-%d %H:%M:%S", &date)
      return count > 0 ? String(cString: buffer.baseAddress!) : "\(microseconds) µs"
    }
  }

  private static func fixed(_ seconds: Double) -> String { seconds == seconds.rounded() ? "\(Int64(seconds))" : "\(seconds)" }
}
