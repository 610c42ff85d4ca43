/// A number that governance may change while the system runs, declared once: help, completion, checks and the change
/// itself are made from this.
public struct GovernedParameter {
  public let name: String
  public let summary: String
  public let unit: String?
  public let bounds: ClosedRange<Int64>
  /// Of the weight for and against, what "for" must exceed, in basis points: 5,000 is more than half.
  public let majority: Int64
  /// Whether the guardian must approve a change that was carried.
  public let needsApproval: Bool
  let read: () -> Int64
  let write: (Int64) -> Void

  /// - Parameters:
  ///   - read: the value in force.
  ///   - write: puts a value within bounds in force; it can't fail.
  public init(
    _ name: String, _ summary: String, unit: String?, bounds: ClosedRange<Int64>, majority: Int64 = 5_000, needsApproval: Bool = false,
    read: @escaping () -> Int64, write: @escaping (Int64) -> Void
  ) {
    precondition((5_000...9_999).contains(majority), "\(name): a majority of \(majority) basis points")
    self.name = name
    self.summary = summary
    self.unit = unit
    self.bounds = bounds
    self.majority = majority
    self.needsApproval = needsApproval
    self.read = read
    self.write = write
  }

  /// The value in force.
  public var value: Int64 { read() }

  func check(_ value: Int64) throws(GovernanceError) {
    guard bounds.contains(value) else { throw .outOfBounds(name: name, value: value, bounds: bounds, unit: unit) }
  }
}

/// Puts policies in force that governance decided for.
public protocol PolicyDeployment: AnyObject {
  /// The content hash of a policy that could be put in force now: found, loaded and tested.
  func fingerprint(ofPolicy kind: String, named name: String) throws(GovernanceError) -> String
  /// Puts it in force if it still is of that content and passes its tests; on any failure the one before stays.
  func deploy(_ kind: String, _ name: String, hash: String, at now: Int64) throws(GovernanceError)
}
