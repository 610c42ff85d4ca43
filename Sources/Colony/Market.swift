import Economy
import Kernels
import Policies
import Simulation

/// The money side of a colony: everybody's accounts, the compute pool, and the rules that price, bid, clear and rate.
final class Market {
  /// µrUv a node starts with: about three times what its requests cost in an hour.
  static let initialBalance: Int64 = 200 * Voucher.micros
  /// µrUv the pool first asks for a unit.
  static let initialPrice: Int64 = 8_000
  /// Mean tasks a node that the pool starts with: deep enough that the price tells the load and doesn't run away.
  static let poolDepth = 15.0
  /// Of the payment, from the requester to the treasury, in basis points.
  static let taskFee: Int64 = 200
  /// At risk for a bidder until it opens its bid, and for the winner until it has delivered, in µrUv.
  static let bond: Int64 = 20_000
  /// How long a requester may dispute a result; the reward vests at its end.
  static let disputeWindow: Microseconds = .seconds(30)

  let ledger = Ledger(retention: .last(1 << 18))
  private let issuer: AccountID
  let treasury: AccountID
  /// Forfeited bonds.
  let penalties: AccountID
  let fund: AccountID
  let wallets: [AccountID]
  private let escrow: Escrow
  private var vesting: Vesting
  let pool: ComputePool
  let auction: AuctionRule
  let bidding: BiddingRule
  let reputation: ReputationRule
  /// Sealed auctions that ended, to be used again.
  private var spare: [SealedAuction] = []

  /// - Parameter meanUnits: of a task.
  init(nodes: Int, meanUnits: Double, seed: UInt64) throws {
    let ledger = ledger
    issuer = ledger.open("issuer", limit: .creditsMustNotExceedDebits)
    treasury = ledger.open("treasury")
    penalties = ledger.open("penalties")
    fund = ledger.open("discounts")
    wallets = (0..<nodes).map { ledger.open("node \($0 + 1)") }
    escrow = Escrow(ledger)
    vesting = Vesting(ledger)

    let depth = max(1_000, Int64((Self.poolDepth * Double(nodes) * meanUnits).rounded()))
    let reserve = depth * Self.initialPrice
    for (party, wallet) in wallets.enumerated() {
      try ledger.transfer(TransferID(.issue, task: 0, party: party), from: issuer, to: wallet, amount: Self.initialBalance, code: .issue)
    }
    try ledger.transfer(TransferID(.issue, task: 1), from: issuer, to: treasury, amount: 4 * reserve, code: .issue)
    try ledger.transfer(TransferID(.issue, task: 2), from: issuer, to: fund, amount: reserve / 10, code: .issue)

    pool = try ComputePool(
      ledger, units: depth, tokens: reserve, provider: treasury,
      fund: DiscountFund(account: fund, cap: reserve / 1_000, window: .seconds(60)), seed: seed)
    auction = AuctionRule(seed: seed)
    bidding = BiddingRule(seed: seed)
    reputation = ReputationRule(count: nodes, seed: seed)
  }

  // MARK: Sealed auctions

  func openAuction(_ task: Int, close: Microseconds, end: Microseconds) -> SealedAuction {
    let auction = spare.popLast() ?? SealedAuction(ledger: ledger, bond: BidBond(amount: Self.bond, forfeits: penalties))
    auction.open(task: task, close: close, end: end)
    return auction
  }

  func retire(_ auction: SealedAuction) { spare.append(auction) }

  // MARK: A task's money, from award to end

  /// Sets the payment aside, takes the fee, and puts the winner's bond at risk.
  ///
  /// - Returns: false when the requester or the winner can't afford it; nothing has moved then.
  func award(_ task: Task, _ index: Int) -> Bool {
    let payer = wallets[Int(task.submitter)], winner = Int(task.winner)
    let fee = Self.fee(on: task.payment)
    guard task.payment > 0, ledger.available(to: payer) >= task.payment + fee,
      ledger.available(to: wallets[winner]) >= Self.bond
    else { return false }
    book { () throws(LedgerError) in
      try escrow.open(task: index, payer: payer, amount: task.payment)
      if fee > 0 { try ledger.transfer(TransferID(.taskFee, task: index), from: payer, to: treasury, amount: fee, code: .taskFee) }
      try ledger.hold(TransferID(.stake, task: index, party: winner), from: wallets[winner], to: penalties, amount: Self.bond, code: .stake)
    }
    return true
  }

  static func fee(on payment: Int64) -> Int64 { mulDiv(payment, taskFee, 10_000, .ceil) ?? 0 }

  /// The result is there: the payment becomes a reward that vests when the dispute window closes.
  func deliver(_ task: Task, _ index: Int, at now: Microseconds) {
    let winner = Int(task.winner)
    book { () throws(LedgerError) in
      try ledger.void(TransferID(.stake, task: index, party: winner))
      try escrow.pay(task: index, to: treasury, amount: task.payment)
    }
    do {
      try vesting.grant(
        task: index, from: treasury, to: wallets[winner], amount: task.payment, cliff: Self.disputeWindow,
        duration: Self.disputeWindow, at: now)
    } catch { preconditionFailure("task \(index): the reward could not be granted: \(error)") }
  }

  /// No result: the requester has its money back, and an executor at fault loses its bond.
  func fail(_ task: Task, _ index: Int, executorAtFault: Bool) {
    let stake = TransferID(.stake, task: index, party: Int(task.winner))
    book { () throws(LedgerError) in
      try escrow.refund(task: index)
      if executorAtFault { try ledger.post(stake) } else { try ledger.void(stake) }
    }
  }

  /// Stops the reward's clock while referees look at the result.
  func dispute(_ task: Task, _ index: Int, at now: Microseconds) {
    vest { () throws(VestingError) in try vesting.dispute(grant(task, index), at: now) }
  }

  /// The referees found against the executor: the reward goes back to the requester.
  func clawBack(_ task: Task, _ index: Int, at now: Microseconds) {
    vest { () throws(VestingError) in try vesting.clawBack(grant(task, index), to: wallets[Int(task.submitter)], at: now) }
  }

  /// The referees found for the executor: the clock goes on where it stopped.
  func dismiss(_ task: Task, _ index: Int, at now: Microseconds) {
    vest { () throws(VestingError) in try vesting.dismiss(grant(task, index), at: now) }
  }

  /// Pays out what has vested, in µrUv.
  func release(_ task: Task, _ index: Int, at now: Microseconds) -> Int64 {
    do throws(VestingError) { return try vesting.release(grant(task, index), at: now) } catch {
      preconditionFailure("task \(index): the reward could not be released: \(error)")
    }
  }

  private func grant(_ task: Task, _ index: Int) -> TransferID {
    TransferID(.grant, task: index, party: Int(wallets[Int(task.winner)].rawValue))
  }

  /// What was checked before can't fail; if it does, the books are wrong and the run must not go on.
  private func book(_ body: () throws(LedgerError) -> Void) {
    do throws(LedgerError) { try body() } catch { preconditionFailure("the colony's books are wrong: \(error)") }
  }

  private func vest(_ body: () throws(VestingError) -> Void) {
    do throws(VestingError) { try body() } catch { preconditionFailure("the colony's rewards are wrong: \(error)") }
  }
}
