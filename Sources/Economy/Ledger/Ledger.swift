/// Double-entry books in integer µrUv: every movement debits one account and credits another by the same amount, at once
/// or in two phases, exactly once per transfer id.
///
/// Modelled on TigerBeetle's two entities, accounts and transfers. It belongs to one thread.
///
/// - Invariant: Σ debits = Σ credits, posted and pending; no account passes its limit, holds counted.
public final class Ledger {
  /// How many transfers are remembered, ids included.
  public enum Retention: Sendable, Equatable {
    case all
    /// The last so many. A pending transfer is never forgotten. A forgotten id is a new one.
    case last(Int)
  }

  var accounts: ContiguousArray<Account> = []
  private var names: ContiguousArray<String> = []
  /// What happened, from the first account on; nil where nobody asked for it to be kept.
  public let journal: Journal?
  var history: ContiguousArray<Transfer> = []
  private var index: TransferIndex
  private let retention: Retention
  /// Where the next transfer is written once the history is at its bound.
  private var oldest = 0
  /// Transfers taken into the books so far, the forgotten included.
  public private(set) var transferCount = 0
  /// Holds neither posted nor voided.
  public internal(set) var pendingCount = 0

  /// Batches that have begun, the outermost first, and what they changed so far.
  var marks: [BatchMark] = []
  var undo: ContiguousArray<Undo> = []

  public init(retention: Retention = .all, journal: Journal? = nil) {
    if case .last(let count) = retention { precondition(count > 0 && count < Int32.max) }
    self.retention = retention
    self.journal = journal
    index = TransferIndex(minimumCapacity: 0)
  }

  /// Holds that end by themselves, the first to end last.
  var deadlines: ContiguousArray<Deadline> = []

  // MARK: Accounts

  /// Opens an account with no money in it. Outside a batch, a journal's file hears of it with the next transfer.
  public func open(_ name: String = "", limit: AccountLimit = .debitsMustNotExceedCredits) -> AccountID {
    let id = AccountID(rawValue: UInt32(accounts.count))
    accounts.append(Account(limit: limit))
    names.append(name)
    remember(.opened, id, id)
    journal?.append(.account, debit: id, code: TransferCode(rawValue: limit.rawValue), name: name)
    return id
  }

  /// Writes down what was decided, where in the order of things it was: the journal's hashes cover it.
  public func note(_ text: String) {
    journal?.append(.note, debit: AccountID(rawValue: 0), code: TransferCode(rawValue: 0), name: text)
  }

  public var accountCount: Int { accounts.count }
  public func name(of account: AccountID) -> String { names[Int(account.rawValue)] }
  public subscript(account: AccountID) -> Account { accounts[Int(account.rawValue)] }
  /// Credits less debits in µrUv, holds not counted.
  public func balance(of account: AccountID) -> Int64 { self[account].balance }
  /// What the account may still spend, in µrUv.
  public func available(to account: AccountID) -> Int64 { self[account].available }

  // MARK: Transfers

  /// Moves `amount` µrUv at once.
  ///
  /// Asking again with the same id and contents does nothing; lack of funds is remembered, so that a retry has the
  /// same answer as the first try.
  /// - Complexity: O(1), amortised over the growth of the history
  @discardableResult
  public func transfer(
    _ id: TransferID, from debit: AccountID, to credit: AccountID, amount: Int64, code: TransferCode
  ) throws(LedgerError) -> Receipt {
    try step { () throws(LedgerError) in
      try enter(Transfer(
        id: id, debit: debit, credit: credit, amount: amount, moved: amount, code: code, state: .posted, isTwoPhase: false))
    }
  }

  /// Sets `amount` µrUv aside: the payer can no longer spend it, the payee not yet.
  /// `post` completes it, `void` undoes it, each once.
  ///
  /// - Parameter timeout: µs after which it undoes itself; 0 for never.
  /// - Precondition: `timeout >= 0`, and 0 without a journal, whose clock it goes by.
  @discardableResult
  public func hold(
    _ id: TransferID, from debit: AccountID, to credit: AccountID, amount: Int64, code: TransferCode, timeout: Int64 = 0
  ) throws(LedgerError) -> Receipt {
    precondition(timeout == 0 || timeout > 0 && journal != nil, "a hold's time is positive and needs a clock")
    return try step { () throws(LedgerError) in
      try enter(Transfer(
        id: id, debit: debit, credit: credit, amount: amount, moved: 0, code: code, state: .pending, isTwoPhase: true, timeout: timeout))
    }
  }

  /// Completes a hold, wholly or in part; what is not posted is the payer's again.
  ///
  /// - Parameter amount: at most what is held, nil for all of it. 0 is refused: that is what `void` is for.
  @discardableResult
  public func post(_ id: TransferID, amount: Int64? = nil) throws(LedgerError) -> Receipt {
    try step { () throws(LedgerError) in try complete(id, amount) }
  }

