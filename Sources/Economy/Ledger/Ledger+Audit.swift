extension Ledger {
  /// Checks the whole books from their rows alone.
  ///
  /// - Throws: `LedgerError.imbalance` with the first thing that is wrong.
  /// - Complexity: O(*accounts* + *remembered transfers*)
  public func audit() throws(LedgerError) {
    var posted: Int128 = 0
    var pending: Int128 = 0
    for (i, account) in accounts.enumerated() {
      posted += Int128(account.debitsPosted) - Int128(account.creditsPosted)
      pending += Int128(account.debitsPending) - Int128(account.creditsPending)
      if account.debitsPending < 0 || account.creditsPending < 0 {
        throw .imbalance("account #\(i) has negative holds")
      }
      let isWithinLimit =
        switch account.limit {
        case .debitsMustNotExceedCredits: account.available >= 0
        case .creditsMustNotExceedDebits: account.balance + account.creditsPending <= 0
        }
      if !isWithinLimit { throw .imbalance("account #\(i) passed its limit: balance \(account.balance) µrUv") }
    }
    if posted != 0 { throw .imbalance("debits exceed credits by \(posted) µrUv") }
    if pending != 0 { throw .imbalance("held debits exceed held credits by \(pending) µrUv") }
    try auditHolds()
  }

  /// Every account's pending sums are those of the transfers still pending, which are never forgotten.
  private func auditHolds() throws(LedgerError) {
    var debits = ContiguousArray<Int64>(repeating: 0, count: accounts.count)
    var credits = debits
    var holds = 0
    for transfer in history where transfer.state == .pending {
      debits[Int(transfer.debit.rawValue)] += transfer.amount
      credits[Int(transfer.credit.rawValue)] += transfer.amount
      holds += 1
    }
    if holds != pendingCount { throw .imbalance("\(holds) holds are recorded, \(pendingCount) counted") }
    for i in accounts.indices where accounts[i].debitsPending != debits[i] || accounts[i].creditsPending != credits[i] {
      throw .imbalance("the holds of account #\(i) do not add up")
    }
  }

  /// What has been issued and not taken back, in µrUv: minus the sum of the issuers' balances.
  public var issued: Int64 {
    accounts.reduce(0) { $1.limit == .creditsMustNotExceedDebits ? $0 - $1.balance : $0 }
  }
}
