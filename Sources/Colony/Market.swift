import Economy
import Interface
import Kernels
import Policies
import Simulation
import Storage

/// The money side of a colony: everybody's accounts, the compute pool, and the rules that price, bid, clear and rate.
final class Market {
  /// µrUv a node starts with: about three times what its requests cost in an hour.
  static let initialBalance: Int64 = 200 * Voucher.micros
  /// µrUv the pool first asks for a unit.
  static let initialPrice: Int64 = 8_000
  /// Mean tasks a node that the pool starts with: deep enough that the price tells the load and doesn't run away.
  static let poolDepth = 15.0
  /// Of that, at stake against failing requesters.
  static let initialStake: Int64 = 20 * Voucher.micros

  /// What governance may change.
  var terms = MarketTerms()
  let ledger: Ledger
  /// Simulated time, for the journal.
  var now: Microseconds {
    get { clock.now }
    set { clock.now = newValue }
  }
  private let clock = MarketClock()
  private let issuer: AccountID
  let treasury: AccountID
  /// Forfeited bonds and slashed stakes.
  let penalties: AccountID
  let fund: AccountID
  let wallets: [AccountID]
  private let escrow: Escrow
  private var vesting: Vesting
  private var stakes: StakeBook
  let pool: ComputePool
  let auction: AuctionRule
  let bidding: BiddingRule
  let reputation: ReputationRule
  /// Sealed auctions that ended, to be used again.
  private var spare: [SealedAuction] = []

  /// - Parameter meanUnits: of a task.
  /// - Parameter books: where they are kept.
  init(nodes: Int, meanUnits: Double, seed: UInt64, books: Books) throws {
    let clock = clock
    let ledger =
      switch books {
      case .balances: Ledger(retention: .last(1 << 18))
      case .journal: Ledger(journal: Journal { clock.now })
      case .file(let file): try Ledger(file: file, clock: { clock.now })
      }
    self.ledger = ledger
    if case .file = books { ledger.begin() }
    issuer = ledger.open("issuer", limit: .creditsMustNotExceedDebits)
    treasury = ledger.open("treasury")
    penalties = ledger.open("penalties")
    fund = ledger.open("discounts")
    wallets = (0..<nodes).map { ledger.open("node \($0 + 1)") }
    escrow = Escrow(ledger)
    vesting = Vesting(ledger)
    stakes = StakeBook(ledger, unbonding: .seconds(7 * 86_400), evidenceWindow: .seconds(86_400))

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
    for node in 0..<nodes {
      try stakes.deposit(from: wallets[node], amount: Self.initialStake, at: 0)
      reputation.setStake(Self.initialStake, of: node)
    }
  }

  // MARK: The journal

  /// Where a market's books are kept.
  enum Books {
    /// In memory, with the last transfers only.
    case balances
    /// In memory, with everything that happened.
    case journal
    /// The same in a new file.
    case file(JournalFile)
  }

  /// From now on the journal is in a file that holds what has happened so far.
  func goOn(in file: JournalFile) throws(StorageError) {
    try ledger.goOn(in: file)
    ledger.begin()
  }

  /// Whether so much has happened since the last commit that it is worth one.
  var isCommitDue: Bool { ledger.journal.map { $0.unstoredCount >= Self.commitSize } ?? false }
  private static let commitSize = 1_000

  /// Puts what has happened on the disk. To be called between two events, so that the file never has half of one.
  ///
  /// - Throws: what the disk says. The books are as they were at the last commit then, and the colony can't go on.
  func keepBooks() throws(LedgerError) {
    guard ledger.isInBatch else { return }
    try ledger.commit()
    ledger.begin()
  }

  /// Commits, and lets others have the file.
  func closeBooks() throws(LedgerError) {
    guard ledger.isInBatch else { return }
    try ledger.commit()
    ledger.journal?.file?.close()
  }

  // MARK: Sealed auctions

