import Economy
import Kernels
import Policies
import Testing

// Trades whose amount of money is given.

/// A pool anywhere in the range, its ends more often than chance would have it.
private func anyPool(_ random: inout RandomStream) throws -> ConstantProduct {
  func size(_ top: Int64) -> Int64 {
    switch random.below(4) {
    case 0: 1_001 + Int64(random.below(1_000))
    case 1: top - Int64(random.below(1_000))
    default: max(1_001, top >> Int64(random.below(40)))
    }
  }
  return try ConstantProduct(units: size(ConstantProduct.unitLimit), tokens: size(ConstantProduct.tokenLimit))
}

/// Any amount: 1, the largest there is, or something between.
private func anyAmount(_ random: inout RandomStream) -> Int64 {
  switch random.below(5) {
  case 0: 1 + Int64(random.below(100))
  case 1: Int64.max - Int64(random.below(100))
  default: max(1, Int64.max >> Int64(random.below(62)))
  }
}

@Suite struct AmountTests {
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `the units for an amount are the most that it pays for, on the whole range`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "spend")
    for _ in 0..<100 {
      let pool = try anyPool(&random), fee = Int64(random.below(1_001)), budget = anyAmount(&random)
      guard let units = try? pool.units(forSpending: budget, fee: fee) else { continue }
      if units > 0 { #expect(try pool.cost(ofBuying: units, fee: fee) <= budget, "seed \(seed)") }
      if let more = try? pool.cost(ofBuying: units + 1, fee: fee) { #expect(more > budget, "seed \(seed)") }
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `the units that raise an amount are the fewest, on the whole range`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "raise")
    for _ in 0..<100 {
      let pool = try anyPool(&random), fee = Int64(random.below(1_001)), amount = anyAmount(&random)
      guard let units = try? pool.units(forRaising: amount, fee: fee) else { continue }
      if let payout = try? pool.payout(forSelling: units, fee: fee) { #expect(payout >= amount, "seed \(seed)") }
      if units > 1 { #expect(try pool.payout(forSelling: units - 1, fee: fee) < amount, "seed \(seed)") }
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `at the ends of the range a trade is exact or a typed error, never a trap`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "extremes")
    var pool = try anyPool(&random)
    var (spent, refused, done): (Int128, Int, Int) = (0, 0, 0)
    let start = pool
    for step in 0..<200 {
      let before = pool
      let amount = anyAmount(&random), fee = Int64(random.below(1_001))
      do throws(MarketError) {
        switch random.below(4) {
        case 0:
          let cost = try pool.cost(ofBuying: amount, fee: fee)
          try pool.buy(amount, for: cost)
          spent += Int128(cost)
        case 1:
          let payout = try pool.payout(forSelling: amount, fee: fee)
          try pool.sell(amount, for: payout)
          spent -= Int128(payout)
        case 2:
          let units = try pool.units(forSpending: amount, fee: fee)
          let cost = try pool.cost(ofBuying: units, fee: fee)
          try pool.buy(units, for: cost)
          spent += Int128(cost)
        default:
          try pool.sell(try pool.units(forRaising: amount, fee: fee), for: amount)
          spent -= Int128(amount)
        }
        done += 1
      } catch {
        refused += 1
        #expect(pool == before, "seed \(seed) step \(step): \(error) left a trace")
      }
      #expect(pool.invariant >= before.invariant, "seed \(seed) step \(step)")
      #expect(pool.units >= ConstantProduct.minimumReserve && pool.tokens >= ConstantProduct.minimumReserve)
    }
    #expect(Int128(pool.tokens) == Int128(start.tokens) + spent && refused > 0, "seed \(seed)")
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a rule of any price is asked until the amount is used up`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "rules")
    let markup = Int64(1 + random.below(5))
    let rule = NativePolicy(
      kind: "pricing", name: "dear",
      [{ frame, _ in
        let (units, x, y) = (frame.integerArgument(0)!, frame.integer(1)!, frame.integer(2)!)
        let dear: Int64 = frame.integer(0)! > 0 ? (mulDiv(y, units, x - units, .ceil) ?? 0) * markup + 7 : 0
        let cheap: Int64 = max(1, (mulDiv(y, units, x + units, .floor) ?? 0) / markup - 7)
        frame.result(0, dear > 0 ? dear : cheap)
      }, { frame, _ in frame.result(0, 0 as Int64) }])
    let (ledger, _, accounts) = try books(1 << 60, 1 << 60)
    let slot = PolicySlot(Pricing.kind)
    slot.use(rule)
    let pool = try ComputePool(ledger, units: 100_000, tokens: 500_000_000, provider: accounts[0], slot: slot, seed: seed)
    for _ in 0..<50 {
      let budget = 10_000 + Int64(random.below(50_000_000))
      guard let (units, quote) = try? pool.unitsForSpending(budget) else { continue }
      #expect(quote.price <= budget, "seed \(seed)")
      if units < 99_000 { #expect(try pool.quoteBuy(units + 1).price > budget, "seed \(seed)") }
      #expect(try pool.spend(budget, for: accounts[1]).units == units)
      let raised = 1 + Int64(random.below(1_000_000))
      guard let fewest = try? pool.unitsForRaising(raised), fewest <= pool.held(by: accounts[1]) else { continue }
      #expect(try pool.quoteSell(fewest) >= raised, "seed \(seed)")
      let before = ledger.balance(of: accounts[1])
      #expect(try pool.raise(raised, for: accounts[1]) == fewest && ledger.balance(of: accounts[1]) == before + raised)
    }
    #expect(slot.suspension == nil && pool.trades > 10, "seed \(seed): \(pool.trades) trades")
    try ledger.audit()
  }
}
