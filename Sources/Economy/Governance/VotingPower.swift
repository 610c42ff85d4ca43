/// Who may vote with how much stake, at any moment of the past.
///
/// A member's stake votes with whoever it delegates to, and with nobody else: what was delegated to a member is not passed
/// on, so a circle of delegations moves each stake one step and counts it once. (After OpenZeppelin's `Votes`.)
///
/// - Invariant: the sum of all power is the sum of all stake, at every moment.
public struct VotingPower: Sendable {
  /// All stakes together stay below it, in µrUv.
  public static let supplyLimit: Int64 = 1 << 62

  private var stakes: [Checkpoints] = []
  private var delegates: [Int] = []
  private var powers: [Checkpoints] = []
  private var total = Checkpoints()
  private var latest: Int64 = .min / 4  // differences of two moments stay in 64 bits

  public init() {}

  public var memberCount: Int { stakes.count }

  /// Adds a member without stake, who votes for itself.
  public mutating func join() -> Int {
    stakes.append(Checkpoints())
    powers.append(Checkpoints())
    delegates.append(stakes.count - 1)
    return stakes.count - 1
  }

  /// A member's stake is `amount` µrUv from now on. A moment before the latest seen counts as that.
  public mutating func setStake(_ amount: Int64, of member: Int, at now: Int64) throws(GovernanceError) {
    try check(member)
    let before = stakes[member].amount
    guard amount >= 0, amount < Self.supplyLimit, total.amount - before < Self.supplyLimit - amount else { throw .invalidStake(amount) }
    advance(to: now)
    stakes[member].set(amount, at: latest)
    total.set(total.amount - before + amount, at: latest)
    let delegate = delegates[member]
    powers[delegate].set(powers[delegate].amount - before + amount, at: latest)
  }

  /// From now on a member's own stake votes with `delegate`; with itself again when that is the member.
  public mutating func delegate(_ member: Int, to delegate: Int, at now: Int64) throws(GovernanceError) {
    try check(member)
    try check(delegate)
    guard delegates[member] != delegate else { return }
    advance(to: now)
    let (stake, former) = (stakes[member].amount, delegates[member])
    powers[former].set(powers[former].amount - stake, at: latest)
    powers[delegate].set(powers[delegate].amount + stake, at: latest)
    delegates[member] = delegate
  }

  public func delegate(of member: Int) -> Int { delegates[member] }

  /// The stake that voted with a member at a moment, in µrUv, and the mean moment it had come in at, in µs.
  ///
  /// - Complexity: O(log *n*) in the member's changes, whoever else delegates to whom
  public func power(of member: Int, at time: Int64) -> (amount: Int64, since: Int64) {
    powers[member].entry(at: time).map { ($0.amount, $0.since) } ?? (0, time)
  }

  /// A member's own stake at a moment, in µrUv, delegated or not.
  public func stake(of member: Int, at time: Int64) -> Int64 { stakes[member].amount(at: time) }

  /// All stake at a moment, in µrUv.
  public func supply(at time: Int64) -> Int64 { total.amount(at: time) }

  func check(_ member: Int) throws(GovernanceError) {
    guard stakes.indices.contains(member) else { throw .unknownMember(member) }
  }

  private mutating func advance(to now: Int64) { latest = max(latest, now) }
}
