/// Why a stake operation was refused. Nothing has changed.
public enum StakeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// In µrUv.
  case insufficientStake(AccountID, asked: Int64, staked: Int64)
  /// Between 0 (excluded) and 1.
  case invalidFraction(Int64, of: Int64)
  /// One offence is punished once.
  case duplicateEvidence(UInt64)
  /// Offences lie in the past, and at most the evidence window back, in µs.
  case outsideEvidenceWindow(committed: Int64, now: Int64, window: Int64)
  case ledger(LedgerError)

  public var description: String {
    switch self {
    case .insufficientStake(let owner, let asked, let staked): "account \(owner) has \(staked) µrUv at stake, \(asked) asked"
    case .invalidFraction(let part, let whole): "a slash of \(part)/\(whole) is not between 0 and 1"
    case .duplicateEvidence(let evidence): "evidence \(evidence) was acted on before"
    case .outsideEvidenceWindow(let committed, let now, let window):
      "an offence at \(committed) µs can't be punished at \(now) µs: the window is \(window) µs"
    case .ledger(let error): error.description
    }
  }
}

/// What nodes have put at stake, deposit by deposit.
///
/// Stake leaves slowly: it stays liable while it unbonds, longer than evidence may take. It answers for offences between
/// its deposit and the start of its unbonding, and for no others. Slashes are exact integers, rounded up, to a named account.
public struct StakeBook {
  public let ledger: Ledger
  /// Holds every deposit.
  public let account: AccountID
  /// How long unbonding takes, and how old an offence may be, in µs.
  public let unbonding: Int64
  public let evidenceWindow: Int64
  private var deposits: [AccountID: [Deposit]] = [:]
  private var punished: Set<Evidence> = []
  private var transfers = 0

  private struct Deposit {
    var amount: Int64
    let since: Int64
    var unbondingSince: Int64?

    /// Whether it was at stake at that moment.
    func answers(for moment: Int64) -> Bool { since <= moment && moment <= unbondingSince ?? .max }

    func isFree(at now: Int64, after unbonding: Int64) -> Bool { unbondingSince.map { now - $0 >= unbonding } ?? false }
  }

  private struct Evidence: Hashable {
    let offender: AccountID
    let id: UInt64
  }

  /// - Precondition: `0 <= evidenceWindow < unbonding`
  public init(_ ledger: Ledger, unbonding: Int64, evidenceWindow: Int64) {
    precondition(evidenceWindow >= 0 && evidenceWindow < unbonding, "unbonding must outlast the evidence window")
    self.ledger = ledger
    self.unbonding = unbonding
    self.evidenceWindow = evidenceWindow
    account = ledger.open("stakes")
  }

  /// What an owner has at stake and not unbonding, in µrUv.
  public func staked(by owner: AccountID) -> Int64 {
    (deposits[owner] ?? []).reduce(0) { $1.unbondingSince == nil ? $0 + $1.amount : $0 }
  }

  /// What is on its way out, in µrUv.
  public func unbonding(of owner: AccountID) -> Int64 {
    (deposits[owner] ?? []).reduce(0) { $1.unbondingSince == nil ? $0 : $0 + $1.amount }
  }

  public mutating func deposit(from owner: AccountID, amount: Int64, at now: Int64) throws(StakeError) {
    try move(amount, from: owner, to: account, .stake)
    deposits[owner, default: []].append(Deposit(amount: amount, since: now))
  }

  /// Starts the way out for `amount` µrUv, oldest deposits first.
  public mutating func beginUnbonding(_ amount: Int64, of owner: AccountID, at now: Int64) throws(StakeError) {
    let available = staked(by: owner)
    guard amount >= 1, amount <= available else { throw .insufficientStake(owner, asked: amount, staked: available) }
    var left = amount
    var kept: [Deposit] = []
    for var deposit in deposits[owner] ?? [] {
      if left > 0, deposit.unbondingSince == nil {
        let part = min(left, deposit.amount)
        left -= part
        kept.append(Deposit(amount: part, since: deposit.since, unbondingSince: now))
        deposit.amount -= part
      }
      if deposit.amount > 0 { kept.append(deposit) }
    }
    deposits[owner] = kept
  }

  /// Returns what has finished unbonding to its owner.
  ///
  /// - Returns: how much, in µrUv.
  @discardableResult
  public mutating func withdraw(to owner: AccountID, at now: Int64) throws(StakeError) -> Int64 {
    let all = deposits[owner] ?? []
    let due = all.reduce(0) { $1.isFree(at: now, after: unbonding) ? $0 + $1.amount : $0 }
    if due == 0 { return 0 }
    try move(due, from: account, to: owner, .unstake)
    deposits[owner] = all.filter { [unbonding] in !$0.isFree(at: now, after: unbonding) }
    return due
  }

  /// Takes `part`/`whole` of what was at stake when an offence was committed, rounded up, once per evidence.
  ///
  /// - Parameters:
  ///   - evidence: the offence's own number, the same whoever reports it.
  ///   - committed: when it happened, in µs.
  ///   - beneficiary: who gets it.
  /// - Returns: how much, in µrUv; 0 where nothing was at stake then.
  @discardableResult
  public mutating func slash(
    _ offender: AccountID, part: Int64, of whole: Int64, evidence: UInt64, committed: Int64, to beneficiary: AccountID, at now: Int64
  ) throws(StakeError) -> Int64 {
    guard part > 0, part <= whole else { throw .invalidFraction(part, of: whole) }
    guard committed <= now, now - committed <= evidenceWindow else {
      throw .outsideEvidenceWindow(committed: committed, now: now, window: evidenceWindow)
    }
    let key = Evidence(offender: offender, id: evidence)
    if punished.contains(key) { throw .duplicateEvidence(evidence) }
    let all = deposits[offender] ?? []
    let liable = all.reduce(0) { $1.answers(for: committed) ? $0 + $1.amount : $0 }
    let amount = mulDiv(liable, part, whole, .ceil)!  // at most `liable`
    if amount > 0 { try move(amount, from: account, to: beneficiary, .slash) }
    punished.insert(key)
    var left = amount
    deposits[offender] = all.compactMap { deposit in
      guard deposit.answers(for: committed) else { return deposit }
      var rest = deposit
      rest.amount -= min(left, deposit.amount)
      left -= deposit.amount - rest.amount
      return rest.amount > 0 ? rest : nil
    }
    return amount
  }

  private mutating func move(_ amount: Int64, from debit: AccountID, to credit: AccountID, _ code: TransferCode) throws(StakeError) {
    let id = TransferID(code, task: transfers, party: Int(account.rawValue))
    transfers += 1
    do throws(LedgerError) { try ledger.transfer(id, from: debit, to: credit, amount: amount, code: code) } catch {
      throw .ledger(error)
    }
  }
}
