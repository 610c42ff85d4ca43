import Interface
import Policies

/// A compute pool as scripts hold it: traders and providers go by the names of their accounts.
final class ScriptPool: PassableObject {
  static var className: String { "pool" }

  let pool: ComputePool
  let book: ScriptLedger
  /// Whether the accounts were there before this pool; if not, whoever trades gets one with a purse.
  let isLedgerGiven: Bool

  /// µrUv that who trades starts with, in books of the pool's own.
  static let purse: Int64 = 1_000_000_000_000
  /// Who trades where nobody is named, in books of the pool's own.
  static let trader = "trader"

  /// What a pool is founded with.
  struct Founding {
    var units: Int64
    var tokens: Int64
    var ledger: ScriptLedger?
    var provider = "provider"
    var name = "pool"
    var rule: (any Policy)?
    var fund: (account: String, cap: Int64, window: Int64)?
    var seed: UInt64 = 1
  }

  init(_ founding: Founding) throws {
    isLedgerGiven = founding.ledger != nil
    let book = try founding.ledger ?? ScriptLedger(purses: Table())
    self.book = book
    let slot = PolicySlot(Pricing.kind)
    if let rule = founding.rule { slot.use(rule) }
    if book.ledger.isInBatch { throw ScriptError("economy.pool: a batch is under way: what it undoes a pool would not know") }
    if book.has(founding.name) { throw ScriptError("economy.pool: name: account '\(founding.name)' is open already") }
    if !isLedgerGiven {
      try book.open(founding.provider, purse: founding.tokens)
      if !book.has(Self.trader) { try book.open(Self.trader, purse: Self.purse) }
      if let fund = founding.fund, !book.has(fund.account) { try book.open(fund.account, purse: Self.purse) }
    }
    let provider = try book.account(founding.provider)
    let fund = try founding.fund.map { DiscountFund(account: try book.account($0.account), cap: $0.cap, window: $0.window) }
    var pool: ComputePool?
    do {
      try book.keep(for: "the pool") {
        pool = try ComputePool(
          book.ledger, name: founding.name, units: founding.units, tokens: founding.tokens, provider: provider, fund: fund, slot: slot,
          seed: founding.seed, at: book.now)
        return pool!.account
      }
    } catch let error as MarketError { throw book.named(error) }
    self.pool = pool!
  }

  /// The account of whoever trades.
  ///
  /// - Parameter name: nil for the one trader of a pool with books of its own.
  func account(_ name: String?) throws -> AccountID {
    if isLedgerGiven {
      guard let name else { throw ScriptError("the ledger is shared: say whose account it is by { by = \"alice\" }") }
      return try book.account(name)
    }
    let name = name ?? Self.trader
    if !book.has(name) { try book.open(name, purse: Self.purse) }
    return try book.account(name)
  }

  /// The account of that name, to read; without one that of the pool's one trader.
  func reader(_ name: String?) throws -> AccountID { try name.map(book.anyAccount) ?? account(nil) }

  /// A trade or whatever else moves money: all of it, or none where it throws or the disk does not take it.
  func together<Result>(_ body: (ComputePool, _ now: Int64) throws -> Result) throws -> Result {
    if book.ledger.isInBatch { throw ScriptError("a batch is under way: what it undoes the pool would not know") }
    // Only books in a file can refuse what the pool has done already.
    let before = book.file == nil ? nil : pool.state
    do { return try book.together { try body(pool, book.now) } } catch {
      if let before { pool.state = before }
      if let error = error as? MarketError { throw book.named(error) }
      throw error
    }
  }

  /// A question, whose errors name accounts.
  func ask<Result>(_ body: (ComputePool, _ now: Int64) throws(MarketError) -> Result) throws -> Result {
    do throws(MarketError) { return try body(pool, book.now) } catch { throw book.named(error) }
  }
}

extension ScriptLedger {
  /// The error with its account's name instead of its number.
  func named(_ error: MarketError) -> ScriptError {
    if case .ledger(let error) = error { return named(error) }
    return ScriptError("\(error)")
  }
}
