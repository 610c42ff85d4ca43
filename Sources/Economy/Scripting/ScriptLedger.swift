import Interface

/// A ledger as scripts hold it: accounts go by their names, transfers by whole numbers.
final class ScriptLedger: PassableObject {
  static var className: String { "ledger" }

  let ledger = Ledger()
  private var accounts: [String: AccountID] = [:]
  /// The number of the next transfer that is given none.
  private var next: Int64 = 1
  private var tasks = 0

  /// Books with an issuer, named so, who pays each purse into an account opened for it.
  init(purses: Table) throws {
    if !purses.list.isEmpty { throw ScriptError("purses are given by account: { alice = 100 }") }
    try open(Self.issuer, isIssuer: true)
    for (key, value) in purses.fields {
      guard case .string(let name) = key, case .integer(let amount) = value, amount >= 0 else {
        throw ScriptError("a purse is a name and an amount of at least 0 µrUv: { alice = 100 }")
      }
      try open(name, purse: amount)
    }
  }

  private static let issuer = "issuer"

  func has(_ name: String) -> Bool { accounts[name] != nil }

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

  /// Opens an account into which the issuer pays `purse` µrUv.
  func open(_ name: String, purse: Int64) throws {
    try open(name, isIssuer: false)
    if purse > 0 { try ledger.transfer(id(nil), from: account(Self.issuer), to: account(name), amount: purse, code: .issue) }
  }

  /// The number of another task whose money goes through these books.
  func takeTask() -> Int {
    tasks += 1
    return tasks
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
}
