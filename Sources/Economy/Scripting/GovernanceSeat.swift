import Interface
import Policies

/// Where a script's governor sits: in a running colony, or by itself.
public protocol GovernanceSeat: AnyObject {
  /// The governor between two events, and the moment, in µs.
  func withGovernor<R>(_ body: (Governor, Int64) throws -> R) rethrows -> R
  /// Does what a member or the guardian asks, and keeps a note of it where a journal is kept.
  func perform(_ act: GovernanceAct) throws -> Int?
  /// "colony 2"
  var title: String { get }
  func name(of member: Int) -> String
  func member(named name: String) -> Int?
  /// Lets time pass, in µs; refused where time is a simulation's.
  func advance(by time: Int64) throws
  /// Sets a member's stake, in µrUv; refused where it is really put down.
  func setStake(_ amount: Int64, of member: String) throws
}

/// A governor of a script's own: members with given stakes, parameters that rule nothing, and a clock moved by hand.
final class SoleSeat: GovernanceSeat {
  private let governor: Governor
  private var members: [String] = []
  private var places: [String: Int] = [:]
  private var values: [String: Int64] = [:]
  private var now: Int64 = 0

  init(rules: GovernanceRules, tally: (any LoadedPolicy)?, seed: UInt64) throws(GovernanceError) {
    let rule = TallyRule(seed: seed)
    if let tally { rule.slot.use(tally.policy) }
    governor = try Governor(rules: rules, tally: rule)
  }

  var title: String { "by itself" }
  func withGovernor<R>(_ body: (Governor, Int64) throws -> R) rethrows -> R { try body(governor, now) }
  func perform(_ act: GovernanceAct) throws -> Int? { try act.apply(to: governor, at: now) }
  func name(of member: Int) -> String { members.indices.contains(member) ? members[member] : "member \(member + 1)" }
  func member(named name: String) -> Int? { places[name] }

  func advance(by time: Int64) throws {
    let (later, overflow) = now.addingReportingOverflow(time)
    guard !overflow, later < 1 << 60 else { throw ScriptError("governor:advance: time ends at 2^60 µs") }
    now = later
    governor.settle(at: now)
  }

  func setStake(_ amount: Int64, of member: String) throws { try setStake(amount, of: member, at: now) }

  func setStake(_ amount: Int64, of member: String, at time: Int64) throws(GovernanceError) {
    if let place = places[member] { return try governor.setStake(amount, of: place, at: time) }
    guard amount >= 0, amount < VotingPower.supplyLimit else { throw .invalidStake(amount) }
    let place = governor.join()
    members.append(member)
    places[member] = place
    try governor.setStake(amount, of: place, at: time)
  }

  func govern(_ name: String, _ value: Int64, bounds: ClosedRange<Int64>, unit: String?, majority: Int64, needsApproval: Bool) {
    values[name] = value
    governor.govern(
      GovernedParameter(
        name, "", unit: unit, bounds: bounds, majority: majority, needsApproval: needsApproval,
        read: { [unowned self] in values[name]! }, write: { [unowned self] in values[name] = $0 }))
  }
}
