/// The accounts of a market of businesses that are nobody's wallet, funded at its founding.
struct BusinessAccounts {
  let issuer: AccountID
  /// All requesters.
  let requesters: AccountID
  /// Holds the units of work in progress, and the fees.
  let treasury: AccountID
  /// Give each business its capital, and get what is left of it.
  let investors: AccountID
  /// Sell power, machines and adapters, and rent out room.
  let suppliers: AccountID
  /// Perform upkeeps, for their fees.
  let keepers: AccountID
  let penalties: AccountID
  /// What the pool starts with, in compute units.
  let poolUnits: Int64

  init(_ ledger: Ledger, _ terms: BusinessTerms, _ demand: BusinessDemand, count: Int) throws(LedgerError) {
    issuer = ledger.open("issuer", limit: .creditsMustNotExceedDebits)
    requesters = ledger.open("requesters")
    treasury = ledger.open("treasury")
    investors = ledger.open("investors")
    suppliers = ledger.open("suppliers")
    keepers = ledger.open("keepers")
    penalties = ledger.open("penalties")
    let units = demand.requests.reduce(0.0) { $0 + Double($1.units) }
    let mean = units / Double(max(1, demand.requests.count))
    poolUnits = max(1_000, Int64(BusinessTerms.depth * Double(count) * mean))
    // Nobody pays more than a request's value and the fee on it.
    let value = demand.requests.reduce(Int64(1)) { $0 + $1.value }
    for (i, (account, amount)) in [
      (requesters, value + value / 10), (treasury, 8 * poolUnits * BusinessTerms.price), (investors, terms.capital * Int64(count * (demand.days + 1))),
    ].enumerated() where amount > 0 {
      try ledger.transfer(TransferID(.issue, task: i), from: issuer, to: account, amount: amount, code: .issue)
    }
  }
}
