import Interface
import Storage

/// A ledger as scripts hold it: accounts go by their names, transfers by whole numbers.
final class ScriptLedger: PassableObject {
  static var className: String { "ledger" }

  let ledger: Ledger
  private var accounts: [String: AccountID] = [:]
  /// Whom an account belongs to that scripts must not move money on: a pool's reserve is what its books say.
  private var owners: [AccountID: String] = [:]
  /// The number of the next transfer that is given none.
  private var next: Int64 = 1
  private var tasks = 0
  /// How often something was undone: what follows from the journal has to be read again then.
  private(set) var undone = 0
  /// Stakes, vesting rewards and disputes whose money is in these books, by the account that holds it.
  let settlements = SettlementRegister()
  private let clock: BookClock

  /// Books with an issuer, named so, who pays each purse into an account opened for it.
  ///
  /// - Parameter store: the file they are kept in, and resumed from: accounts that are there keep what they have.
  init(purses: Table, store: String? = nil) throws {
    if !purses.list.isEmpty { throw ScriptError("purses are given by account: { alice = 100 }") }
    let clock = BookClock(isWall: store != nil)
    self.clock = clock
    if let store {
      ledger = try Ledger(file: JournalFile(path: store), clock: { clock.now })
    } else {
      ledger = Ledger(journal: Journal(clock: { clock.now }))
    }
    EconomyInterface.enter(ledger)
    resume()
    try together {
      if !has(Self.issuer) { try open(Self.issuer, isIssuer: true) }
      var seen: Set<String> = []
      for (key, value) in purses.fields {
        guard case .string(let name) = key, case .integer(let amount) = value, amount >= 0 else {
          throw ScriptError("a purse is a name and an amount of at least 0 µrUv: { alice = 100 }")
        }
        guard seen.insert(name).inserted else { throw ScriptError("purse '\(name)' is there twice, in letters composed in two ways") }
        if !has(name) { try open(name, purse: amount) }
      }
    }
  }

  /// The journal, which every ledger of a script keeps.
  var journal: Journal { ledger.journal! }
  var file: JournalFile? { journal.file }

  /// Takes up names and numbers from what has happened.
  private func resume() {
    nameAccounts()
    for settlement in [ScriptStakes.self, ScriptVesting.self, ScriptCourt.self] as [any Settlement.Type] {
      guard let account = accounts[settlement.account] else { continue }
      let isKnown = journal.entries.contains { $0.kind == .note && $0.name.hasPrefix(settlement.account + " ") }
      if isKnown { owners[account] = "economy.\(settlement.className)" }
    }
    for entry in journal.entries where entry.kind != .account && entry.kind != .note {
      if entry.code == .bond { tasks = max(tasks, entry.id.task) }
      if entry.code == .issue || entry.code == .script { _ = id(Int64(bitPattern: entry.id.rawValue)) }
    }
  }

  private func nameAccounts() {
    accounts = [:]
    for index in 0..<ledger.accountCount {
      let id = AccountID(rawValue: UInt32(index))
      accounts[ledger.name(of: id)] = id
    }
  }

  /// Does all of it or, where it throws, nothing; with a file, in one commit.
  func together<Result>(_ body: () throws -> Result) throws -> Result {
    ledger.begin()
    let result: Result
    do { result = try body() } catch {
      ledger.rollBack()
      undone += 1
      nameAccounts()
      throw error
    }
    do throws(LedgerError) { try ledger.commit() } catch {
      undone += 1
      nameAccounts()
      throw named(error)
    }
    return result
  }

  /// Lets simulated time pass.
  func advance(seconds: Double) throws {
    if clock.isWall { throw ScriptError("ledger:advance: books kept in a file go by the clock on the wall") }
    let (sum, overflow) = clock.simulated.addingReportingOverflow(Int64((seconds * 1e6).rounded()))
    if overflow { throw ScriptError("ledger:advance: time would pass 2^63 − 1 µs") }
    clock.simulated = sum
    ledger.expire()
  }

  /// Ends the use of the file, which others may open then.
  func close() throws {
    guard let file else { throw ScriptError("ledger:close: these books are in memory only") }
    if ledger.isInBatch { throw ScriptError("ledger:close: a batch is under way") }
    file.close()
  }

  var isWallClock: Bool { clock.isWall }
  var now: Int64 { journal.now }

  private static let issuer = "issuer"

  func has(_ name: String) -> Bool { accounts[name] != nil }

  /// The account of that name, to move its money.
  func account(_ name: String) throws -> AccountID {
    let account = try anyAccount(name)
    if let owner = owners[account] { throw ScriptError("account '\(name)' belongs to \(owner): only its own operations move money on it") }
    return account
  }

  /// The account of that name, to read.
  func anyAccount(_ name: String) throws -> AccountID {
    if let account = accounts[name] { return account }
    let hint = suggestion(for: name, among: accounts.keys.sorted()).map { " (did you mean '\($0)'?)" } ?? ""
    throw ScriptError("there is no account '\(name)'\(hint)")
  }

  /// Opens an account by `open`, on which nobody else moves money from then on.
  ///
  /// - Parameter owner: completes "it belongs to".
  func keep(for owner: String, _ open: () throws -> AccountID) throws {
    try together {
      let account = try open()
      nameAccounts()
      owners[account] = owner
    }
  }

  /// From now on, only `owner` moves money on an account.
  func claim(_ account: AccountID, for owner: String) throws {
    if let other = owners[account], other != owner { throw ScriptError("account '\(ledger.name(of: account))' belongs to \(other)") }
    owners[account] = owner
  }

  func open(_ name: String, isIssuer: Bool) throws {
    if name.isEmpty { throw ScriptError("an account needs a name") }
    if name.unicodeScalars.contains("\u{FFFD}") { throw ScriptError("account '\(name)': a name is UTF-8 text: others would be one") }
    if accounts[name] != nil { throw ScriptError("account '\(name)' is open already") }
    try together {
      accounts[name] = ledger.open(name, limit: isIssuer ? .creditsMustNotExceedDebits : .debitsMustNotExceedCredits)
    }
  }

  /// Opens an account into which the issuer pays `purse` µrUv.
  func open(_ name: String, purse: Int64) throws {
    try together {
      try open(name, isIssuer: false)
      if purse > 0 { try ledger.transfer(id(nil), from: account(Self.issuer), to: account(name), amount: purse, code: .issue) }
    }
  }

  /// The number of another task whose money goes through these books.
  func takeTask() -> Int {
    tasks += 1
    return tasks
  }

  /// The error with its account's name instead of its number.
  func named(_ error: LedgerError) -> ScriptError { named(error, about: error.account) }

  func named(_ error: any Error, about account: AccountID?) -> ScriptError {
    guard let account else { return ScriptError("\(error)") }
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
