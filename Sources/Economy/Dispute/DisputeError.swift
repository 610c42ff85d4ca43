/// Why a court refused something. Nothing has changed.
public enum DisputeError: Error, Equatable, Sendable, CustomStringConvertible {
  case unknownCase(Int)
  /// A dispute has two parties, and jurors are neither.
  case sameParty(AccountID)
  /// Besides the parties.
  case tooFewJurors(available: Int, needed: Int)
  case tooManyOpen(AccountID, limit: Int)
  case outOfTurn(Int, stage: DisputeCourt.Stage, needed: DisputeCourt.Stage)
  case alreadyAnswered(Int)
  case notAParty(AccountID, Int)
  case notAJuror(AccountID, Int)
  case alreadyVoted(AccountID, Int)
  /// Not what the juror committed to, or nothing was.
  case mismatch(AccountID, Int)
  /// Pieces of evidence a party may submit.
  case tooMuchEvidence(AccountID, limit: Int)
  /// Only whoever lost the last round appeals.
  case notTheLoser(AccountID, Int)
  case noMoreRounds(Int, limit: Int)
  case ledger(LedgerError)

  /// The account it is about, if it is about one.
  public var account: AccountID? {
    switch self {
    case .sameParty(let account), .tooManyOpen(let account, _), .notAParty(let account, _), .notAJuror(let account, _),
      .alreadyVoted(let account, _), .mismatch(let account, _), .tooMuchEvidence(let account, _), .notTheLoser(let account, _):
      account
    case .ledger(let error): error.account
    default: nil
    }
  }

  public var description: String {
    switch self {
    case .unknownCase(let number): "there is no case \(number)"
    case .sameParty(let party): "account \(party) can't be both parties of a dispute"
    case .tooFewJurors(let available, let needed): "a panel of \(needed) needs as many jurors with a stake; there are \(available) besides the parties"
    case .tooManyOpen(let party, let limit): "account \(party) has \(limit) open disputes, which is the limit"
    case .outOfTurn(let number, let stage, let needed): "case \(number) is at '\(stage)', not at '\(needed)'"
    case .alreadyAnswered(let number): "case \(number) was answered"
    case .notAParty(let account, let number): "account \(account) is no party of case \(number)"
    case .notAJuror(let account, let number): "account \(account) is not on the panel of case \(number)"
    case .alreadyVoted(let account, let number): "account \(account) has voted on case \(number)"
    case .mismatch(let account, let number): "this is not the vote account \(account) committed to on case \(number)"
    case .tooMuchEvidence(let account, let limit): "account \(account) has submitted \(limit) pieces of evidence, which is the limit"
    case .notTheLoser(let account, let number): "account \(account) did not lose the last round of case \(number)"
    case .noMoreRounds(let number, let limit): "case \(number) went through all \(limit) rounds"
    case .ledger(let error): error.description
    }
  }
}
