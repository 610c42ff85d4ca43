import Kernels
import Policies

extension Auction {
  /// What every auction rule keeps, whatever its strategy.
  static var laws: [Law] {
    [
      Law("the winner is feasible", "A bid that misses deadline, quality or reserve never wins.") { policy, random in
        try forRandomMarkets(policy, &random) { market in
          guard let winner = market.frame.integerResult(Result.winner) else { return nil }
          guard winner >= 1, winner <= market.bids.count else { return "winner is \(winner)" }
          return market.bids.feasible[Int(winner) - 1] == 0 ? "winner \(winner) is not feasible" : nil
        }
      },
      Law("pays at least the price asked", "Nobody works below the price it asked.") { policy, random in
        try forRandomMarkets(policy, &random) { market in
          guard let winner = market.validWinner, let payment = market.frame.integerResult(Result.payment) else { return nil }
          let price = market.bids.prices[winner]
          return payment < price ? "pays \(payment) for a bid of \(price)" : nil
        }
      },
      Law("pays at most the reserve", "The requester never pays more than the reserve.") { policy, random in
        try forRandomMarkets(policy, &random) { market in
          guard market.validWinner != nil, let payment = market.frame.integerResult(Result.payment) else { return nil }
          return payment > market.reserve ? "pays \(payment) with a reserve of \(market.reserve)" : nil
        }
      },
      Law("pays nothing without a winner", "Losers and nobody get 0.") { policy, random in
        try forRandomMarkets(policy, &random) { market in
          let payment = market.frame.integerResult(Result.payment)
          if market.frame.integerResult(Result.winner) == nil, let payment, payment != 0 { return "pays \(payment) to nobody" }
          return market.validWinner != nil && payment == nil ? "names a winner without a payment" : nil
        }
      },
      Law("no feasible bid means no winner", "An empty market, or one of infeasible bids, ends without an award.") { policy, random in
        try forRandomMarkets(policy, &random, feasibleShare: 0) { market in
          market.frame.integerResult(Result.winner).map { "awards bid \($0)" }
        }
      },
      Law("the order of bids is irrelevant", "The same bids in another order have the same winner and payment.") { policy, random in
        try forRandomMarkets(policy, &random) { market in
          let node = market.validWinner.map { market.bids.nodes[$0] }
          let payment = market.frame.integerResult(Result.payment)
          try market.reverse()
          let again = market.validWinner.map { market.bids.nodes[$0] }
          if node != again { return "node \(text(node)) wins, in reverse order node \(text(again))" }
          let paid = market.frame.integerResult(Result.payment)
          return payment != paid ? "pays \(text(payment)), in reverse order \(text(paid))" : nil
        }
      },
    ]
  }

  /// Puts 64 random markets of up to nine bids to the policy; `problem` says what is wrong with its answer.
  private static func forRandomMarkets(
    _ policy: any Policy, _ random: inout RandomStream, feasibleShare: Double = 0.8,
    _ problem: (Market) throws -> String?
  ) throws {
    let market = Market(policy, random)
    for _ in 0..<64 {
      market.draw(&random, feasibleShare: feasibleShare)
      try market.clear()
      if let problem = try problem(market) { throw LawViolation("\(market.description): \(problem)") }
    }
  }

  private static func text<T>(_ value: T?) -> String { value.map { "\($0)" } ?? "nil" }
}

/// Bids as a law puts them to a policy, with nothing between the two.
private final class Market: CustomStringConvertible {
  let policy: any Policy
  let frame: PolicyFrame
  private(set) var bids = BidBook(capacity: 16)
  private(set) var reserve: Int64 = 0
  private var task: UInt64 = 0

  init(_ policy: any Policy, _ random: RandomStream) {
    self.policy = policy
    frame = PolicyFrame(Auction.kind, random: random)
  }

  /// Few distinct prices, so that ties are common; feasible bids never ask more than the reserve.
  func draw(_ random: inout RandomStream, feasibleShare: Double) {
    task += 1
    bids.removeAll()
    let scale: Int64 = [10, 1_000, 5_000_000][random.below(3)]
    reserve = Int64(1 + random.below(10)) * scale
    for node in 0..<random.below(10) {
      let price = Int64(random.below(12)) * scale + (random.below(2) == 0 ? 0 : 1)
      bids.add(
        node: node, price: price, isFeasible: random.uniform() < feasibleShare && price <= reserve,
        latency: Int64(random.below(200_000)), quality: random.uniform(), reputation: random.uniform())
      bids.ties[node] = Int64(bitPattern: random.next() >> 1)
    }
  }

  func clear() throws {
    frame.random = RandomStream(seed: task, "law").state
    frame.now += 1_000
    frame.lendArgument(Auction.Argument.prices, bids.prices, count: bids.count)
    frame.lendArgument(Auction.Argument.feasible, bids.feasible, count: bids.count)
    frame.set(Auction.Field.reserve, reserve)
    frame.set(Auction.Field.count, Int64(bids.count))
    frame.set(Auction.Field.units, Int64(10))
    frame.lend(Auction.Field.latency, bids.latencies, count: bids.count)
    frame.lend(Auction.Field.quality, bids.qualities, count: bids.count)
    frame.lend(Auction.Field.reputation, bids.reputations, count: bids.count)
    frame.lend(Auction.Field.tie, bids.ties, count: bids.count)
    defer { frame.endCall() }
    try policy.call(0, instance: 0, frame)
    try frame.checkResults(0, of: policy)
  }

  /// The same bids the other way round, cleared again.
  func reverse() throws {
    let reversed = BidBook(capacity: 16)
    for i in (0..<bids.count).reversed() {
      reversed.add(
        node: bids.nodes[i], price: bids.prices[i], isFeasible: bids.feasible[i] != 0, latency: bids.latencies[i],
        quality: bids.qualities[i], reputation: bids.reputations[i])
      reversed.ties[reversed.count - 1] = bids.ties[i]
    }
    bids = reversed
    try clear()
  }

  var validWinner: Int? {
    guard let winner = frame.integerResult(Auction.Result.winner), winner >= 1, winner <= bids.count else { return nil }
    return Int(winner) - 1
  }

  var description: String {
    let asked = (0..<bids.count).map { "\(bids.prices[$0])\(bids.feasible[$0] == 0 ? " (infeasible)" : "")" }
    return "bids [\(asked.joined(separator: ", "))], reserve \(reserve)"
  }
}
