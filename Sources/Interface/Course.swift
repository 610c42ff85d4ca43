/// How a quantity went over time.
public struct Course: Sendable {
  /// With its unit: "latency (s)".
  public var title: String
  /// What isn't finite is a gap.
  public var values: [Double]
  /// Between two values, in seconds.
  public var step: Double

  public init(_ title: String, _ values: [Double], step: Double) {
    self.title = title
    self.values = values
    self.step = step
  }
}

/// A native object that `plot` draws, one figure a course.
public protocol Charted: NativeObject {
  var courses: [Course] { get }
}
