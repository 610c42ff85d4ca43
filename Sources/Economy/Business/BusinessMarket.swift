import Kernels
public import Policies
public import Simulation

/// A market of autonomous businesses over days: they bid for requests, buy adapters and capacity, lock stake, act by
/// their triggers, go out of business, and are succeeded by copies of profitable ones.
///
/// Simulated are time, demand, the machines' speed, the price of power, and a model of what adapters save and how often
/// answers are right. Computed are every bid, every clearing by the auction rule in force, every price of the pool, every
/// score of reputation and every transfer. There is no network and no learning of weights, and bids are not sealed: the
/// market itself holds the envelopes. One seed gives the same bytes again. It belongs to one thread.
///
/// - Invariant: as many businesses live as there are seats; the books balance; nobody spends what it hasn't.
public final class BusinessMarket {
  public let terms: BusinessTerms
  public let entries: [BusinessEntry]
  public let demand: BusinessDemand
  public let ledger: Ledger
  public let auction: AuctionRule
  public let pool: ComputePool

  /// Puts a text in force in a slot; throws where it can't be.
  public typealias Hiring = (_ plugin: String, BusinessEntry, PolicySlot) throws(SwapError) -> Void
  let hire: Hiring

  let accounts: BusinessAccounts
  let escrow: Escrow
  var stakes: StakeBook
  let reputation: ReputationRule
  let seats: [Seat]
  /// One a text and its options; the first so many are the entries'.
  var rules: [BusinessRule] = []
  var inherited: [BusinessEntry] = []
  /// Every business there was; `tenants` has the living one of each seat.
  var firms: [Firm] = []
  var tenants: [Int] = []
  let bids = BidBook(capacity: 16)
  var queue = EventQueue<BusinessEvent>()
  var next = 0
  var jobs: [Int: BusinessJob] = [:]
  /// Share of recent requests in each domain: an exponential average over 500.
  var demandShares: [Double]
  var moves = 0
  public internal(set) var results: BusinessResults
  var digest = Digest()
  let chance: RandomStream
  let mutations: RandomStream
  private var unaudited = 0

  /// - Parameters:
  ///   - slot: of `Auction.kind`; the market keeps the rule it holds.
  ///   - hire: puts an entry's text in force in a slot of `Business.kind`.
  /// - Throws: `SwapError` where an entry's text can't be put in force.
  public init(
    _ terms: BusinessTerms, entries: [BusinessEntry], demand: BusinessDemand, auction slot: PolicySlot = PolicySlot(Auction.kind),
    hire: @escaping Hiring
  ) throws {
    precondition(!entries.isEmpty && entries.allSatisfy { $0.copies > 0 }, "a market needs businesses")
    self.terms = terms
    self.entries = entries
    self.demand = demand
    self.hire = hire
    let count = entries.reduce(0) { $0 + $1.copies }
    ledger = Ledger(retention: .last(1 << 16))
    accounts = try BusinessAccounts(ledger, terms, demand, count: count)
    escrow = Escrow(ledger)
    stakes = StakeBook(ledger, unbonding: 2 * BusinessMarket.day + 1, evidenceWindow: 2 * BusinessMarket.day)
    reputation = ReputationRule(count: 0, seed: terms.seed)
    auction = AuctionRule(slot, seed: terms.seed)
    let depth = accounts.poolUnits
    pool = try ComputePool(ledger, units: depth, tokens: depth * BusinessTerms.price, provider: accounts.treasury, seed: terms.seed)
    let endowments = RandomStream(seed: terms.seed, "seat")
    seats = (0..<count).map { seat in
      var random = endowments.lane(UInt64(seat))
      return Seat(speed: Reproducible.exp(0.3 * random.normal()), thirst: Reproducible.exp(0.2 * random.normal()))
    }
    demandShares = [Double](repeating: 1 / Double(demand.domainCount), count: demand.domainCount)
    chance = RandomStream(seed: terms.seed, "serving")
    mutations = RandomStream(seed: terms.seed, "succession")
    results = BusinessResults(strategies: entries.count, seats: count, requests: demand.requests.count, days: demand.days)
    for entry in entries { _ = try rule(for: entry) }
    // Seats go to strategies in a shuffled order: no strategy has the same machines under every seed.
    var order = entries.indices.flatMap { [Int](repeating: $0, count: entries[$0].copies) }
    var deal = RandomStream(seed: terms.seed, "deal")
    for i in order.indices.reversed() where i > 0 { order.swapAt(i, deal.below(i + 1)) }
    for (seat, strategy) in order.enumerated() { found(seat, strategy: strategy, rule: strategy, at: 0) }
    for firm in tenants { invest(firm, at: 0) }
    queue.schedule(BusinessEvent(.midnight, 1), at: BusinessMarket.day)
    queue.schedule(BusinessEvent(.look, 1), at: BusinessMarket.quarter)
  }

