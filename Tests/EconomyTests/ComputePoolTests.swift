import Economy
import Kernels
import Policies
import Testing

/// A pool of 100,000 units and 500 rUv, founded by one account, and a trader with 1,000 rUv.
private struct Market {
  let ledger: Ledger
  let pool: ComputePool
  let provider: AccountID
  let trader: AccountID
  let purse: AccountID

  init(_ policy: (any Policy)? = nil, fund: Int64 = 0, cap: Int64 = .max) throws {
    let (ledger, _, accounts) = try books(2_000_000_000, 1_000_000_000, max(fund, 1))
    let slot = PolicySlot(Pricing.kind)
    if let policy { slot.use(policy) }
    self.ledger = ledger
    (provider, trader, purse) = (accounts[0], accounts[1], accounts[2])
    pool = try ComputePool(
      ledger, units: 100_000, tokens: 500_000_000, provider: provider,
      fund: fund > 0 ? DiscountFund(account: purse, cap: cap, window: 1_000_000) : nil, slot: slot, seed: 1)
  }

  var wealth: Int64 { ledger.balance(of: trader) }
}

/// A pricing rule in a line.
private func rule(
  _ quote: @escaping @Sendable (_ side: Int64, _ units: Int64, _ frame: PolicyFrame) -> Int64, fee: Int64 = 30
) -> any Policy {
  NativePolicy(
    kind: "pricing", name: "test",
    [{ frame, _ in frame.result(0, quote(frame.integer(0)!, frame.integerArgument(0)!, frame)) }, { frame, _ in frame.result(0, fee) }])
}

/// The curve with a fee of 50 basis points, waived as far as the budget goes.
private let discounting = { @Sendable (side: Int64, units: Int64, frame: PolicyFrame) -> Int64 in
  let (x, y) = (frame.integer(1)!, frame.integer(2)!)
  if side < 0 { return mulDiv(y, units * 9_950, x * 10_000 + units * 9_950, .floor)! }
  let net = mulDiv(y, units, x - units, .ceil)!
  let full = mulDiv(net, 10_000, 9_950, .ceil)!
  return full - min(full - net, frame.integer(5)!)
}

@Suite struct ComputePoolTests {
  @Test func `a purchase moves money into the pool and the price up, a sale the reverse`() throws {
    let market = try Market()
    let before = market.pool.curve.spotPrice
    let quote = try market.pool.quoteBuy(1_000)
    #expect(try market.pool.buy(1_000, for: market.trader) == quote)
    #expect(quote.discount == 0 && market.wealth == 1_000_000_000 - quote.price)
    #expect(market.pool.curve.spotPrice > before && market.pool.outstanding == 1_000 && market.pool.utilization == 0.01)
    let payout = try market.pool.quoteSell(1_000)
    #expect(try market.pool.sell(1_000, for: market.trader) == payout)
    #expect(payout < quote.price && market.pool.outstanding == 0)
    #expect(market.ledger.balance(of: market.pool.account) == market.pool.curve.tokens)
    try market.ledger.audit()
  }

  @Test func `only what the pool sold can come back`() throws {
    let market = try Market()
    #expect(throws: MarketError.notHeld(units: 1, held: 0)) { try market.pool.sell(1, for: market.trader) }
    try market.pool.buy(5, for: market.trader)
    #expect(throws: MarketError.notHeld(units: 6, held: 5)) { try market.pool.sell(6, for: market.trader) }
    #expect(throws: MarketError.notHeld(units: 1, held: 0)) { try market.pool.sell(1, for: market.provider) }  // who bought them sells them
  }

