import Kernels

/// A mean of independent runs with its 95% interval, mean ± 1.96 · sd / √n.
public struct Estimate: Sendable, Equatable {
  public var count: Int
  /// NaN of nothing.
  public var mean: Double
  /// Of the runs, with n − 1; 0 of one.
  public var deviation: Double
  /// Half the interval's width.
  public var margin: Double

  public init(_ values: [Double]) {
    count = values.count
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    deviation = values.count > 1 ? Reproducible.sqrt(squares / Double(values.count - 1)) : 0
    margin = values.isEmpty ? .nan : 1.96 * deviation / Reproducible.sqrt(Double(values.count))
  }
}

/// A share of independent runs with its 95% interval (Wilson 1927), which is honest near 0 and 1, too.
public struct Proportion: Sendable, Equatable {
  public var count: Int
  public var total: Int
  public var share: Double { Double(count) / Double(total) }
  public let low: Double
  public let high: Double

  public init(_ count: Int, of total: Int) {
    self.count = count
    self.total = total
    guard total > 0 else {
      (low, high) = (0, 1)
      return
    }
    let n = Double(total), z = 1.96, share = Double(count) / Double(total)
    let centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * Reproducible.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    (low, high) = (max(0, centre - half), min(1, centre + half))
  }
}
