import CSodium
public import Policies
public import Storage

/// What a proposal would change.
public enum Change: Sendable, Equatable, CustomStringConvertible {
  case parameter(String, Int64)
  /// Puts a policy in force whose text has that BLAKE2b hash, and no other.
  case policy(kind: String, name: String, hash: String)

  public var description: String {
    switch self {
    case .parameter(let name, let value): "\(name) = \(value)"
    case .policy(let kind, let name, let hash): "\(kind) by \(name) (\(hash.prefix(8)))"
    }
  }
}

public enum Support: String, Sendable, CaseIterable {
  case `for`, against, abstain
}

/// Where a proposal stands.
///
/// ```
/// pending ─► active ─► succeeded ─► queued ─► executed
///    └► cancelled └► defeated └► expired └► expired          vetoed, from each that is not an end
/// ```
public enum ProposalState: String, Sendable, CaseIterable {
  case pending, active, succeeded, queued
  case defeated, executed, expired, cancelled, vetoed

  public var isEnd: Bool {
    switch self {
    case .pending, .active, .succeeded, .queued: false
    case .defeated, .executed, .expired, .cancelled, .vetoed: true
    }
  }

  /// The states that may come next.
  public var successors: Set<ProposalState> {
    switch self {
    case .pending: [.active, .cancelled, .vetoed]
    case .active: [.succeeded, .defeated, .vetoed]
    case .succeeded: [.queued, .expired, .vetoed]
    case .queued: [.executed, .expired, .vetoed]
    case .defeated, .executed, .expired, .cancelled, .vetoed: []
    }
  }
}

/// One member's word on a proposal: final, one a member.
public struct Ballot: Sendable, Equatable {
  public let member: Int
  public let support: Support
  /// The voting power at the snapshot, in µrUv.
  public let stake: Int64
}

/// Something put to the vote, and everything its outcome depends on, fixed when it was made.
public struct Proposal {
  /// From 1, in order.
  public let number: Int
  /// BLAKE2b-256 of proposer, content and number: nobody can take an id before its owner does.
  public let id: Fingerprint
  public let proposer: Int
  public let changes: [Change]
  public let summary: String
  public let rules: GovernanceRules
  /// Of weight for and against, what "for" must exceed, in basis points: the strictest of its changes'.
  public let majority: Int64
  public let needsApproval: Bool
  public let created: Int64
  /// The electorate is that of this moment, the last one before the proposal, in µs.
  public let snapshot: Int64
  /// All stake then, in µrUv.
  public let supply: Int64
  /// The tally in force when it was made: a swap doesn't change a running vote.
  public let tally: any Policy
  public internal(set) var state = ProposalState.pending
  /// Votes are taken after `voteStart` and up to and including `voteEnd`, in µs.
  public let voteStart: Int64
  public internal(set) var voteEnd: Int64
  public internal(set) var isExtended = false
  public internal(set) var ballots: [Ballot] = []
  var voters: Set<Int> = []
  /// Stake of the ballots by support, in µrUv: the quorum counts it, whatever a tally makes of it.
  public internal(set) var stake = Votes()
  /// What the tally made of it; nil before the decision.
  public internal(set) var weight: Votes?
  public internal(set) var approvedAt: Int64?
  /// From when on it can be executed, once queued, in µs.
  public internal(set) var due: Int64?

  /// Sums by support, in µrUv of stake or of weight.
  public struct Votes: Sendable, Equatable {
    public var `for`: Int64 = 0
    public var against: Int64 = 0
    public var abstain: Int64 = 0

    public init() {}

    mutating func add(_ amount: Int64, _ support: Support) {
      switch support {
      case .for: self.for += amount
      case .against: against += amount
      case .abstain: abstain += amount
      }
    }

    /// Whether "for" is strictly more than `majority` basis points of for and against.
    public func isCarried(majority: Int64) -> Bool {
      exceeds(self.for, 10_000, self.for + against, majority)
    }
  }

  /// Whether enough stake was for it or abstained. An electorate without stake meets no quorum.
  public var isQuorumMet: Bool {
    supply > 0 && !exceeds(supply, rules.quorum, stake.for + stake.abstain, 10_000)
  }

  /// The stake that would carry it if it voted for it now, on top of what has voted, in µrUv: what capturing it costs.
  public var captureCost: Int64 {
    let quorum = (Int128(supply) * Int128(rules.quorum) + 9_999) / 10_000 - Int128(stake.for + stake.abstain)
    // (for + x)·10,000 > majority·(for + x + against)
    let lead = Int128(majority) * Int128(stake.against) - Int128(10_000 - majority) * Int128(stake.for)
    let votes = lead < 0 ? 0 : lead / Int128(10_000 - majority) + 1
    return Int64(clamping: max(0, max(quorum, votes)))
  }

  /// The last moment it may be executed; nil before it is queued.
  public var expiry: Int64? { due.map { $0 + rules.grace } }

  /// Whether what became of it is not what the majority of the stake that voted, with the same quorum, decided.
  public var isAgainstStake: Bool {
    guard let weight else { return false }
    return isQuorumMet && weight.isCarried(majority: majority) != stake.isCarried(majority: majority)
  }
}

/// a·b > c·d for amounts, in 128 bits.
private func exceeds(_ a: Int64, _ b: Int64, _ c: Int64, _ d: Int64) -> Bool {
  let (left, right) = (a.multipliedFullWidth(by: b), c.multipliedFullWidth(by: d))
  return left.high != right.high ? left.high > right.high : left.low > right.low
}

extension Fingerprint {
  /// The id of a proposal. Each part goes in with its length, so that no two contents read alike.
  init(proposer: Int, number: Int, changes: [Change], summary: String) {
    var bytes: [UInt8] = Array("formic governance 1".utf8)
    func add(_ part: String) {
      withUnsafeBytes(of: UInt64(part.utf8.count).littleEndian) { bytes += $0 }
      bytes += part.utf8
    }
    add(String(proposer))
    add(String(number))
    for change in changes {
      switch change {
      case .parameter(let name, let value): ["parameter", name, String(value)].forEach(add)
      case .policy(let kind, let name, let hash): ["policy", kind, name, hash].forEach(add)
      }
    }
    add(summary)
    self = bytes.withUnsafeBytes { Fingerprint(of: $0, "") }
  }
}