  private func complete(_ id: TransferID, _ amount: Int64?) throws(LedgerError) -> Receipt {
    let slot = try held(id)
    let transfer = history[slot]
    let moved = amount ?? transfer.amount
    if moved < 1 { throw .invalidAmount(moved) }
    if moved > transfer.amount { throw .exceedsHold(id, needed: moved, held: transfer.amount) }
    switch transfer.state {
    case .posted where transfer.moved == moved: return .existing
    case .posted: throw .alreadyPosted(id)
    case .voided: throw .alreadyVoided(id)
    case .expired: throw .alreadyExpired(id)
    case .rejected: throw .alreadyRejected(id)
    case .pending: break
    }
    let (debit, credit) = (Int(transfer.debit.rawValue), Int(transfer.credit.rawValue))
    let sum = accounts[debit].balance + accounts[credit].balance
    remember(.settled(slot: slot, transfer), transfer.debit, transfer.credit)
    accounts[debit].debitsPending -= transfer.amount
    accounts[credit].creditsPending -= transfer.amount
    accounts[debit].debitsPosted += moved  // fits: it was counted with the pending amount when the hold was made
    accounts[credit].creditsPosted += moved
    settle(slot, .posted, moved, sumBefore: sum)
    return .new
  }

  /// Undoes a hold.
  @discardableResult
  public func void(_ id: TransferID) throws(LedgerError) -> Receipt {
    try step { () throws(LedgerError) in try release(id) }
  }

  func release(_ id: TransferID) throws(LedgerError) -> Receipt {
    let slot = try held(id)
    let transfer = history[slot]
    switch transfer.state {
    case .voided: return .existing
    case .posted: throw .alreadyPosted(id)
    case .expired: throw .alreadyExpired(id)
    case .rejected: throw .alreadyRejected(id)
    case .pending: break
    }
    let (debit, credit) = (Int(transfer.debit.rawValue), Int(transfer.credit.rawValue))
    let sum = accounts[debit].balance + accounts[credit].balance
    remember(.settled(slot: slot, transfer), transfer.debit, transfer.credit)
    accounts[debit].debitsPending -= transfer.amount
    accounts[credit].creditsPending -= transfer.amount
    settle(slot, .voided, 0, sumBefore: sum)
    return .new
  }

  /// The transfer of that id, if it is remembered.
  public func transfer(_ id: TransferID) -> Transfer? { index.find(id).map { history[$0] } }

  /// Every remembered transfer; the oldest first while the history is unbounded.
  public var transfers: ContiguousArray<Transfer> { history }

  // MARK: Steps

  private func enter(_ transfer: Transfer) throws(LedgerError) -> Receipt {
    if let slot = index.find(transfer.id) {
      let known = history[slot]
      let isSame = known.debit == transfer.debit && known.credit == transfer.credit && known.amount == transfer.amount
        && known.code == transfer.code && known.isTwoPhase == transfer.isTwoPhase && known.timeout == transfer.timeout
      if !isSame { throw .reusedID(transfer.id) }
      if known.state == .rejected { throw .alreadyRejected(transfer.id) }
      return .existing
    }
    if transfer.amount < 1 { throw .invalidAmount(transfer.amount) }
    let (debit, credit) = (Int(transfer.debit.rawValue), Int(transfer.credit.rawValue))
    if debit >= accounts.count { throw .unknownAccount(transfer.debit) }
    if credit >= accounts.count { throw .unknownAccount(transfer.credit) }
    if debit == credit { throw .sameAccount(transfer.debit) }
    let slot = try freeSlot()
    do {
      try checkLimits(transfer)
    } catch {
      var rejected = transfer
      rejected.state = .rejected
      rejected.moved = 0
      remember(.entered(slot: slot, replaced: replaced(slot)), transfer.debit, transfer.credit)
      record(rejected, slot)
      throw error
    }
    let sum = accounts[debit].balance + accounts[credit].balance
    remember(.entered(slot: slot, replaced: replaced(slot)), transfer.debit, transfer.credit)
    if transfer.isTwoPhase {
      accounts[debit].debitsPending += transfer.amount
      accounts[credit].creditsPending += transfer.amount
      pendingCount += 1
    } else {
      accounts[debit].debitsPosted += transfer.amount
      accounts[credit].creditsPosted += transfer.amount
    }
    precondition(accounts[debit].balance + accounts[credit].balance == sum, "a transfer created or destroyed money")
    record(transfer, slot)
    return .new
  }

  /// Whether both accounts can take it, now and when every hold is posted.
  private func checkLimits(_ transfer: Transfer) throws(LedgerError) {
    let debit = accounts[Int(transfer.debit.rawValue)]
    let amount = transfer.amount
    guard let debits = sum(debit.debitsPosted, debit.debitsPending, amount) else { throw .overflow(transfer.debit) }
    if debit.limit == .debitsMustNotExceedCredits, debits > debit.creditsPosted {
      throw .insufficientFunds(transfer.debit, needed: amount, available: debit.available)
    }
    try checkCredit(transfer.credit, amount)
  }

