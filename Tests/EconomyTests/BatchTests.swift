import Economy
import Kernels
import Testing

private struct Floor {
  let ledger: Ledger
  let pool: ComputePool
  let traders: [AccountID]

  init(traders count: Int = 4, purse: Int64 = 2_000_000_000) throws {
    let ledger = Ledger()
    let issuer = ledger.open("issuer", limit: .creditsMustNotExceedDebits)
    let all = try (0...count).map { i in
      let account = ledger.open("trader \(i)")
      try ledger.transfer(TransferID(.issue, task: i), from: issuer, to: account, amount: purse, code: .issue)
      return account
    }
    self.ledger = ledger
    traders = Array(all.dropFirst())
    pool = try ComputePool(ledger, units: 100_000, tokens: 500_000_000, provider: all[0], seed: 1)
  }

  func wealth(_ trader: Int) -> Int64 { ledger.balance(of: traders[trader]) }
}

private func filled(_ outcome: Clearing.Outcome) -> Int64? {
  if case .filled(let amount) = outcome { amount } else { nil }
}

@Suite struct BatchTests {
  @Test func `everybody trades at one price, and the pool takes the difference`() throws {
    let floor = try Floor()
    try floor.pool.buy(3_000, for: floor.traders[2])
    let alone = try floor.pool.quoteBuy(1_000).price
    let cleared = try floor.pool.clear([
      Order(trader: floor.traders[0], side: .buy, units: 1_500, limit: .max), Order(trader: floor.traders[2], side: .sell, units: 2_000, limit: 0),
      Order(trader: floor.traders[1], side: .buy, units: 1_500, limit: .max),
    ])
    let amounts = cleared.outcomes.map(filled)
    #expect(cleared.net == 1_000 && amounts[0] == amounts[2])
    #expect(amounts[0] == mulDiv(alone, 1_500, 1_000, .ceil) && amounts[1] == mulDiv(alone, 2_000, 1_000, .floor))
    #expect(floor.pool.held(by: floor.traders[0]) == 1_500 && floor.pool.held(by: floor.traders[2]) == 1_000)
    try floor.ledger.audit()
  }

  @Test func `the order of orders changes nothing`() throws {
    for seed in 0..<50 as Range<UInt64> {
      var random = RandomStream(seed: seed, "shuffle")
      let (one, other) = (try Floor(), try Floor())
      for floor in [one, other] { for trader in floor.traders { try floor.pool.buy(5_000, for: trader) } }
      let orders = (0..<8).map { i in
        let side: Order.Side = random.below(2) == 0 ? .buy : .sell
        let units = Int64(1 + random.below(2_000))
        // Limits differ, so that no two orders are equally weak.
        return Order(trader: one.traders[i % 4], side: side, units: units, limit: units * Int64(6_000 + random.below(3_000)) + Int64(i))
      }
      let places = orders.indices.sorted { ($0 &* 37 &+ Int(seed)) % 11 < ($1 &* 37 &+ Int(seed)) % 11 }
      let (a, b) = (try one.pool.clear(orders), try other.pool.clear(places.map { orders[$0] }))
      #expect(a.net == b.net && one.pool.curve == other.pool.curve, "seed \(seed)")
      for (position, place) in places.enumerated() { #expect(filled(a.outcomes[place]) == filled(b.outcomes[position]), "seed \(seed)") }
    }
  }

  @Test(arguments: 0..<25 as Range<UInt64>)
  func `no batch lowers the product, breaks a limit, or pays who buys and sells in it`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "batch")
    let floor = try Floor()
    for round in 0..<50 {
      let before = floor.pool.curve.invariant
      let orders = (0..<1 + random.below(10)).map { _ in
        let side: Order.Side = random.below(2) == 0 ? .buy : .sell
        let units = [1, 5_000, 1 << 48, 0, Int64(1 + random.below(20_000))][random.below(5)]
        return Order(trader: floor.traders[random.below(4)], side: side, units: units, limit: Int64(random.below(3)) * units * Int64(4_000 + random.below(8_000)) / 2)
      }
      let (wealth, held) = (floor.traders.indices.map(floor.wealth), floor.traders.map(floor.pool.held))
      let cleared = try floor.pool.clear(orders)
      var paid = [Int64](repeating: 0, count: 4)
      for (order, outcome) in zip(orders, cleared.outcomes) {
        guard let amount = filled(outcome) else { continue }
        #expect(order.side == .buy ? amount <= order.limit : amount >= max(1, order.limit), "seed \(seed) round \(round)")
        paid[floor.traders.firstIndex(of: order.trader)!] += order.side == .buy ? amount : -amount
      }
      for trader in 0..<4 {
        #expect(floor.wealth(trader) == wealth[trader] - paid[trader])
        if floor.pool.held(by: floor.traders[trader]) == held[trader] { #expect(paid[trader] >= 0, "seed \(seed) round \(round): paid for nothing") }
      }
      #expect(floor.pool.curve.invariant >= before, "seed \(seed) round \(round)")
      #expect(floor.ledger.balance(of: floor.pool.account) == floor.pool.curve.tokens)
    }
    try floor.ledger.audit()
  }

  @Test func `the weakest drop out until the price suits the rest`() throws {
    let floor = try Floor()
    let low = try floor.pool.quoteBuy(1_000).price
    let cleared = try floor.pool.clear([
      Order(trader: floor.traders[0], side: .buy, units: 1_000, limit: low), Order(trader: floor.traders[1], side: .buy, units: 1_000, limit: low - 1),
      Order(trader: floor.traders[2], side: .buy, units: 1_000, limit: low - 2), Order(trader: floor.traders[3], side: .sell, units: 1, limit: 0),
      Order(trader: floor.traders[3], side: .buy, units: 10, limit: .max, deadline: 4),
    ], at: 5)
    #expect(filled(cleared.outcomes[0]) == low && cleared.net == 1_000)
    #expect(cleared.outcomes[3] == .refused(.notHeld(units: 1, held: 0)) && cleared.outcomes[4] == .refused(.expired(deadline: 4, now: 5)))
    guard case .refused(.aboveLimit) = cleared.outcomes[1], case .refused(.aboveLimit) = cleared.outcomes[2] else {
      Issue.record("\(cleared.outcomes)")
      return
    }
    #expect(floor.pool.refusedCount == 4)
  }

  @Test func `nobody spends in a batch what it has not got`() throws {
    let floor = try Floor(purse: 600_000_000)
    let orders = (0..<5).map { _ in Order(trader: floor.traders[0], side: .buy, units: 30_000, limit: .max) }
    let cleared = try floor.pool.clear(orders)
    #expect(cleared.outcomes.compactMap(filled).reduce(0, +) == 600_000_000 - floor.wealth(0) && floor.wealth(0) >= 0)
    #expect(cleared.outcomes.compactMap(filled).count < 5)
    try floor.ledger.audit()
  }
}
