/// Simulated time and durations, in microseconds since the start of a run. Nothing below the command line asks the
/// machine's clock.
public typealias Microseconds = Int64

extension Microseconds {
  public static func milliseconds(_ count: Double) -> Microseconds { Microseconds((count * 1_000).rounded()) }
  public static func seconds(_ count: Double) -> Microseconds { Microseconds((count * 1_000_000).rounded()) }
  /// For reports.
  public var inSeconds: Double { Double(self) / 1_000_000 }
}
