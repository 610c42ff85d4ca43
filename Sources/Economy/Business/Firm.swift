import Kernels
import Simulation

/// One business in a market: a tenancy of a seat, from its founding to its end. Its successor on the seat is another.
struct Firm {
  let seat: Int
  /// Of the entries.
  let strategy: Int
  /// Of the market's rules: the text and options it follows.
  let rule: Int
  let founded: Microseconds
  let wallet: AccountID
  /// What it has set aside for upkeep.
  let prepaid: AccountID
  /// Standard nodes it has in all.
  var capacity = 1.0
  /// What its adapters know, a share for each domain.
  var skills: [Double]
  var isOpen = true
  /// Whether it has gone out of business, and when.
  var closed: Microseconds?
  /// When everything accepted so far will be done.
  var busyUntil: Microseconds = 0
  /// Payments it is owed for work in progress, in µrUv.
  var owed: Int64 = 0
  /// Exponential averages: of the time computing, over two hours; of bids won, over fifty.
  var heat = 0.0
  private var heatTime: Microseconds = 0
  private(set) var winRate = 0.0
  private(set) var bids: Int64 = 0
  private(set) var wins: Int64 = 0
  var failures: Int64 = 0
  var lastClearing: Int64 = 0
  var busyTime: Microseconds = 0
  /// Earned and paid since midnight, and in all, in µrUv. Capital, stake and prepayment are neither.
  private(set) var earnedToday: Int64 = 0
  private(set) var paidToday: Int64 = 0
  /// Of the last day that ended.
  private(set) var lastProfit: Int64 = 0
  private(set) var earned: Int64 = 0
  private(set) var paid: Int64 = 0

  init(seat: Int, strategy: Int, rule: Int, founded: Microseconds, wallet: AccountID, prepaid: AccountID, domains: Int) {
    self.seat = seat
    self.strategy = strategy
    self.rule = rule
    self.founded = founded
    self.wallet = wallet
    self.prepaid = prepaid
    skills = [Double](repeating: 0, count: domains)
    busyUntil = founded
    heatTime = founded
  }

  var isAlive: Bool { closed == nil }

  mutating func earn(_ amount: Int64) {
    earnedToday += amount
    earned += amount
  }

  mutating func pay(_ amount: Int64) {
    paidToday += amount
    paid += amount
  }

  var profitToday: Int64 { earnedToday - paidToday }

  mutating func endDay() {
    lastProfit = profitToday
    earnedToday = 0
    paidToday = 0
  }

  mutating func noteBid(won: Bool) {
    bids += 1
    if won { wins += 1 }
    winRate += ((won ? 1 : 0) - winRate) / min(50, Double(bids))
  }

  /// Brings the average of the time computing to the present.
  mutating func warm(to now: Microseconds) {
    guard now > heatTime else { return }
    let kept = Reproducible.exp(-Double(now - heatTime) / 7_200e6)
    heat = heat * kept + (busyUntil >= now ? 1 - kept : 0)
    heatTime = now
  }
}

/// Where a business stands: a machine that stays when its owner goes.
struct Seat {
  /// In standard nodes.
  let speed: Double
  /// What its power costs, over the median node's.
  let thirst: Double

  /// What power costs at an hour of the day, over the mean: dear in the evening. An assumption.
  static func tariff(_ hour: Double) -> Double { 1 + 0.35 * Reproducible.cos((hour - 19) * Double.pi / 12) }
}
