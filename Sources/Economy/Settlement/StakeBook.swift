/// What nodes have put at stake, deposit by deposit.
///
/// Stake leaves slowly: it stays liable while it unbonds, longer than evidence may take. It answers for offences between
/// its deposit and the start of its unbonding, and for no others; stake can't be handed on, so liability never leaves its
/// owner. Slashes are exact integers, rounded up, to a named account. Time never runs backwards: an earlier moment counts
/// as the latest seen.
public struct StakeBook {
  public let ledger: Ledger
  /// Holds every deposit.
  public let account: AccountID
  /// How long unbonding takes, and how old an offence may be, in µs.
  public let unbonding: Int64
  public let evidenceWindow: Int64
  /// Whether what happens here has happened to the ledger before: its transfers are there already.
  var isRestoring = false
  private var deposits: [AccountID: [Deposit]] = [:]
  private var punished: Set<Offence> = []
  /// What they were paid with.
  private var burned: Set<TransferID> = []
  private var losses: [AccountID: [Loss]] = [:]
  private var transfers = 0
  private var latest: Int64 = 0

  private struct Deposit {
    var amount: Int64
    let since: Int64
    var unbondingSince: Int64?

    /// Whether it was at stake at that moment.
    func answers(for moment: Int64) -> Bool { since <= moment && moment <= unbondingSince ?? .max }

    func isFree(at now: Int64, after unbonding: Int64) -> Bool { unbondingSince.map { now - $0 >= unbonding } ?? false }
  }

  private struct Offence: Hashable {
    let offender: AccountID
    let id: OffenceID
  }

  /// What an offence of that moment has cost, in µrUv.
  private struct Loss {
    let committed: Int64
    let amount: Int64
  }

  /// How several offences of one offender add up.
  public enum Counting: Sendable, Equatable {
    /// Each takes its part of what is left.
    case each
    /// Those less than a span of µs apart cost together what the worst of them does (Polkadot's rule).
    case worst(span: Int64)
  }

  /// What is due to whoever proved an offence.
  public struct Reward: Sendable, Equatable {
    public let reporter: AccountID
    /// Of what is slashed, in parts per million, rounded down.
    public let share: Int64

    public init(to reporter: AccountID, share: Int64) {
      self.reporter = reporter
      self.share = share
    }
  }

  /// Most of a slash that goes to the reporter, in parts per million: always less than is burned.
  public static let rewardLimit: Int64 = 499_999

  /// - Parameter account: where deposits are held; a new one when nil.
  /// - Precondition: `0 <= evidenceWindow < unbonding`
  public init(_ ledger: Ledger, unbonding: Int64, evidenceWindow: Int64, account: AccountID? = nil) {
    precondition(evidenceWindow >= 0 && evidenceWindow < unbonding, "unbonding must outlast the evidence window")
    self.ledger = ledger
    self.unbonding = unbonding
    self.evidenceWindow = evidenceWindow
    self.account = account ?? ledger.open("stakes")
  }

  // MARK: Who has what at stake

  /// What an owner has at stake and not unbonding, in µrUv.
  public func staked(by owner: AccountID) -> Int64 {
    (deposits[owner] ?? []).reduce(0) { $1.unbondingSince == nil ? $0 + $1.amount : $0 }
  }

  /// What is on its way out, in µrUv.
  public func unbonding(of owner: AccountID) -> Int64 {
    (deposits[owner] ?? []).reduce(0) { $1.unbondingSince == nil ? $0 : $0 + $1.amount }
  }

  /// What is left of the stake that answers for an offence of that moment, in µrUv.
  public func liable(_ owner: AccountID, for moment: Int64) -> Int64 {
    (deposits[owner] ?? []).reduce(0) { $1.answers(for: moment) ? $0 + $1.amount : $0 }
  }

  /// Everybody who has something at stake, in the order of their accounts.
  public var owners: [AccountID] { deposits.filter { !$0.value.isEmpty }.keys.sorted() }

  // MARK: In and out

  public mutating func deposit(from owner: AccountID, amount: Int64, at now: Int64) throws(StakeError) {
    try move(amount, from: owner, to: account, .stake)
    deposits[owner, default: []].append(Deposit(amount: amount, since: advance(to: now)))
  }

  /// Starts the way out for `amount` µrUv, oldest deposits first.
  public mutating func beginUnbonding(_ amount: Int64, of owner: AccountID, at now: Int64) throws(StakeError) {
    let available = staked(by: owner)
    guard amount >= 1, amount <= available else { throw .insufficientStake(owner, asked: amount, staked: available) }
    let now = advance(to: now)
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
    let now = max(latest, now)
    let all = deposits[owner] ?? []
    let due = all.reduce(0) { $1.isFree(at: now, after: unbonding) ? $0 + $1.amount : $0 }
    if due > 0 { try move(due, from: account, to: owner, .unstake) }
    latest = now
    deposits[owner] = all.filter { [unbonding] in !$0.isFree(at: now, after: unbonding) }
    return due
  }

  // MARK: Slashing