  @Test func `limits, deadlines and empty purses are honoured, and nothing moves`() throws {
    let market = try Market()
    let (curve, wealth) = (market.pool.curve, market.wealth)
    let price = try market.pool.quoteBuy(100).price
    #expect(throws: MarketError.aboveLimit(cost: price, limit: price - 1)) { try market.pool.buy(100, for: market.trader, limit: price - 1) }
    #expect(throws: MarketError.expired(deadline: 9, now: 10)) { try market.pool.buy(100, for: market.trader, deadline: 9, at: 10) }
    #expect(throws: MarketError.insufficientLiquidity(units: 100_000, available: 99_900)) { try market.pool.buy(100_000, for: market.trader) }
    #expect(throws: MarketError.self) { try market.pool.buy(90_000, for: market.trader) }  // costs more than the purse
    #expect(throws: MarketError.invalidUnits(0)) { try market.pool.buy(0, for: market.trader) }
    #expect(throws: MarketError.invalidUnits(-5)) { try market.pool.sell(-5, for: market.trader) }
    #expect(market.pool.curve == curve && market.wealth == wealth && market.pool.outstanding == 0)
    try market.pool.buy(100, for: market.trader, limit: price, deadline: 10, at: 10)
    let payout = try market.pool.quoteSell(100)
    #expect(throws: MarketError.belowLimit(payout: payout, limit: payout + 1)) { try market.pool.sell(100, for: market.trader, limit: payout + 1) }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `after 500 trades the money is all there and the trader no richer`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "pool")
    let market = try Market()
    for step in 0..<500 {
      let before = market.pool.curve.invariant
      if random.below(2) == 0 {
        _ = try? market.pool.buy(1 + Int64(random.below(3_000)), for: market.trader)
      } else if market.pool.outstanding > 0 {
        try market.pool.sell(1 + Int64(random.below(Int(market.pool.outstanding))), for: market.trader)
      }
      #expect(market.pool.curve.invariant >= before, "seed \(seed) step \(step)")
    }
    if market.pool.outstanding > 0 { try market.pool.sell(market.pool.outstanding, for: market.trader) }
    #expect(market.wealth < 1_000_000_000 && market.pool.curve.units == 100_000)
    try market.ledger.audit()
  }

  /// Quotes no pool can afford.
  private static let ruinous: [@Sendable (Int64, Int64, PolicyFrame) -> Int64] = [
    { _, _, _ in 0 },
    { _, _, _ in -1 },
    { _, _, _ in Int64.max },
    { _, units, frame in units * (frame.integer(2)! / frame.integer(1)!) },  // the spot price for any quantity
    { _, units, frame in mulDiv(frame.integer(2)!, units, frame.integer(1)! - units, .ceil)! - 1 },  // one µrUv under the curve
  ]

  @Test(arguments: 0..<ruinous.count)
  func `a rule that would lose the pool money is suspended before it does`(index: Int) throws {
    let quote = Self.ruinous[index]
    let (honest, robbed) = (try Market(), try Market(rule(quote)))
    #expect(try robbed.pool.buy(100, for: robbed.trader) == honest.pool.buy(100, for: honest.trader))
    #expect(robbed.pool.slot.suspension != nil && robbed.pool.curve == honest.pool.curve)
  }

  @Test func `a rule that overpays sellers is suspended before it does`() throws {
    let fair = { @Sendable (side: Int64, units: Int64, frame: PolicyFrame) in
      let (x, y) = (frame.integer(1)!, frame.integer(2)!)
      if side < 0 { return mulDiv(y, units * 9_970, x * 10_000 + units * 9_970, .floor)! + 1 }
      return mulDiv(mulDiv(y, units, x - units, .ceil)!, 10_000, 9_970, .ceil)!
    }
    let (honest, robbed) = (try Market(), try Market(rule(fair)))
    for market in [honest, robbed] { try market.pool.buy(100, for: market.trader) }
    #expect(robbed.pool.slot.suspension == nil)
    #expect(try robbed.pool.sell(100, for: robbed.trader) == honest.pool.sell(100, for: honest.trader))
    #expect(robbed.pool.slot.suspension != nil)
  }

  @Test func `a fee out of range, or a quote below its own fee, is refused`() throws {
    let greedy = try Market(rule({ _, units, _ in units * 6_000 }, fee: 1_001))
    let honest = try Market()
    #expect(try greedy.pool.quoteBuy(100) == honest.pool.quoteBuy(100) && greedy.pool.slot.suspension != nil)
    let undercut = try Market(rule({ side, units, frame in  // the curve alone, though it says it takes 500 points
      mulDiv(frame.integer(2)!, units, frame.integer(1)! - units, .ceil)!
    }, fee: 500))
    #expect(try undercut.pool.quoteBuy(100) == honest.pool.quoteBuy(100) && undercut.pool.slot.suspension != nil)
  }

