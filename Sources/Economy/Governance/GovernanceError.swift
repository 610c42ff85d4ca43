/// Why governance refused a request. Nothing has changed.
public enum GovernanceError: Error, Equatable, Sendable, CustomStringConvertible {
  case unknownMember(Int)
  case unknownProposal(Int)
  case unknownParameter(String, hint: String)
  case outOfBounds(name: String, value: Int64, bounds: ClosedRange<Int64>, unit: String?)
  /// In µrUv; all stakes together stay below 2^62.
  case invalidStake(Int64)
  case invalidContent(String)
  /// Proposing takes a share of all stake, in µrUv at the snapshot.
  case belowThreshold(power: Int64, needed: Int64)
  case tooManyOpen(limit: Int)
  /// The request doesn't fit where the proposal stands.
  case wrongState(number: Int, state: ProposalState, action: String)
  case alreadyVoted(member: Int, number: Int)
  /// Nothing at stake at the snapshot, in µs.
  case noPower(member: Int, snapshot: Int64)
  case notProposer(member: Int, number: Int)
  /// Until `due`, in µs.
  case timelocked(number: Int, due: Int64, now: Int64)
  case paused
  case alreadyApproved(Int)
  case needsNoApproval(Int)
  /// A change that can't be made: the whole batch is undone.
  case refused(String)

  public var description: String { text { "member \($0 + 1)" } }

  /// - Parameter name: what a member is called.
  public func text(_ name: (Int) -> String) -> String {
    switch self {
    case .unknownMember(let member): "there is no member \(member + 1)"
    case .unknownProposal(let number): "there is no proposal \(number)"
    case .unknownParameter(let parameter, let hint): "no parameter '\(parameter)': \(hint)"
    case .outOfBounds(let parameter, let value, let bounds, let unit):
      "\(parameter): \(value) is outside \(bounds.lowerBound)…\(bounds.upperBound)\(unit.map { " \($0)" } ?? "")"
    case .invalidStake(let amount): "a stake of \(amount) µrUv: at least 0, and all stakes together below 2^62 µrUv"
    case .invalidContent(let problem): problem
    case .belowThreshold(let power, let needed): "proposing takes \(needed) µrUv of voting power, the proposer had \(power) before this moment"
    case .tooManyOpen(let limit): "the proposer has \(limit) open proposals, and no more are taken from one member"
    case .wrongState(let number, let state, let action): "proposal \(number) is \(state.rawValue): it can't be \(action)"
    case .alreadyVoted(let member, let number): "\(name(member)) has voted on proposal \(number)"
    case .noPower(let member, let snapshot): "\(name(member)) had no voting power at \(snapshot) µs, when the electorate was fixed"
    case .notProposer(let member, let number): "proposal \(number) is not \(name(member))'s to cancel"
    case .timelocked(let number, let due, let now): "proposal \(number) is queued: it can't be executed before \(due) µs, it is \(now) µs"
    case .paused: "governance is paused: nothing is executed until it is resumed"
    case .alreadyApproved(let number): "proposal \(number) is approved already"
    case .needsNoApproval(let number): "proposal \(number) needs no approval"
    case .refused(let problem): problem
    }
  }
}
