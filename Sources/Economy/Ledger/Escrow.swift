/// Money a requester has set aside for a task, until it is known who earned it.
///
/// The hold is a pending transfer into the escrow account; settling posts what is due and pays it on in the same step, so
/// that the escrow account is empty between steps and the unspent rest is the requester's again.
public struct Escrow {
  public let ledger: Ledger
  public let account: AccountID

  public init(_ ledger: Ledger) {
    self.ledger = ledger
    account = ledger.open("escrow")
  }

  /// Sets `amount` µrUv of the payer's aside for a task. Once a task.
  public func open(task: Int, payer: AccountID, amount: Int64) throws(LedgerError) {
    try ledger.hold(TransferID(.escrow, task: task), from: payer, to: account, amount: amount, code: .escrow)
  }

  /// Pays `amount` µrUv of what was set aside to the payee and gives the rest back. Idempotent.
  public func pay(task: Int, to payee: AccountID, amount: Int64) throws(LedgerError) {
    let hold = TransferID(.escrow, task: task)
    let payment = TransferID(.payment, task: task)
    if payee == account { throw .sameAccount(payee) }
    try ledger.batch { () throws(LedgerError) in
      try ledger.post(hold, amount: amount)
      try ledger.transfer(payment, from: account, to: payee, amount: amount, code: .payment)
    }
  }

  /// Gives everything back. Idempotent.
  public func refund(task: Int) throws(LedgerError) {
    try ledger.void(TransferID(.escrow, task: task))
  }

  /// What is set aside for a task, in µrUv: 0 once it is settled.
  public func held(task: Int) -> Int64 {
    guard let hold = ledger.transfer(TransferID(.escrow, task: task)), hold.state == .pending else { return 0 }
    return hold.amount
  }
}