  @Test func `a dear rule is allowed`() throws {
    let market = try Market(rule({ side, units, _ in side > 0 ? units * 9_000 : units * 1_000 }))
    #expect(try market.pool.buy(10, for: market.trader).price == 90_000)
    #expect(try market.pool.sell(10, for: market.trader) == 10_000)
    #expect(market.pool.slot.suspension == nil)
  }

  @Test func `a discount is paid by the fund, within its cap and window, and the pool gets the full price`() throws {
    let market = try Market(rule(discounting, fee: 50), fund: 1_000_000, cap: 3_000)
    let full = try market.pool.curve.cost(ofBuying: 100, fee: 50)
    let quote = try market.pool.buy(100, for: market.trader, reputation: 1, at: 0)
    #expect(quote.discount > 0 && quote.cost == full && quote.price == full - quote.discount)
    var spent = quote.discount
    for _ in 0..<20 { spent += try market.pool.buy(100, for: market.trader, reputation: 1, at: 500_000).discount }
    #expect(spent == 3_000 && market.ledger.balance(of: market.purse) == 997_000)
    #expect(try market.pool.buy(100, for: market.trader, reputation: 1, at: 1_000_000).discount > 0)
    #expect(market.pool.slot.suspension == nil)
    #expect(market.ledger.balance(of: market.pool.account) == market.pool.curve.tokens)
  }

  @Test func `a discount without a fund is refused`() throws {
    let market = try Market(rule({ side, units, frame in
      mulDiv(frame.integer(2)!, units, frame.integer(1)! - units, .ceil)!
    }, fee: 50))
    #expect(try market.pool.quoteBuy(100, reputation: 1).discount == 0)
    #expect(market.pool.slot.suspension != nil)
  }

  @Test func `a discount beyond the fee is refused, however rich the fund`() throws {
    let market = try Market(rule({ side, units, frame in  // a fifth off the price: a reseller would drain the fund
      if side < 0 { return mulDiv(frame.integer(2)!, units, frame.integer(1)! + units, .floor)! }
      return mulDiv(mulDiv(frame.integer(2)!, units, frame.integer(1)! - units, .ceil)!, 4, 5, .ceil)!
    }, fee: 0), fund: 1_000_000_000)
    #expect(try market.pool.buy(1_000, for: market.trader, reputation: 1).discount == 0)
    #expect(market.pool.slot.suspension != nil && market.ledger.balance(of: market.purse) == 1_000_000_000)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `no loop of discounted purchases and sales earns anything`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "arbitrage")
    let market = try Market(rule(discounting, fee: 50), fund: 100_000_000)
    for round in 0..<200 {
      let units = 1 + Int64(random.below(5_000))
      let before = market.wealth
      try market.pool.buy(units, for: market.trader, reputation: 1, at: Int64(round))
      var left = units
      while left > 0 {
        let part = 1 + Int64(random.below(Int(left)))
        try market.pool.sell(part, for: market.trader, reputation: 1, at: Int64(round))
        left -= part
      }
      #expect(market.wealth < before, "seed \(seed) round \(round)")
    }
  }

  @Test func `the first provider cannot make shares too dear for the second`() throws {
    let (ledger, _, accounts) = try books(10_000_000_000, 10_000_000_000)
    let pool = try ComputePool(ledger, units: 1_001, tokens: 1_001, provider: accounts[0], seed: 1)
    #expect(pool.shares(of: accounts[0]) == 1)
    // Trades are the only way to add to the reserves without shares; the whole purse buys little of it.
    for _ in 0..<100 { _ = try? pool.buy(900, for: accounts[0]) }
    let deposit = try pool.addLiquidity(shares: 1_000_000, from: accounts[1])
    let back = try pool.removeLiquidity(shares: 1_000_000, to: accounts[1])
    #expect(back.tokens >= deposit.tokens - deposit.tokens / 1_000 - 1 && back.units >= deposit.units - deposit.units / 1_000 - 1)
    #expect(throws: MarketError.insufficientShares(asked: 2, owned: 1)) { try pool.removeLiquidity(shares: 2, to: accounts[0]) }
    try ledger.audit()
  }