  /// Whether an account can be credited, now and when every hold is posted.
  func checkCredit(_ id: AccountID, _ amount: Int64) throws(LedgerError) {
    guard Int(id.rawValue) < accounts.count else { throw .unknownAccount(id) }
    let account = accounts[Int(id.rawValue)]
    guard let credits = sum(account.creditsPosted, account.creditsPending, amount) else { throw .overflow(id) }
    if account.limit == .creditsMustNotExceedDebits, credits > account.debitsPosted {
      let room = account.debitsPosted - account.creditsPosted - account.creditsPending
      throw .creditsExceedDebits(id, needed: amount, room: room)
    }
  }

  private func held(_ id: TransferID) throws(LedgerError) -> Int {
    guard let slot = index.find(id) else { throw .unknownTransfer(id) }
    if !history[slot].isTwoPhase { throw .notHeld(id) }
    return slot
  }

  private func settle(_ slot: Int, _ state: Transfer.State, _ moved: Int64, sumBefore: Int64) {
    let (debit, credit) = (accounts[Int(history[slot].debit.rawValue)], accounts[Int(history[slot].credit.rawValue)])
    precondition(debit.balance + credit.balance == sumBefore, "a settlement created or destroyed money")
    precondition(debit.debitsPending >= 0 && credit.creditsPending >= 0, "a hold was settled twice")
    history[slot].state = state
    history[slot].moved = moved
    pendingCount -= 1
    let transfer = history[slot]
    journal?.append(
      state == .posted ? .post : .void, transfer.id, debit: transfer.debit, credit: transfer.credit,
      amount: state == .posted ? moved : transfer.amount, code: transfer.code)
    if state == .voided, let time = journal?.entries.last?.time, time > transfer.deadline { history[slot].state = .expired }
  }

  /// The next slot of the history, past what is still pending once it is at its bound.
  private func freeSlot() throws(LedgerError) -> Int {
    guard case .last(let capacity) = retention, history.count == capacity else { return history.count }
    for _ in 0..<capacity {
      let slot = oldest
      oldest = oldest + 1 == capacity ? 0 : oldest + 1
      if history[slot].state != .pending { return slot }
    }
    throw .historyFull(capacity: capacity)
  }

  private func record(_ transfer: Transfer, _ slot: Int) {
    if slot == history.count {
      history.append(transfer)
    } else {
      index.remove(history[slot].id)
      history[slot] = transfer
    }
    index.insert(transfer.id, at: slot)
    transferCount += 1
    guard let journal else { return }
    let kind: JournalEntry.Kind =
      switch (transfer.state == .rejected, transfer.isTwoPhase) {
      case (false, false): .transfer
      case (false, true): .hold
      case (true, false): .refusedTransfer
      case (true, true): .refusedHold
      }
    journal.append(
      kind, transfer.id, debit: transfer.debit, credit: transfer.credit, amount: transfer.amount, code: transfer.code,
      name: transfer.timeout > 0 ? "\(transfer.timeout)" : "")
    if kind == .hold, transfer.timeout > 0 { limit(slot, to: transfer.timeout, since: journal.entries.last!.time) }
  }

  // MARK: Undoing

  /// One operation; a batch of its own where it has to be on a disk before it counts.
  @inline(__always)
  private func step(_ operation: () throws(LedgerError) -> Receipt) throws(LedgerError) -> Receipt {
    guard let journal, journal.file != nil, marks.isEmpty else {
      if !deadlines.isEmpty { expire() }
      return try operation()
    }
    begin()
    if !deadlines.isEmpty { expire() }
    let receipt: Receipt
    do { receipt = try operation() } catch {
      try commit()  // a refusal that is final is as durable as a success
      throw error
    }
    try commit()
    return receipt
  }

  @inline(__always)
  private func remember(_ change: @autoclosure () -> Undo.Change, _ debit: AccountID, _ credit: AccountID) {
    if marks.isEmpty { return }
    undo.append(
      Undo(
        change: change(), debit: (debit, accounts[Int(debit.rawValue)]), credit: (credit, accounts[Int(credit.rawValue)])))
  }

  /// The line that is about to be forgotten.
  private func replaced(_ slot: Int) -> Transfer? { slot < history.count ? history[slot] : nil }

  func putBack(_ undo: Undo) {
    accounts[Int(undo.debit.id.rawValue)] = undo.debit.books
    accounts[Int(undo.credit.id.rawValue)] = undo.credit.books
    switch undo.change {
    case .opened:
      accounts.removeLast()
      names.removeLast()
    case .entered(let slot, let replaced):
      if history[slot].state == .pending { pendingCount -= 1 }
      index.remove(history[slot].id)
      transferCount -= 1
      if let replaced {
        history[slot] = replaced
        index.insert(replaced.id, at: slot)
      } else {
        history.removeLast()
      }
    case .settled(let slot, let transfer):
      history[slot] = transfer
      pendingCount += 1
      if transfer.timeout > 0 { watch(transfer) }
    }
  }
}

private func sum(_ a: Int64, _ b: Int64, _ c: Int64) -> Int64? {
  let (ab, overflowAB) = a.addingReportingOverflow(b)
  let (abc, overflowABC) = ab.addingReportingOverflow(c)
  return overflowAB || overflowABC ? nil : abc
}