  /// Takes `part`/`whole` of what was at stake when an offence was committed, rounded up, once per evidence.
  ///
  /// - Parameters:
  ///   - evidence: the offence's own name, the same whoever reports it.
  ///   - committed: when it happened, in µs.
  ///   - beneficiary: who gets it.
  ///   - reward: what part of it goes to whoever proved it, less than the beneficiary gets.
  /// - Returns: how much, in µrUv; 0 where nothing was at stake then.
  @discardableResult
  public mutating func slash(
    _ offender: AccountID, part: Int64, of whole: Int64, evidence: OffenceID, committed: Int64, to beneficiary: AccountID,
    reward: Reward? = nil, counting: Counting = .each, at now: Int64
  ) throws(StakeError) -> Int64 {
    guard part > 0, part <= whole else { throw .invalidFraction(part, of: whole) }
    if let reward, !(0...Self.rewardLimit).contains(reward.share) { throw .invalidReward(reward.share) }
    let now = max(latest, now)
    guard committed >= 0, committed <= now, now - committed <= evidenceWindow else {
      throw .outsideEvidenceWindow(committed: committed, now: now, window: evidenceWindow)
    }
    let offence = Offence(offender: offender, id: evidence)
    let attempt = try unused(offence)
    let liable = liable(offender, for: committed)
    let amount = due(of: liable, part, whole, offender, committed, counting)
    if amount == 0 { return 0 }  // whoever knows better when it was done may still prove it
    let share = reward.map { mulDiv(amount, $0.share, PartsPerMillion.whole, .floor)! } ?? 0  // less than half of `amount`
    // A refusal by the ledger itself would be final, and half a slash no slash.
    do throws(LedgerError) {
      for payee in [beneficiary, reward?.reporter ?? beneficiary] {
        if payee == account { throw .sameAccount(payee) }
        try ledger.checkCredit(payee, max(amount, 1))
      }
    } catch { throw .ledger(error) }
    try pay(amount - share, to: beneficiary, offence.id.transfer(.slash, of: offender, attempt: attempt), .slash)
    if let reward { try pay(share, to: reward.reporter, offence.id.transfer(.reward, of: offender, attempt: attempt), .reward) }
    latest = now
    punished.insert(offence)
    burned.insert(offence.id.transfer(.slash, of: offender, attempt: attempt))
    if amount > 0 { losses[offender, default: []].append(Loss(committed: committed, amount: amount)) }
    take(amount, from: offender, committed)
    return amount
  }

  /// Whether this offence was punished already.
  public func isPunished(_ offender: AccountID, _ evidence: OffenceID) -> Bool {
    punished.contains(Offence(offender: offender, id: evidence))
  }

  private func due(
    of liable: Int64, _ part: Int64, _ whole: Int64, _ offender: AccountID, _ committed: Int64, _ counting: Counting
  ) -> Int64 {
    switch counting {
    case .each: return mulDiv(liable, part, whole, .ceil)!  // at most `liable`
    case .worst(let span):
      let lost = (losses[offender] ?? []).reduce(0 as Int64) { abs($1.committed - committed) < span ? $0 + $1.amount : $0 }
      // Both were in the ledger at once, so that their sum fits.
      return min(liable, max(0, mulDiv(liable + lost, part, whole, .ceil)! - lost))
    }
  }

  /// Which of an offence's transfers is free: a later one than the first where another offence was made to have its id.
  ///
  /// - Throws: `.duplicateEvidence` where it was paid for: known here, or to the ledger alone.
  private func unused(_ offence: Offence) throws(StakeError) -> UInt64 {
    if punished.contains(offence) { throw .duplicateEvidence(offence.id) }
    var attempt: UInt64 = 0
    while true {
      let id = offence.id.transfer(.slash, of: offence.offender, attempt: attempt)
      if !burned.contains(id) {
        if !isRestoring, ledger.transfer(id) != nil { throw .duplicateEvidence(offence.id) }
        return attempt
      }
      attempt += 1
    }
  }

  private mutating func take(_ amount: Int64, from offender: AccountID, _ committed: Int64) {
    var left = amount
    deposits[offender] = (deposits[offender] ?? []).compactMap { deposit in
      guard deposit.answers(for: committed) else { return deposit }
      var rest = deposit
      rest.amount -= min(left, deposit.amount)
      left -= deposit.amount - rest.amount
      return rest.amount > 0 ? rest : nil
    }
  }

  // MARK: Money

  private func pay(_ amount: Int64, to payee: AccountID, _ id: TransferID, _ code: TransferCode) throws(StakeError) {
    if amount == 0 { return }
    do throws(LedgerError) {
      let receipt = try ledger.transfer(id, from: account, to: payee, amount: amount, code: code)
      if (receipt == .existing) != isRestoring { throw .reusedID(id) }
    } catch { throw .ledger(error) }
  }

  private mutating func move(_ amount: Int64, from debit: AccountID, to credit: AccountID, _ code: TransferCode) throws(StakeError) {
    var id = TransferID(code, task: transfers, party: Int(account.rawValue))
    while ledger.transfer(id)?.state == .rejected {
      transfers += 1
      id = TransferID(code, task: transfers, party: Int(account.rawValue))
    }
    do throws(LedgerError) {
      let receipt = try ledger.transfer(id, from: debit, to: credit, amount: amount, code: code)
      if (receipt == .existing) != isRestoring { throw .reusedID(id) }
    } catch { throw .ledger(error) }
    transfers += 1
  }

  private mutating func advance(to now: Int64) -> Int64 {
    latest = max(latest, now)
    return latest
  }
}