  @Test func `a policy sees the utilisation of the last minute, not of the moment`() throws {
    final class Seen: @unchecked Sendable { var utilization = -1.0 }
    let seen = Seen()
    let market = try Market(NativePolicy(
      kind: "pricing", name: "watching",
      [{ frame, _ in frame.result(0, frame.integerArgument(0)! * (frame.integer(0)! > 0 ? 12_000 : 1_000)) }, { frame, _ in
        seen.utilization = frame.number(3)!
        frame.result(0, 30 as Int64)
      }]))
    try market.pool.buy(20_000, for: market.trader, at: 0)
    _ = try market.pool.quoteBuy(1, at: 0)
    #expect(seen.utilization == 0)
    _ = try market.pool.quoteBuy(1, at: 30_000_000)
    #expect(abs(seen.utilization - 0.2) < 1e-12)
    try market.pool.sell(20_000, for: market.trader, at: 30_000_000)
    _ = try market.pool.quoteBuy(1, at: 60_000_000)
    #expect(abs(seen.utilization - 0.1) < 1e-12 && market.pool.utilization == 0)
  }

  @Test func `an explanation's steps lead from the reserves to the price`() throws {
    let market = try Market(rule(discounting, fee: 50), fund: 1_000_000)
    for (units, side) in [(100, .buy), (7, .buy), (100, .sell)] as [(Int64, Order.Side)] {
      if side == .sell { try market.pool.buy(units, for: market.trader) }
      let why = try market.pool.explain(units, side, reputation: 1)
      let bare = Double(why.reserves.tokens) * Double(units) / Double(why.reserves.units + (side == .buy ? -units : units))
      #expect(abs(why.exact.value - bare) < 1e-3 && why.fee == 50 && why.policy.name == "test")
      #expect(side == .buy ? why.rounded - Int64(why.exact.whole) == (why.exact.fraction > 0 ? 1 : 0) : why.rounded == Int64(why.exact.whole))
      #expect(side == .buy ? why.price + why.discount == why.full : why.price == why.full)
      if side == .buy {
        let quote = try market.pool.buy(units, for: market.trader, reputation: 1)
        #expect(quote.price == why.price && quote.discount == why.discount && market.pool.curve.spotPrice == why.spotAfter)
      } else {
        #expect(try market.pool.sell(units, for: market.trader) == why.price && market.pool.curve.spotPrice == why.spotAfter)
      }
    }
  }

  @Test func `fees are the providers'`() throws {
    let market = try Market()
    let shares = market.pool.shares(of: market.provider)
    let before = try market.pool.curve.withdrawal(ofShares: shares)
    for _ in 0..<200 {
      try market.pool.buy(2_000, for: market.trader)
      try market.pool.sell(2_000, for: market.trader)
    }
    let after = try market.pool.curve.withdrawal(ofShares: shares)
    #expect(after.units == before.units && after.tokens > before.tokens)
  }

  @Test func `a hundred thousand dust trades leave a tiny pool no poorer`() throws {
    let (ledger, _, accounts) = try books(10_000_000, 10_000_000)
    let pool = try ComputePool(ledger, units: 1_020, tokens: 1_020, provider: accounts[0], seed: 1)
    var random = RandomStream(seed: 1, "dust")
    let start = ledger.balance(of: accounts[1])
    for _ in 0..<100_000 {
      let before = pool.curve.invariant
      if pool.outstanding == 0 || random.below(2) == 0 {
        _ = try? pool.buy(1 + Int64(random.below(3)), for: accounts[1])
      } else {
        _ = try? pool.sell(1 + Int64(random.below(Int(min(3, pool.outstanding)))), for: accounts[1])
      }
      #expect(pool.curve.invariant >= before)
    }
    #expect(ledger.balance(of: accounts[1]) < start)
    try ledger.audit()
  }
}
