/// One line of an account's history.
public struct StatementLine: Sendable, Equatable {
  public enum State: String, Sendable {
    case posted, held, completed, released, refused
  }
  /// In microseconds by the ledger's clock.
  public let time: Int64
  public let id: TransferID
  public let other: AccountID
  /// What came in and what went out, in µrUv: one of them, or neither where no money moved.
  public let credit: Int64
  public let debit: Int64
  /// What was asked for, in µrUv.
  public let amount: Int64
  /// After this line, in µrUv.
  public let balance: Int64
  public let code: TransferCode
  public let state: State
}

extension Journal {
  /// Everything that happened to an account, the oldest first.
  ///
  /// - Complexity: O(*entries*)
  public func statement(of account: AccountID) -> [StatementLine] {
    var lines: [StatementLine] = []
    var balance: Int64 = 0
    for entry in entries where entry.kind != .account && entry.kind != .note && (entry.debit == account || entry.credit == account) {
      let isPayer = entry.debit == account
      let moved = entry.moved
      balance += isPayer ? -moved : moved
      lines.append(
        StatementLine(
          time: entry.time, id: entry.id, other: isPayer ? entry.credit : entry.debit, credit: isPayer ? 0 : moved,
          debit: isPayer ? moved : 0, amount: entry.amount, balance: balance, code: entry.code, state: entry.state))
    }
    return lines
  }

  /// An account's balance as it was once everything up to `time` had happened, in µrUv.
  ///
  /// - Complexity: O(*entries*)
  public func balance(of account: AccountID, at time: Int64) -> Int64 {
    var balance: Int64 = 0
    for entry in entries {
      if entry.time > time { break }
      if entry.debit == account { balance -= entry.moved } else if entry.credit == account { balance += entry.moved }
    }
    return balance
  }
}

extension JournalEntry {
  /// What it moved from one account to the other, in µrUv.
  public var moved: Int64 { kind == .transfer || kind == .post ? amount : 0 }

  fileprivate var state: StatementLine.State {
    switch kind {
    case .account, .note, .transfer: .posted
    case .hold: .held
    case .post: .completed
    case .void: .released
    case .refusedTransfer, .refusedHold: .refused
    }
  }
}
