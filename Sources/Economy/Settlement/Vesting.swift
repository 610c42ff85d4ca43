/// Why a vesting operation was refused. Nothing has changed.
public enum VestingError: Error, Equatable, Sendable, CustomStringConvertible {
  case unknownGrant(TransferID)
  /// A schedule has `0 <= cliff <= duration` and `duration > 0`, in µs.
  case invalidSchedule(cliff: Int64, duration: Int64)
  case alreadyDisputed(TransferID)
  case notDisputed(TransferID)
  case ledger(LedgerError)

  /// The account it is about, if it is about one.
  public var account: AccountID? { if case .ledger(let error) = self { error.account } else { nil } }

  public var description: String {
    switch self {
    case .unknownGrant(let id): "there is no grant \(id)"
    case .invalidSchedule(let cliff, let duration): "a cliff of \(cliff) µs in \(duration) µs is no schedule"
    case .alreadyDisputed(let id): "grant \(id) is in dispute already"
    case .notDisputed(let id): "grant \(id) is not in dispute"
    case .ledger(let error): error.description
    }
  }
}

/// Rewards that become the recipient's over time: nothing before the cliff, then linearly, exactly all at the end.
///
/// A dispute stops the clock; if it is upheld, what has not vested by then goes back. Grants are idempotent per task and
/// recipient. Time never runs backwards: an earlier moment counts as the latest seen.
public struct Vesting {
  /// Who is rewarded for what, and how it stands.
  public struct Grant: Sendable, Equatable {
    public let recipient: AccountID
    /// In µrUv.
    public let total: Int64
    public fileprivate(set) var start: Int64
    public let cliff: Int64
    public let duration: Int64
    public fileprivate(set) var released: Int64 = 0
    /// When the clock stopped, while in dispute.
    public fileprivate(set) var disputedSince: Int64?
    /// What went back after a dispute.
    public fileprivate(set) var clawedBack: Int64 = 0

    /// What has vested by a moment, in µrUv, rounded down.
    public func vested(at now: Int64) -> Int64 {
      let elapsed = min(disputedSince ?? now, now) - start
      if elapsed < cliff || elapsed <= 0 { return 0 }
      if elapsed >= duration { return total - clawedBack }
      return min(mulDiv(total, elapsed, duration, .floor)!, total - clawedBack)
    }
  }

  public let ledger: Ledger
  /// Holds what has been granted and not released.
  public let account: AccountID
  /// Whether what happens here has happened to the ledger before: its transfers are there already.
  var isRestoring = false
  private var grants: [TransferID: Grant] = [:]
  private var latest: Int64 = .min
  private var releases = 0

  /// - Parameter account: where grants are held; a new one when nil.
  public init(_ ledger: Ledger, account: AccountID? = nil) {
    self.ledger = ledger
    self.account = account ?? ledger.open("vesting")
  }

  /// Sets a reward aside for a task's recipient. Idempotent: a second grant for the same task and recipient does nothing.
  ///
  /// - Parameters:
  ///   - amount: in µrUv, at least 1.
  ///   - cliff: before which nothing is released, in µs after `now`.
  ///   - duration: after which all is, in µs.
  @discardableResult
  public mutating func grant(
    task: Int, from payer: AccountID, to recipient: AccountID, amount: Int64, cliff: Int64, duration: Int64, at now: Int64
  ) throws(VestingError) -> TransferID {
    guard cliff >= 0, duration > 0, cliff <= duration else { throw .invalidSchedule(cliff: cliff, duration: duration) }
    let id = TransferID(.grant, task: task, party: Int(recipient.rawValue))
    if grants[id] != nil { return id }
    do throws(LedgerError) {
      try ledger.checkCredit(recipient, amount)
      let receipt = try ledger.transfer(id, from: payer, to: account, amount: amount, code: .grant)
      if (receipt == .existing) != isRestoring { throw .reusedID(id) }
    } catch { throw .ledger(error) }
    grants[id] = Grant(recipient: recipient, total: amount, start: advance(to: now), cliff: cliff, duration: duration)
    return id
  }

  public func grant(_ id: TransferID) -> Grant? { grants[id] }

  /// Pays out what has vested and is not paid yet. Releasing again at once pays nothing.
  ///
  /// - Returns: what was paid, in µrUv.
  @discardableResult
  public mutating func release(_ id: TransferID, at now: Int64) throws(VestingError) -> Int64 {
    var grant = try known(id)
    let due = grant.vested(at: advance(to: now)) - grant.released
    if due < 1 { return 0 }
    try pay(due, to: grant.recipient, .vest)
    grant.released += due
    grants[id] = grant
    return due
  }

  /// Stops the clock.
  public mutating func dispute(_ id: TransferID, at now: Int64) throws(VestingError) {
    var grant = try known(id)
    if grant.disputedSince != nil { throw .alreadyDisputed(id) }
    grant.disputedSince = advance(to: now)
    grants[id] = grant
  }

  /// Starts the clock again where it stopped: the time in dispute is added to the schedule.
  public mutating func dismiss(_ id: TransferID, at now: Int64) throws(VestingError) {
    var grant = try known(id)
    guard let since = grant.disputedSince else { throw .notDisputed(id) }
    grant.start += advance(to: now) - since
    grant.disputedSince = nil
    grants[id] = grant
  }

  /// Ends a dispute against the recipient: what had not vested when it began goes to `beneficiary`, what had stays due.
  ///
  /// - Returns: what went back, in µrUv.
  @discardableResult
  public mutating func clawBack(_ id: TransferID, to beneficiary: AccountID, at now: Int64) throws(VestingError) -> Int64 {
    var grant = try known(id)
    guard let since = grant.disputedSince else { throw .notDisputed(id) }
    let amount = grant.total - grant.clawedBack - grant.vested(at: advance(to: now))
    if amount > 0 { try pay(amount, to: beneficiary, .clawback) }
    grant.clawedBack += amount
    // What is left had vested when the clock stopped, and stays so.
    grant.start += latest - since
    grant.disputedSince = nil
    grants[id] = grant
    return amount
  }

  private func known(_ id: TransferID) throws(VestingError) -> Grant {
    guard let grant = grants[id] else { throw .unknownGrant(id) }
    return grant
  }

  private mutating func advance(to now: Int64) -> Int64 {
    latest = max(latest, now)
    return latest
  }

  private mutating func pay(_ amount: Int64, to payee: AccountID, _ code: TransferCode) throws(VestingError) {
    var id = TransferID(code, task: releases, party: Int(account.rawValue))
    while ledger.transfer(id)?.state == .rejected {
      releases += 1
      id = TransferID(code, task: releases, party: Int(account.rawValue))
    }
    do throws(LedgerError) {
      let receipt = try ledger.transfer(id, from: account, to: payee, amount: amount, code: code)
      if (receipt == .existing) != isRestoring { throw .reusedID(id) }
    } catch { throw .ledger(error) }
    releases += 1
  }
}
