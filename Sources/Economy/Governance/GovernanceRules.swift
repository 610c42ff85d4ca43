/// How a decision is made. Every proposal keeps the rules it was made under: changing them touches no running one
/// (compare CVE-2022-31198, where a lowered quorum revived what was defeated).
public struct GovernanceRules: Sendable, Equatable {
  /// From the proposal to the first vote, in µs: never 0, so that nobody borrows stake, votes and returns it in one moment.
  public var votingDelay: Int64 = 10_000_000
  /// How long votes are taken, in µs.
  public var votingPeriod: Int64 = 120_000_000
  /// Of all stake at the snapshot, for and abstaining together, in basis points.
  public var quorum: Int64 = 2_000
  /// Of all stake, to propose, in basis points.
  public var threshold: Int64 = 0
  /// How long votes are taken at least once the quorum is there, in µs: the window grows once at most.
  public var lateExtension: Int64 = 30_000_000
  /// From the decision to the earliest execution, in µs.
  public var timelock: Int64 = 60_000_000
  /// From there to the latest, in µs.
  public var grace: Int64 = 600_000_000
  /// Own stake that makes a member a person of its own to tallies that count heads, in µrUv.
  public var identityBond: Int64 = 1_000_000

  public init() {}

  /// A rule's name, meaning and limits.
  public struct Declaration: Sendable {
    public let name: String
    public let summary: String
    public let unit: String
    public let bounds: ClosedRange<Int64>
    public let place: WritableKeyPath<GovernanceRules, Int64> & Sendable
  }

  private static let month: Int64 = 30 * 86_400 * 1_000_000
  public static let declarations: [Declaration] = [
    Declaration(name: "voting_delay", summary: "from a proposal to its first vote", unit: "µs", bounds: 1...month, place: \.votingDelay),
    Declaration(name: "voting_period", summary: "how long votes are taken", unit: "µs", bounds: 1...month, place: \.votingPeriod),
    Declaration(name: "quorum", summary: "of all stake, for and abstaining", unit: "basis points", bounds: 1...10_000, place: \.quorum),
    Declaration(name: "threshold", summary: "of all stake, to propose", unit: "basis points", bounds: 0...10_000, place: \.threshold),
    Declaration(name: "late_extension", summary: "votes are taken so long at least after the quorum is reached", unit: "µs", bounds: 0...month, place: \.lateExtension),
    Declaration(name: "timelock", summary: "from a decision to its earliest execution", unit: "µs", bounds: 1...month, place: \.timelock),
    Declaration(name: "grace", summary: "from there to its latest", unit: "µs", bounds: 1...month, place: \.grace),
    Declaration(name: "identity_bond", summary: "own stake that makes a person to tallies that count heads", unit: "µrUv", bounds: 1...(1 << 60), place: \.identityBond),
  ]

  /// - Throws: `GovernanceError.outOfBounds` for the first rule outside its limits.
  public func check() throws(GovernanceError) {
    for rule in Self.declarations where !rule.bounds.contains(self[keyPath: rule.place]) {
      throw .outOfBounds(name: rule.name, value: self[keyPath: rule.place], bounds: rule.bounds, unit: rule.unit)
    }
  }
}
