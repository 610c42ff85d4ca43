/// A clock that may run faster or slower than another, and be set to another pace at any moment: what has passed stays so.
public struct PacedTime: Sendable, Equatable {
  /// In percent of the other clock's.
  public private(set) var pace: Int64 = 100
  private var origin: Int64 = 0
  private var reached: Int64 = 0

  public init() {}

  /// What it shows when the other clock shows `now`; a moment before the last change of pace counts as that one.
  public func callAsFunction(_ now: Int64) -> Int64 {
    if pace == 100 { return reached + max(now, origin) - origin }
    let (product, overflow) = max(0, now - origin).multipliedReportingOverflow(by: pace)
    return overflow ? .max : reached + product / 100
  }

  /// Runs at `pace` percent from `now` on.
  ///
  /// - Precondition: `pace >= 0`
  public mutating func setPace(_ pace: Int64, at now: Int64) {
    precondition(pace >= 0)
    (reached, origin) = (self(now), max(now, origin))
    self.pace = pace
  }
}