  static let day: Microseconds = 86_400_000_000
  static let quarter: Microseconds = 900_000_000

  public var now: Microseconds { queue.now }
  /// When the last day is over.
  public var end: Microseconds { Microseconds(demand.days) * BusinessMarket.day }
  public var isDone: Bool { now >= end && jobs.isEmpty }

  /// Runs until a moment, or until the last day is over and all work is settled.
  ///
  /// - Returns: false when interrupted; it can go on.
  @discardableResult
  public func run(until time: Microseconds = .max, isInterrupted: () -> Bool = { false }) -> Bool {
    while !isDone {
      let arrival = next < demand.requests.count ? demand.requests[next].arrival : .max
      let event = queue.nextTime ?? .max
      guard min(arrival, event) <= time else {
        if time > now { queue.advance(to: time) }
        return true
      }
      if next & 255 == 0, isInterrupted() { return false }
      if arrival < event {
        queue.advance(to: arrival)
        next += 1
        serve(next - 1)
      } else if let event = queue.next() {
        handle(event)
      }
      unaudited += 1
      if unaudited == 1_000 { audit() }
    }
    audit()
    return true
  }

  private func handle(_ event: BusinessEvent) {
    switch event.kind {
    case .finish: finish(Int(event.subject))
    case .look:
      for firm in tenants { look(firm) }
      if now + BusinessMarket.quarter < end { queue.schedule(BusinessEvent(.look, event.subject + 1), at: now + BusinessMarket.quarter) }
    case .midnight:
      settleDay(Int(event.subject))
      if Int(event.subject) < demand.days { queue.schedule(BusinessEvent(.midnight, event.subject + 1), at: now + BusinessMarket.day) }
    }
  }

  /// Checks the whole of the books.
  private func audit() {
    unaudited = 0
    do throws(LedgerError) { try ledger.audit() } catch { preconditionFailure("\(error)") }
  }

  /// The rule for a text and its options, made where there is none.
  func rule(for entry: BusinessEntry) throws(SwapError) -> Int {
    let slot = PolicySlot(Business.kind)
    try hire(entry.plugin, entry, slot)
    rules.append(BusinessRule(slot, seed: terms.seed))
    var heritage = entry
    // A text's defaults are inherited, too; a native rule has none.
    if !slot.active.options.fields.isEmpty { heritage.options = slot.active.options }
    inherited.append(heritage)
    return rules.count - 1
  }

  /// A business takes a seat, with the capital its investors have.
  func found(_ seat: Int, strategy: Int, rule: Int, at now: Microseconds) {
    let number = firms.count
    let firm = Firm(
      seat: seat, strategy: strategy, rule: rule, founded: now, wallet: ledger.open("business \(number + 1)"),
      prepaid: ledger.open("upkeep \(number + 1)"), domains: demand.domainCount)
    firms.append(firm)
    if seat < tenants.count { tenants[seat] = number } else { tenants.append(number) }
    precondition(reputation.join(at: now) == number)
    let capital = min(terms.capital, ledger.available(to: accounts.investors))
    move(capital, from: accounts.investors, to: firm.wallet, .capital)
    lock(min(terms.stake, capital), of: number, at: now)
  }
}

/// What happens in a market of businesses besides arrivals.
struct BusinessEvent: BitwiseCopyable {
  enum Kind: UInt8 { case finish, look, midnight }
  let kind: Kind
  /// The request, or how many there were before.
  let subject: Int32

  init(_ kind: Kind, _ subject: Int32) {
    self.kind = kind
    self.subject = subject
  }
}

/// Work in progress.
struct BusinessJob {
  let firm: Int
  let awarded: Microseconds
  let payment: Int64
  let cost: Int64
}
