public import Interface
public import Simulation

/// What a market of businesses came to. Money in µrUv.
public struct BusinessResults: Sendable {
  /// What may become of a request.
  public enum End: Int, Sendable, CaseIterable {
    /// Right and in time.
    case served
    case wrong
    case late
    /// Nobody who could was asked less than the reserve.
    case unserved
    /// The pool asks more than the request is worth.
    case overpriced
  }

  public internal(set) var ended = [Int](repeating: 0, count: End.allCases.count)
  /// Value of what was served, and what all work cost.
  public internal(set) var welfare: Int64 = 0
  public internal(set) var cost: Int64 = 0
  /// From requesters to businesses, and to the treasury.
  public internal(set) var payments: Int64 = 0
  public internal(set) var fees: Int64 = 0
  public internal(set) var slashed: Int64 = 0
  public internal(set) var invested: Int64 = 0
  public internal(set) var adapters = 0
  /// In tenths of a standard node.
  public internal(set) var capacity: Int64 = 0
  public internal(set) var upkeeps = 0
  public internal(set) var closures = 0
  /// Payments by stretch of six hours and strategy.
  public private(set) var revenue: [[Int64]]
  /// How many businesses follow each strategy, at the end of each day.
  public private(set) var population: [[Int]] = []
  /// What the best assignment could have come to; nil in a market of more than four million pairs of request and seat.
  public internal(set) var bound: WelfareBound?

  public static let stretch: Microseconds = 21_600_000_000
  private static let pairsMax = 4_000_000

  init(strategies: Int, seats: Int, requests: Int, days: Int) {
    revenue = [[Int64]](repeating: [Int64](repeating: 0, count: strategies), count: 4 * days)
    bound = requests * seats <= Self.pairsMax ? WelfareBound(seats: seats, capacity: requests) : nil
  }

  /// Value served less the cost of all work.
  public var netWelfare: Int64 { welfare - cost }

  /// A payment that comes after the last day counts as its last stretch's.
  mutating func add(payment: Int64, strategy: Int, at now: Microseconds) {
    revenue[min(revenue.count - 1, Int(now / Self.stretch))][strategy] += payment
  }

  mutating func noteDay(_ day: Int, strategies: [Int]) {
    var counts = [Int](repeating: 0, count: revenue[0].count)
    for strategy in strategies { counts[strategy] += 1 }
    population.append(counts)
  }
}

extension BusinessMarket {
  /// What became of a strategy, all its businesses together.
  public struct Standing: Sendable {
    public var earned: Int64 = 0
    /// Earned less paid, in µrUv: a loss is negative.
    public var profit: Int64 = 0
    public var bids: Int64 = 0
    public var wins: Int64 = 0
    public var failures: Int64 = 0
    /// Share of its businesses' time spent computing.
    public var utilization = 0.0
    /// How many follow it now, and how many went out of business.
    public var living = 0
    public var closed = 0
    /// Whether its text was suspended for breaking its contract.
    public var isSuspended = false
  }

  /// By strategy, in the order of the entries.
  public var standings: [Standing] {
    var standings = [Standing](repeating: Standing(), count: entries.count)
    var busy = [Double](repeating: 0, count: entries.count), time = busy
    for firm in firms {
      let i = firm.strategy
      standings[i].earned += firm.earned
      standings[i].profit += firm.earned - firm.paid
      standings[i].bids += firm.bids
      standings[i].wins += firm.wins
      standings[i].failures += firm.failures
      standings[i].living += firm.isAlive ? 1 : 0
      standings[i].closed += firm.isAlive ? 0 : 1
      if rules[firm.rule].slot.suspension != nil { standings[i].isSuspended = true }
      busy[i] += firm.busyTime.inSeconds
      time[i] += max(0, (firm.closed ?? min(now, end)) - firm.founded).inSeconds
    }
    for i in entries.indices where time[i] > 0 { standings[i].utilization = min(1, busy[i] / time[i]) }
    return standings
  }

  /// What each seat's businesses earned, in µrUv.
  public var seatIncomes: [Int64] {
    var incomes = [Int64](repeating: 0, count: seats.count)
    for firm in firms { incomes[firm.seat] += firm.earned }
    return incomes
  }

  /// How many businesses live: as many as there are seats.
  public var livingCount: Int { firms.count { $0.isAlive } }
  /// How many there have been.
  public var foundedCount: Int { firms.count }

  /// The result's fingerprint: what became of every request, and every balance.
  public var resultDigest: String {
    var digest = digest
    for account in 0..<ledger.accountCount { digest.add(ledger.balance(of: AccountID(rawValue: UInt32(account)))) }
    digest.add(Int64(results.upkeeps))
    digest.add(Int64(results.closures))
    return digest.hexadecimal
  }

  /// Every suspension of a business's text so far, in order of strategy: what it did.
  public var suspensions: [String] { rules.compactMap { $0.slot.suspensions.first.map { "\($0.fault)" } } }
}

extension BusinessMarket {
  /// A living business as it stands. Money in µrUv.
  public struct Tenant {
    public let strategy: String
    public let options: Table
    public let founded: Microseconds
    /// Of its machine, in standard nodes, and what it made of it, as a multiple.
    public let speed: Double
    public let capacity: Double
    public let isOpen: Bool
    public let balance: Int64
    public let prepaid: Int64
    public let stake: Int64
    public let earned: Int64
    public let paid: Int64
    public let reputation: Double
    public let utilization: Double
    public let wins: Int64
    public let bids: Int64
    public let skills: [Double]
  }

  /// - Parameter seat: from 0.
  /// - Precondition: there is such a seat.
  public func tenant(of seat: Int) -> Tenant {
    let number = tenants[seat], firm = firms[number]
    return Tenant(
      strategy: entries[firm.strategy].name, options: inherited[firm.rule].options, founded: firm.founded, speed: seats[seat].speed,
      capacity: firm.capacity, isOpen: firm.isOpen, balance: ledger.available(to: firm.wallet), prepaid: ledger.available(to: firm.prepaid),
      stake: stakes.staked(by: firm.wallet), earned: firm.earned, paid: firm.paid,
      reputation: reputation.score(of: number, at: now / Self.reputationPace), utilization: firm.heat, wins: firm.wins, bids: firm.bids,
      skills: firm.skills)
  }
}
