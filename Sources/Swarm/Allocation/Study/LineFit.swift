/// The line through points that leaves the least squares, and the share of their variance it explains.
public struct LineFit: Sendable, Equatable {
  public var intercept: Double
  public var slope: Double
  /// R², 0…1; 1 where all values are alike.
  public var explained: Double

  /// nil for fewer than three points, or where all `x` are alike.
  ///
  /// - Precondition: as many `x` as `y`.
  public init?(_ x: [Double], _ y: [Double]) {
    precondition(x.count == y.count)
    guard x.count >= 3 else { return nil }
    let n = Double(x.count)
    let meanX = x.reduce(0, +) / n, meanY = y.reduce(0, +) / n
    var xx = 0.0, xy = 0.0, yy = 0.0
    for (x, y) in zip(x, y) {
      xx += (x - meanX) * (x - meanX)
      xy += (x - meanX) * (y - meanY)
      yy += (y - meanY) * (y - meanY)
    }
    guard xx > 0 else { return nil }
    slope = xy / xx
    intercept = meanY - slope * meanX
    explained = yy > 0 ? xy * xy / (xx * yy) : 1
  }
}
