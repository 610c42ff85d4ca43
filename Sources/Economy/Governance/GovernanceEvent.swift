/// One line of governance's log.
public struct GovernanceEvent: Sendable, Equatable, CustomStringConvertible {
  public enum Kind: Sendable, Equatable {
    case proposed(by: Int)
    /// The proposal's state from then on.
    case became(ProposalState)
    case voted(Ballot)
    /// The quorum came late: votes are taken until `voteEnd`.
    case extended(voteEnd: Int64)
    case changed(name: String, from: Int64, to: Int64)
    case deployed(kind: String, name: String, hash: String)
    case approved
    /// An execution that failed, and was undone as a whole.
    case undone(String)
    case vetoed(String)
    case paused, resumed
  }
  /// In µs.
  public let time: Int64
  /// The proposal's number; 0 for governance itself.
  public let number: Int
  public let kind: Kind

  public var description: String { text { "member \($0 + 1)" } }

  /// - Parameter name: what a member is called.
  public func text(_ name: (Int) -> String) -> String {
    switch kind {
    case .proposed(let member): "proposed by \(name(member))"
    case .became(let state): state.rawValue
    case .voted(let ballot): "\(name(ballot.member)) votes \(ballot.support.rawValue) with \(ballot.stake) µrUv"
    case .extended(let end): "quorum came late: votes are taken until \(end) µs"
    case .changed(let parameter, let from, let to): "\(parameter): \(from) → \(to)"
    case .deployed(let kind, let policy, let hash): "\(kind): \(policy) is in force (\(hash.prefix(8)))"
    case .approved: "approved"
    case .undone(let why): "not executed, and undone: \(why)"
    case .vetoed(let why): "vetoed: \(why)"
    case .paused: "paused"
    case .resumed: "resumed"
    }
  }
}
