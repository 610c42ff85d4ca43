/// Why a stake operation was refused. Nothing has changed.
public enum StakeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// In µrUv.
  case insufficientStake(AccountID, asked: Int64, staked: Int64)
  /// Between 0 (excluded) and 1.
  case invalidFraction(Int64, of: Int64)
  /// One offence is punished once.
  case duplicateEvidence(OffenceID)
  /// Offences lie in the past, and at most the evidence window back, in µs.
  case outsideEvidenceWindow(committed: Int64, now: Int64, window: Int64)
  /// In parts per million: whoever proves an offence gets less than is burned, so that proving one's own never pays.
  case invalidReward(Int64)
  case ledger(LedgerError)

  /// The account it is about, if it is about one.
  public var account: AccountID? {
    switch self {
    case .insufficientStake(let owner, _, _): owner
    case .ledger(let error): error.account
    default: nil
    }
  }

  public var description: String {
    switch self {
    case .insufficientStake(let owner, let asked, let staked): "account \(owner) has \(staked) µrUv at stake, \(asked) asked"
    case .invalidFraction(let part, let whole): "a slash of \(part)/\(whole) is not between 0 and 1"
    case .duplicateEvidence(let evidence): "evidence \(evidence) was acted on before"
    case .outsideEvidenceWindow(let committed, let now, let window):
      committed > now
        ? "an offence at \(committed) µs lies in the future: it is \(now) µs"
        : "an offence at \(committed) µs can't be punished at \(now) µs: the window is \(window) µs"
    case .invalidReward(let share): "a reporter's share of \(share) ppm is outside 0…\(StakeBook.rewardLimit)"
    case .ledger(let error): error.description
    }
  }
}
