import Charts

/// A unit of time that keeps numbers short.
struct TimeUnit {
  let name: String
  let nanoseconds: Double

  private static let all = [TimeUnit(name: "s", nanoseconds: 1e9), TimeUnit(name: "ms", nanoseconds: 1e6), TimeUnit(name: "µs", nanoseconds: 1e3)]
  private static let smallest = TimeUnit(name: "ns", nanoseconds: 1)

  /// The largest that leaves ten or more of them.
  static func fitting(_ nanoseconds: Double) -> TimeUnit { all.first { nanoseconds >= 10 * $0.nanoseconds } ?? smallest }
}

func durationText(_ nanoseconds: Int64) -> String {
  let unit = TimeUnit.fitting(Double(nanoseconds) * 10)
  return significant(Double(nanoseconds) / unit.nanoseconds) + " " + unit.name
}

/// "+16.2 kB"
func bytesText(_ bytes: Int) -> String {
  let size = abs(Double(bytes)), sign = bytes < 0 ? "-" : "+"
  for (name, unit) in [("GB", 1e9), ("MB", 1e6), ("kB", 1e3)] where size >= unit { return sign + significant(size / unit) + " " + name }
  return "\(sign)\(Int(size)) B"
}

/// Three significant digits before it is an integer.
func significant(_ value: Double) -> String { fixed(value, abs(value) < 10 ? 2 : abs(value) < 100 ? 1 : 0) }
