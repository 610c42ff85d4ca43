import Interface

/// A ledger as scripts hold it: accounts go by their names, transfers by whole numbers.
final class ScriptLedger: PassableObject {
  static var className: String { "ledger" }

  let ledger = Ledger()
  private var accounts: [String: AccountID] = [:]
  /// The number of the next transfer that is given none.
  private var next: Int64 = 1

  /// Books with an issuer, named so, who pays each purse into an account opened for it.
  init(purses: Table) throws {
    if !purses.list.isEmpty { throw ScriptError("purses are given by account: { alice = 100 }") }
    try open("issuer", isIssuer: true)
    let issuer = try account("issuer")
    for (key, value) in purses.fields {
      guard case .string(let name) = key, case .integer(let amount) = value, amount >= 0 else {
        throw ScriptError("a purse is a name and an amount of at least 0 µrUv: { alice = 100 }")
      }
      try open(name, isIssuer: false)
      if amount > 0 { try ledger.transfer(id(nil), from: issuer, to: account(name), amount: amount, code: .issue) }
    }
  }

  /// The account of that name.
  func account(_ name: String) throws -> AccountID {
    if let account = accounts[name] { return account }
    let hint = suggestion(for: name, among: accounts.keys.sorted()).map { " (did you mean '\($0)'?)" } ?? ""
    throw ScriptError("there is no account '\(name)'\(hint)")
  }

  func open(_ name: String, isIssuer: Bool) throws {
    if name.isEmpty { throw ScriptError("an account needs a name") }
    if accounts[name] != nil { throw ScriptError("account '\(name)' is open already") }
    accounts[name] = ledger.open(name, limit: isIssuer ? .creditsMustNotExceedDebits : .debitsMustNotExceedCredits)
  }

  /// The error with its account's name instead of its number.
  func named(_ error: LedgerError) -> ScriptError {
    guard let account = error.account else { return ScriptError("\(error)") }
    return ScriptError("\(error)".replacing("account \(account)", with: "account '\(ledger.name(of: account))'"))
  }

  func id(_ given: Int64?) -> TransferID {
    let id = given ?? next
    next = max(next, id == .max ? id : id + 1)
    return TransferID(rawValue: UInt64(id))
  }

  /// Name, balance, held and available of each account, in the order they were opened.
  var rows: [(name: String, account: Account)] {
    (0..<ledger.accountCount).map { index in
      let id = AccountID(rawValue: UInt32(index))
      return (ledger.name(of: id), ledger[id])
    }
  }

  /// The balances as a table of a few lines.
  var card: String {
    let shown = rows.prefix(20)
    var lines = ["ledger  \(count(ledger.accountCount, "account"))  \(count(ledger.transferCount, "transfer"))  issued \(Voucher.describe(ledger.issued))"]
    lines += columns(shown.map { row in
      let held = row.account.debitsPending
      return ["  " + row.name, Voucher.describe(row.account.balance), held > 0 ? "held \(Voucher.describe(held))" : ""]
    })
    if rows.count > shown.count { lines.append("  … \(rows.count - shown.count) more") }
    return lines.joined(separator: "\n")
  }
}

private func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

/// Rows of three cells, the second right-aligned.
private func columns(_ rows: [[String]]) -> [String] {
  let first = rows.map(\.[0].count).max() ?? 0
  let second = rows.map(\.[1].count).max() ?? 0
  return rows.map { row in
    let padded = row[0] + String(repeating: " ", count: first - row[0].count + 2 + second - row[1].count) + row[1]
    return row[2].isEmpty ? padded : padded + "  " + row[2]
  }
}
