import Interface

/// A compute pool as scripts hold it, with a ledger of its own: an issuer, the provider who founded it, and one trader.
final class ScriptPool: PassableObject {
  static var className: String { "pool" }

  let pool: ComputePool
  let trader: AccountID
  /// µrUv the trader starts with.
  static let purse: Int64 = 1_000_000_000_000

  init(units: Int64, tokens: Int64, seed: UInt64) throws {
    let ledger = Ledger()
    let issuer = ledger.open("issuer", limit: .creditsMustNotExceedDebits)
    let provider = ledger.open("provider")
    trader = ledger.open("trader")
    try ledger.transfer(TransferID(.issue, task: 0), from: issuer, to: provider, amount: max(tokens, 1), code: .issue)
    try ledger.transfer(TransferID(.issue, task: 1), from: issuer, to: trader, amount: Self.purse, code: .issue)
    EconomyInterface.enter(ledger)
    pool = try ComputePool(ledger, units: units, tokens: tokens, provider: provider, seed: seed)
  }
}
