import Interface

/// Stakes, rewards or disputes as scripts hold them, whose money is in an account of a ledger.
///
/// What was done is noted in the ledger's journal, so that who opens the same books again finds everything as it was, and an
/// undone batch is undone here too: whatever happens, the account holds what this says.
protocol Settlement: PassableObject {
  /// The account that holds the money; its notes begin with this.
  static var account: String { get }
  var book: ScriptLedger { get }
  /// The ledger's count of undoings when this was read.
  var seen: Int { get set }
  /// Starts afresh.
  func reset(isRestoring: Bool)
  /// Does one thing, for the first time or again.
  func apply(_ operation: inout Operation) throws -> Int64
  /// All notes are read.
  func restored()
}

extension Settlement {
  /// Reads what the journal says was done.
  func restore() throws {
    reset(isRestoring: true)
    seen = book.undone
    for entry in book.journal.entries where entry.kind == .note && entry.name.hasPrefix(Self.account + " ") {
      var operation = Operation(entry.name)
      _ = operation.word()
      _ = try apply(&operation)
    }
    restored()
  }

  /// Does one thing and notes it, or neither.
  @discardableResult
  func perform(_ words: any CustomStringConvertible...) throws -> Int64 {
    try refresh()
    return try book.together {
      let text = ([Self.account] + words.map(\.description)).joined(separator: " ")
      var operation = Operation(text)
      _ = operation.word()
      let result = try apply(&operation)
      book.ledger.note(text)
      return result
    }
  }

  /// Takes up what was undone since.
  func refresh() throws { if seen != book.undone { try restore() } }
}

/// What was done, word by word; the last may have spaces.
struct Operation {
  private var rest: Substring

  init(_ text: String) { rest = text[...] }

  mutating func word() -> String {
    let end = rest.firstIndex(of: " ") ?? rest.endIndex
    defer { rest = end < rest.endIndex ? rest[rest.index(after: end)...] : rest[end...] }
    return String(rest[..<end])
  }

  mutating func integer() throws -> Int64 {
    let word = word()
    guard let number = Int64(word), number >= 0 else {
      throw ScriptError("the books' journal has a note that isn't one of ours: '\(word)' is no number of at least 0")
    }
    return number
  }

  mutating func account(of book: ScriptLedger) throws -> AccountID {
    let number = try integer()
    guard (0..<Int64(book.ledger.accountCount)).contains(number) else { throw ScriptError("the books' journal has a note about account #\(number), which isn't there") }
    return AccountID(rawValue: UInt32(number))
  }

  mutating func remainder() -> String { String(rest) }
}

/// The settlements of a ledger that are in use: one an account, so that no two count the same money.
final class SettlementRegister {
  private struct Holder { weak var settlement: (any Settlement)? }
  private var holders: [String: Holder] = [:]

  /// The one in use, or one that `make` makes and the journal fills.
  ///
  /// - Throws: where what is in use was opened with other terms.
  func find<Held: Settlement>(_ make: () throws -> Held, isSame: (Held) -> Bool) throws -> Held {
    if let held = holders[Held.account]?.settlement as? Held {
      guard isSame(held) else { throw ScriptError("economy.\(Held.className): these books' \(Held.account) are in use on other terms") }
      return held
    }
    let new = try make()
    try new.restore()
    holders[Held.account] = Holder(settlement: new)
    return new
  }
}

extension ScriptLedger {
  /// The account that holds a settlement's money, on which nobody else moves any.
  ///
  /// - Throws: in a batch, of whose undoing the settlement would not know, and for money there that no settlement took.
  func holder(of settlement: any Settlement.Type) throws -> AccountID {
    let name = settlement.account, owner = "economy.\(settlement.className)"
    if ledger.isInBatch { throw ScriptError("\(owner): a batch is under way: what it undoes would not be known here") }
    if has(name) {
      let account = try anyAccount(name)
      let isKnown = journal.entries.contains { $0.kind == .note && $0.name.hasPrefix(name + " ") }
      if !isKnown, ledger.balance(of: account) != 0 || ledger.available(to: account) != 0 {
        throw ScriptError("\(owner): account '\(name)' has money that it did not take")
      }
      try claim(account, for: owner)
      return account
    }
    try keep(for: owner) { ledger.open(name) }
    return try anyAccount(name)
  }

  /// The account of that name, opened if there is none.
  func opened(_ name: String) throws -> AccountID {
    if !has(name) { try open(name, isIssuer: false) }
    return try account(name)
  }

  /// Seconds as the books count time.
  static func microseconds(_ seconds: Double) -> Int64 { Int64((seconds * 1e6).rounded()) }
}
