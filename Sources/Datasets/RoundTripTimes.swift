/// Measured round-trip times between real hosts.
///
/// Format: `.npy`, float32, N×N; row *i* holds what host *i* measured. Not necessarily symmetric.
public struct RoundTripTimes: Sendable {
  /// What a number in the file counts.
  public enum Unit: String, Sendable, CaseIterable {
    /// PlanetLab.
    case milliseconds
    /// Seattle.
    case seconds
  }

  /// How many hosts.
  public let count: Int
  /// N×N, row-major, in µs: 0 on the diagonal, at least 1 elsewhere.
  public let microseconds: [Int32]
  /// How many pairs the file leaves at zero, and which were filled in from the way back or the median.
  public let missing: Int

  /// From `source` to `destination` and back, in µs.
  @inlinable public subscript(source: Int, destination: Int) -> Int64 {
    Int64(microseconds[source * count + destination])
  }

  /// Reads a matrix. A zero off the diagonal means "not measured": the opposite direction stands in for it, or where
  /// that is missing too, the median of all measured pairs.
  ///
  /// - Throws: `DatasetError` for a file that isn't a square float32 `.npy` of finite, non-negative times up to half an hour.
  /// - Complexity: O(N² log N)
  public init(path: String, unit: Unit = .milliseconds) throws(DatasetError) {
    let array = try ArrayFile(path, .f32, dimensions: 2)
    let count = array.shape[0]
    guard count == array.shape[1] else { throw DatasetError("\(path): \(count)×\(array.shape[1]) is not square") }
    guard count > 0 else { throw DatasetError("\(path): a matrix of no hosts") }
    let scale: Double = unit == .milliseconds ? 1e3 : 1e6
    var times = [Int32](repeating: 0, count: count * count)
    var measured: [Int32] = []
    for row in 0..<count {
      for column in 0..<count where column != row {
        let index = row * count + column
        let value = Double(array.float(index))
        guard value >= 0, value * scale <= 1.8e9 else {
          throw DatasetError("\(path): row \(row + 1), column \(column + 1): \(value) \(unit.rawValue) is not a round-trip time")
        }
        if value > 0 {
          times[index] = max(1, Int32((value * scale).rounded()))
          measured.append(times[index])
        }
      }
    }
    guard count == 1 || !measured.isEmpty else { throw DatasetError("\(path): no pair was measured: every entry is zero") }
    var missing = 0, median: Int32?
    for row in 0..<count {
      for column in 0..<count where column != row && times[row * count + column] == 0 {
        missing += 1
        let back = times[column * count + row]
        if back == 0, median == nil {  // seldom needed, and what takes longest
          measured.sort()
          median = measured[measured.count / 2]
        }
        times[row * count + column] = back > 0 ? back : median!
      }
    }
    self.count = count
    microseconds = times
    self.missing = missing
  }
}
