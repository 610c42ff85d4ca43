/// Why a rating was refused. Nothing has changed.
public enum RatingError: Error, Equatable, Sendable, CustomStringConvertible {
  case unknownTransfer(TransferID)
  /// A rating is about money that moved.
  case notSettled(TransferID)
  /// Only who paid rates who was paid, and the other way round.
  case notAParty(AccountID, TransferID)
  case selfRating(AccountID)
  /// One rating a task and side.
  case alreadyRated(AccountID, TransferID)

  /// The account it is about, if it is about one.
  public var account: AccountID? {
    switch self {
    case .notAParty(let account, _), .selfRating(let account), .alreadyRated(let account, _): account
    case .unknownTransfer, .notSettled: nil
    }
  }

  public var description: String {
    switch self {
    case .unknownTransfer(let id): "there is no transfer \(id) to rate"
    case .notSettled(let id): "transfer \(id) has moved no money: only what is settled can be rated"
    case .notAParty(let account, let id): "account \(account) is no party of transfer \(id)"
    case .selfRating(let account): "account \(account) can't rate itself"
    case .alreadyRated(let account, let id): "account \(account) has rated transfer \(id)"
    }
  }
}

/// Ratings of the parties of settled transfers by each other, moved into reputation by the rule in force.
///
/// No transfer, no rating; one a transfer and side; what was paid is what was at risk. History goes by account, and an
/// account never becomes somebody else's.
public final class RatingBook {
  public let ledger: Ledger
  public let rule: ReputationRule
  private var nodes: [AccountID: Int] = [:]
  private var rated: Set<Side> = []

  private struct Side: Hashable {
    let transfer: TransferID
    let rater: AccountID
  }

  /// - Parameter rule: without nodes; they are added as accounts are rated or looked at.
  public init(_ ledger: Ledger, _ rule: ReputationRule) {
    self.ledger = ledger
    self.rule = rule
  }

  public var ratings: Int { rated.count }
  public var subjects: [AccountID] { nodes.keys.sorted() }

  /// One party of a settled transfer says how the other did.
  ///
  /// - Parameter outcome: 1 for good, 0 for bad, or between.
  public func rate(_ transfer: TransferID, by rater: AccountID, outcome: Double, at now: Int64) throws(RatingError) {
    guard let settled = ledger.transfer(transfer) else { throw .unknownTransfer(transfer) }
    guard settled.state == .posted, settled.moved > 0 else { throw .notSettled(transfer) }
    guard rater == settled.debit || rater == settled.credit else { throw .notAParty(rater, transfer) }
    let subject = rater == settled.debit ? settled.credit : settled.debit
    if subject == rater { throw .selfRating(rater) }
    guard rated.insert(Side(transfer: transfer, rater: rater)).inserted else { throw .alreadyRated(rater, transfer) }
    rule.record(node: node(of: subject, at: now), outcome: outcome, value: settled.moved, task: rated.count, at: now)
  }

  /// What an account is trusted at a moment, 0…1.
  public func score(of account: AccountID, stake: Int64 = 0, at now: Int64) -> Double {
    let node = node(of: account, at: now)
    rule.setStake(stake, of: node)
    return rule.score(of: node, at: now)
  }

  public func evidence(of account: AccountID, at now: Int64) -> (good: Double, bad: Double) { rule.evidence(of: node(of: account, at: now), at: now) }

  private func node(of account: AccountID, at now: Int64) -> Int {
    if let node = nodes[account] { return node }
    let node = rule.join(at: now)
    nodes[account] = node
    return node
  }
}