  func openAuction(_ task: Int, close: Microseconds, end: Microseconds) -> SealedAuction {
    let auction = spare.popLast() ?? SealedAuction(ledger: ledger, bond: BidBond(amount: terms.bond, forfeits: penalties))
    auction.open(task: task, close: close, end: end, under: self.auction)
    return auction
  }

  func retire(_ auction: SealedAuction) {
    if auction.bond?.amount == terms.bond { spare.append(auction) }
  }

  /// Auctions from now on take another bond; those that are open keep theirs.
  func setBond(_ bond: Int64) {
    terms.bond = bond
    spare.removeAll()
  }

  // MARK: A task's money, from award to end

  /// Sets the payment aside and takes the fee.
  ///
  /// - Returns: false when the requester can't afford it; nothing has moved then.
  func award(_ task: Task, _ index: Int) -> Bool {
    let payer = wallets[Int(task.submitter)]
    let fee = task.fee
    guard task.payment > 0, ledger.available(to: payer) >= task.payment + fee else { return false }
    book { () throws(LedgerError) in
      try escrow.open(task: index, payer: payer, amount: task.payment)
      if fee > 0 { try ledger.transfer(TransferID(.taskFee, task: index), from: payer, to: treasury, amount: fee, code: .taskFee) }
    }
    return true
  }

  /// What the treasury takes of a payment, from the requester, in µrUv.
  func fee(on payment: Int64) -> Int64 { mulDiv(payment, terms.taskFee, 10_000, .ceil) ?? 0 }

  /// The result is there: the payment becomes a reward that vests when the dispute window closes.
  func deliver(_ task: Task, _ index: Int, at now: Microseconds) {
    let winner = Int(task.winner)
    book { () throws(LedgerError) in
      try escrow.pay(task: index, to: treasury, amount: task.payment)
    }
    do {
      try vesting.grant(
        task: index, from: treasury, to: wallets[winner], amount: task.payment, cliff: terms.disputeWindow,
        duration: terms.disputeWindow, at: now)
    } catch { preconditionFailure("task \(index): the reward could not be granted: \(error)") }
  }

  /// No result: the requester has its money back.
  func refund(_ index: Int) {
    book { () throws(LedgerError) in try escrow.refund(task: index) }
  }

  /// What a node has at stake, in µrUv.
  func stake(of node: Int) -> Int64 { stakes.staked(by: wallets[node]) }

  /// Whether a node may be asked for a bid.
  func hasMinimumStake(_ node: Int) -> Bool { terms.minimumStake == 0 || stake(of: node) >= terms.minimumStake }

  /// The executor failed its requester, or answered what referees contradict: part of its stake is gone.
  ///
  /// - Returns: how much, in µrUv.
  func slash(_ task: Task, _ index: Int, at now: Microseconds) -> Int64 {
    let node = Int(task.winner)
    do {
      let loss = try stakes.slash(
        wallets[node], part: terms.slashRate, of: 10_000, evidence: UInt64(index), committed: now, to: penalties, at: now)
      reputation.setStake(stakes.staked(by: wallets[node]), of: node)
      return loss
    } catch { preconditionFailure("task \(index): the stake could not be slashed: \(error)") }
  }

  /// Stops the reward's clock while referees look at the result.
  func dispute(_ task: Task, _ index: Int, at now: Microseconds) {
    vest { () throws(VestingError) in try vesting.dispute(grant(task, index), at: now) }
  }

  /// The referees found against the executor: the reward goes back to the requester.
  func clawBack(_ task: Task, _ index: Int, at now: Microseconds) {
    vest { () throws(VestingError) in try vesting.clawBack(grant(task, index), to: wallets[Int(task.submitter)], at: now) }
  }

  /// How long a task's reward vests: as long as disputes were taken when it was delivered.
  func disputeWindow(_ task: Task, _ index: Int) -> Microseconds { vesting.grant(grant(task, index))!.duration }

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

/// The simulated time a market's journal goes by.
private final class MarketClock {
  var now: Microseconds = 0
}
