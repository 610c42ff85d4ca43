import Economy
import Kernels
import Testing

@Suite struct ConstantProductTests {
  @Test func `a pool keeps a minimum of units, and says so without changing`() throws {
    let pool = try ConstantProduct(units: 1_000, tokens: 5_000_000)
    for units: Int64 in [901, 1_000, 1_500, .max] {
      #expect(throws: MarketError.insufficientLiquidity(units: units, available: 900)) { try pool.cost(ofBuying: units, fee: 30) }
    }
    for units: Int64 in [0, -1, .min] {
      #expect(throws: MarketError.invalidUnits(units)) { try pool.cost(ofBuying: units, fee: 30) }
      #expect(throws: MarketError.invalidUnits(units)) { try pool.payout(forSelling: units, fee: 30) }
    }
    #expect(try pool.cost(ofBuying: 900, fee: 0) == 9 * 5_000_000)
  }

  @Test func `the next trade after a fee is priced from the reserves, and above zero`() throws {
    var pool = try ConstantProduct(units: 1_000, tokens: 5_000_000)
    var last = pool.spotPrice
    for _ in 0..<80 {
      let before = pool.invariant
      try pool.buy(10, for: pool.cost(ofBuying: 10, fee: 30))
      #expect(pool.invariant > before && pool.spotPrice > last)
      #expect(try pool.cost(ofBuying: 1, fee: 30) > 0)
      last = pool.spotPrice
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `no sequence of trades enriches the trader or lowers the product`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "trades")
    let scale = [1_100, 100_000, 1 << 40][Int(seed % 3)]
    var pool = try ConstantProduct(units: Int64(scale), tokens: Int64(scale + random.below(scale)))
    let fee = [0, 1, 30, 1_000][Int(seed % 4)] as Int64
    var (purse, bag): (Int64, Int64) = (0, 0)
    for step in 0..<2_500 {
      let before = pool.invariant
      if random.below(2) == 0 {
        let units = 1 + Int64(random.below(max(1, Int(pool.units / 3))))
        guard let cost = try? pool.cost(ofBuying: units, fee: fee), (try? pool.buy(units, for: cost)) != nil else { continue }
        purse -= cost
        bag += units
      } else if bag > 0 {
        let units = 1 + Int64(random.below(Int(bag)))
        let payout = try pool.payout(forSelling: units, fee: fee)
        try pool.sell(units, for: payout)
        purse += payout
        bag -= units
      }
      #expect(pool.invariant >= before, "seed \(seed) step \(step)")
    }
    if bag > 0 { purse += try pool.payout(forSelling: bag, fee: fee) }
    #expect(purse <= 0, "seed \(seed): the trader made \(purse) µrUv")
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `an order in parts never costs less nor pays more`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "split")
    for _ in 0..<200 {
      let start = try ConstantProduct(units: 2_000 + Int64(random.below(1_000_000)), tokens: 2_000 + Int64(random.below(1_000_000_000)))
      let fee = Int64(random.below(1_001))
      let units = 2 + Int64(random.below(1_000))
      let part = 1 + Int64(random.below(Int(units) - 1))
      var pool = start
      let first = try pool.cost(ofBuying: part, fee: fee)
      try pool.buy(part, for: first)
      #expect(try first + pool.cost(ofBuying: units - part, fee: fee) >= start.cost(ofBuying: units, fee: fee))
      pool = start
      let paid = try pool.payout(forSelling: part, fee: fee)
      try pool.sell(part, for: paid)
      #expect(try paid + pool.payout(forSelling: units - part, fee: fee) <= start.payout(forSelling: units, fee: fee))
    }
  }

  @Test func `prices are exact against 128-bit fractions, rounded against the trader`() throws {
    var random = RandomStream(seed: 4, "exact")
    for _ in 0..<2_000 {
      let pool = try ConstantProduct(units: 1_100 + Int64(random.below(1 << 40)), tokens: 1_100 + Int64(random.below(1 << 50)))
      let units = 1 + Int64(random.below(Int(pool.units) - 100))
      let (x, y, u) = (UInt128(pool.units), UInt128(pool.tokens), UInt128(units))
      if let cost = try? pool.cost(ofBuying: units, fee: 0) {
        #expect(UInt128(cost) * (x - u) >= y * u && UInt128(cost - 1) * (x - u) < y * u)
      }
      let payout = UInt128(try pool.payout(forSelling: units, fee: 30))
      #expect(payout * (x * 10_000 + u * 9_970) <= y * u * 9_970 && (payout + 1) * (x * 10_000 + u * 9_970) > y * u * 9_970)
    }
  }

  @Test func `a price that lowers the product is refused whoever names it`() throws {
    var pool = try ConstantProduct(units: 1_000_000, tokens: 7_000_003)
    let start = pool
    let least = try pool.cost(ofBuying: 500, fee: 0)
    #expect(throws: MarketError.losesValue) { try pool.buy(500, for: least - 1) }
    #expect(throws: MarketError.losesValue) { try pool.buy(500, for: 0) }
    #expect(throws: MarketError.losesValue) { try pool.buy(500, for: .min) }
    #expect(throws: MarketError.tooLarge) { try pool.buy(500, for: .max) }
    let most = try pool.payout(forSelling: 500, fee: 0)
    #expect(throws: MarketError.losesValue) { try pool.sell(500, for: most + 1) }
    #expect(throws: MarketError.insufficientTokens(tokens: .max, available: 6_999_903)) { try pool.sell(500, for: .max) }
    #expect(throws: MarketError.losesValue) { try pool.sell(500, for: -1) }
    #expect(pool == start)
    try pool.buy(500, for: least)
  }

  @Test func `the largest pool quotes without a trap`() throws {
    let pool = try ConstantProduct(units: ConstantProduct.unitLimit, tokens: ConstantProduct.tokenLimit)
    #expect(throws: MarketError.tooLarge) { try pool.cost(ofBuying: 1, fee: 1_000) }
    #expect(throws: MarketError.tooLarge) { try pool.payout(forSelling: 1, fee: 0) }
    let near = try ConstantProduct(units: ConstantProduct.unitLimit - 10, tokens: ConstantProduct.tokenLimit - 1_000_000)
    #expect(try near.cost(ofBuying: 1, fee: 1_000) > 0)
    #expect(try near.payout(forSelling: 10, fee: 1_000) > 0)
    #expect(throws: MarketError.tooLarge) { try ConstantProduct(units: ConstantProduct.unitLimit + 1, tokens: 1) }
    #expect(throws: MarketError.tooLittleLiquidity(units: 10, tokens: 10)) { try ConstantProduct(units: 10, tokens: 10) }
    #expect(throws: MarketError.self) { try ConstantProduct(units: 0, tokens: 10_000_000) }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a share never loses value by what others do`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "shares")
    var pool = try ConstantProduct(units: 2_000, tokens: 3_000)
    #expect(pool.shares == 2_449)  // ⌊√6,000,000⌋
    var others: Int64 = 0
    var worth = (pool.units, pool.tokens, pool.shares)
    for step in 0..<2_000 {
      let product = (UInt128(pool.invariant), UInt128(pool.shares))
      switch random.below(4) {
      case 0:
        let shares = 1 + Int64(random.below(500))
        try pool.addLiquidity(shares: shares)
        others += shares
      case 1 where others > 0:
        let shares = 1 + Int64(random.below(Int(others)))
        try pool.removeLiquidity(shares: shares)
        others -= shares
      case 2:
        let units = 1 + Int64(random.below(3))
        try pool.buy(units, for: pool.cost(ofBuying: units, fee: 30))
      default:
        try pool.sell(2, for: pool.payout(forSelling: 2, fee: 30))
      }
      // √(x·y)/s does not fall: x′·y′·s² ≥ x·y·s′².
      let now = (UInt128(pool.invariant), UInt128(pool.shares))
      #expect(now.0 * product.1 * product.1 >= product.0 * now.1 * now.1, "seed \(seed) step \(step) after \(worth)")
      worth = (pool.units, pool.tokens, pool.shares)
    }
    #expect(throws: MarketError.self) { try pool.removeLiquidity(shares: pool.shares - ConstantProduct.lockedShares + 1) }
    #expect(throws: MarketError.self) { try pool.addLiquidity(shares: 0) }
  }
}
