/// A constant-product market maker between compute units (x) and µrUv (y): trades keep x·y from falling.
///
/// The fee is taken from what goes in, and stays in the reserves; every rounding is against the trader. So no round trip
/// profits, and no order gets cheaper by splitting it. After Uniswap v2; 128-bit products throughout.
///
/// - Invariant: `0 < units <= 2^48`, `0 < tokens <= 2^62`; neither x·y nor the reserves behind a share ever fall; no trade
///   leaves less than `minimumReserve` of either.
public struct ConstantProduct: Sendable, Equatable {
  public static let unitLimit: Int64 = 1 << 48
  public static let tokenLimit: Int64 = 1 << 62
  /// Shares nobody owns, so that the first provider can't make a share too dear for the second (ERC-4626's inflation).
  public static let lockedShares: Int64 = 1_000
  /// What a trade leaves of each reserve, so that a rounding is never more than a hundredth of what it rounds. Balancer v2
  /// was drained at reserves of 8 and 9.
  public static let minimumReserve: Int64 = 100

  /// x, in compute units.
  public private(set) var units: Int64
  /// y, in µrUv.
  public private(set) var tokens: Int64
  /// All shares in the pool, the locked ones included.
  public private(set) var shares: Int64

  /// A pool with its first liquidity: √(x·y) shares, of which `lockedShares` belong to nobody.
  ///
  /// - Throws: `MarketError.tooLittleLiquidity` where that leaves no share to own, `.tooLarge` beyond the limits.
  public init(units: Int64, tokens: Int64) throws(MarketError) {
    guard units >= 1, tokens >= 1 else { throw .invalidUnits(min(units, tokens)) }
    guard units <= Self.unitLimit, tokens <= Self.tokenLimit else { throw .tooLarge }
    let root = squareRoot(product(units, tokens))
    guard root > Self.lockedShares, min(units, tokens) >= Self.minimumReserve else {
      throw .tooLittleLiquidity(units: units, tokens: tokens)
    }
    self.units = units
    self.tokens = tokens
    shares = root
  }

  /// x·y.
  public var invariant: UInt128 { product(units, tokens) }

  /// y/x: µrUv per unit for an infinitesimal trade without fee. For display; trades are priced in integers.
  public var spotPrice: Double { Double(tokens) / Double(units) }

  // MARK: Prices

  /// What `amount` units cost, in µrUv, fee included.
  ///
  /// - Parameter fee: basis points of what the buyer pays, 0…1000.
  public func cost(ofBuying amount: Int64, fee: Int64) throws(MarketError) -> Int64 {
    precondition(fee >= 0 && fee <= 1_000, "fee \(fee) outside 0…1000 basis points")
    try checkRoom(forBuying: amount)
    guard let net = mulDiv(tokens, amount, units - amount, .ceil),
      let cost = mulDiv(net, 10_000, 10_000 - fee, .ceil), cost <= Self.tokenLimit - tokens
    else { throw .tooLarge }
    return cost
  }

  /// What `amount` units fetch, in µrUv, fee taken off; may be 0.
  ///
  /// - Parameter fee: basis points of the units that go in, 0…1000.
  public func payout(forSelling amount: Int64, fee: Int64) throws(MarketError) -> Int64 {
    precondition(fee >= 0 && fee <= 1_000, "fee \(fee) outside 0…1000 basis points")
    guard amount >= 1 else { throw .invalidUnits(amount) }
    guard amount <= Self.unitLimit - units else { throw .tooLarge }
    let effective = amount * (10_000 - fee)
    let payout = mulDiv(tokens, effective, units * 10_000 + effective, .floor)!  // less than `tokens`
    try checkRoom(forPaying: payout)
    return payout
  }

  /// The most units that `budget` µrUv buy, fee included; may be 0.
  ///
  /// The largest u with y·u ≤ n·(x − u), where n is the budget less the fee: `cost(ofBuying: u, fee:)` is within the budget,
  /// of u + 1 it is not.
  ///
  /// - Parameter fee: basis points of what the buyer pays, 0…1000.
  /// - Throws: `.invalidAmount`, or `.insufficientLiquidity` where the budget would leave less than the minimum.
  public func units(forSpending budget: Int64, fee: Int64) throws(MarketError) -> Int64 {
    precondition(fee >= 0 && fee <= 1_000, "fee \(fee) outside 0…1000 basis points")
    guard budget >= 1 else { throw .invalidAmount(budget) }
    guard budget <= Self.tokenLimit - tokens else { throw .tooLarge }
    let net = mulDiv(budget, 10_000 - fee, 10_000, .floor)!
    let most = mulDiv(units, net, tokens + net, .floor)!  // less than `units`
    if most > 0 { try checkRoom(forBuying: most) }
    return most
  }

  /// The fewest units whose sale brings `amount` µrUv, fee taken off.
  ///
  /// The smallest u with e·(y − a) ≥ 10,000·a·x, where e = u·(10,000 − fee): of u − 1 the `payout(forSelling:fee:)` is less.
  ///
  /// - Parameter fee: basis points of the units that go in, 0…1000.
  public func units(forRaising amount: Int64, fee: Int64) throws(MarketError) -> Int64 {
    precondition(fee >= 0 && fee <= 1_000, "fee \(fee) outside 0…1000 basis points")
    guard amount >= 1 else { throw .invalidAmount(amount) }
    try checkRoom(forPaying: amount)
    let divisor = UInt128(UInt64(tokens - amount)) * UInt128(10_000 - fee)
    let (quotient, rest) = (product(amount, units) * 10_000).quotientAndRemainder(dividingBy: divisor)  // 2^62 · 2^48 · 2^14
    let least = quotient + (rest > 0 ? 1 : 0)
    guard least <= UInt128(UInt64(Self.unitLimit - units)) else { throw .tooLarge }
    return Int64(least)
  }

  /// Whether so many units may leave.
  private func checkRoom(forBuying amount: Int64) throws(MarketError) {
    guard amount >= 1 else { throw .invalidUnits(amount) }
    let available = max(0, units - Self.minimumReserve)
    guard amount <= available else { throw .insufficientLiquidity(units: amount, available: available) }
  }

  /// Whether so many µrUv may leave.
  private func checkRoom(forPaying amount: Int64) throws(MarketError) {
    let available = max(0, tokens - Self.minimumReserve)
    guard amount <= available else { throw .insufficientTokens(tokens: amount, available: available) }
  }

  // MARK: Trades

  /// Takes `amount` units out for `cost` µrUv, whoever named that price.
  ///
  /// - Throws: `MarketError.losesValue` where x·y would fall; the pool is as before.
  public mutating func buy(_ amount: Int64, for cost: Int64) throws(MarketError) {
    try checkRoom(forBuying: amount)
    guard cost <= Self.tokenLimit - tokens else { throw .tooLarge }
    guard cost >= 1, product(units - amount, tokens + cost) >= invariant else { throw .losesValue }
    units -= amount
    tokens += cost
  }

  /// Takes `amount` units in for `payout` µrUv, whoever named that price.
  ///
  /// - Throws: `MarketError.losesValue` where x·y would fall; the pool is as before.
  public mutating func sell(_ amount: Int64, for payout: Int64) throws(MarketError) {
    guard amount >= 1 else { throw .invalidUnits(amount) }
    guard amount <= Self.unitLimit - units else { throw .tooLarge }
    if payout >= 0 { try checkRoom(forPaying: payout) }
    guard payout >= 0, product(units + amount, tokens - payout) >= invariant else { throw .losesValue }
    units += amount
    tokens -= payout
  }

  /// Takes in µrUv for nothing: what rounding leaves of a batch whose orders meet each other.
  public mutating func absorb(_ amount: Int64) throws(MarketError) {
    guard amount >= 0, amount <= Self.tokenLimit - tokens else { throw .tooLarge }
    tokens += amount
  }

  // MARK: Liquidity

  /// What `amount` new shares cost in each reserve, rounded against the provider.
  public func deposit(forShares amount: Int64) throws(MarketError) -> (units: Int64, tokens: Int64) {
    guard amount >= 1 else { throw .insufficientShares(asked: amount, owned: 0) }
    guard let x = mulDiv(amount, units, shares, .ceil), let y = mulDiv(amount, tokens, shares, .ceil),
      x <= Self.unitLimit - units, y <= Self.tokenLimit - tokens, amount <= Int64.max - shares
    else { throw .tooLarge }
    return (x, y)
  }

  /// What `amount` shares are worth in each reserve, rounded against the provider.
  public func withdrawal(ofShares amount: Int64) throws(MarketError) -> (units: Int64, tokens: Int64) {
    guard amount >= 1, amount <= shares - Self.lockedShares else {
      throw .insufficientShares(asked: amount, owned: shares - Self.lockedShares)
    }
    return (mulDiv(amount, units, shares, .floor)!, mulDiv(amount, tokens, shares, .floor)!)
  }

  /// Makes `amount` new shares against exactly their deposit.
  public mutating func addLiquidity(shares amount: Int64) throws(MarketError) {
    let (x, y) = try deposit(forShares: amount)
    let before = self
    units += x
    tokens += y
    shares += amount
    checkShareValue(since: before)
  }

  /// Destroys `amount` shares against exactly their withdrawal.
  public mutating func removeLiquidity(shares amount: Int64) throws(MarketError) {
    let (x, y) = try withdrawal(ofShares: amount)
    let before = self
    units -= x
    tokens -= y
    shares -= amount
    checkShareValue(since: before)
  }

  /// Neither reserve behind a share fell: x′/s′ ≥ x/s and y′/s′ ≥ y/s.
  private func checkShareValue(since before: ConstantProduct) {
    precondition(product(units, before.shares) >= product(before.units, shares), "a share lost compute units")
    precondition(product(tokens, before.shares) >= product(before.tokens, shares), "a share lost tokens")
  }
}

private func product(_ a: Int64, _ b: Int64) -> UInt128 { UInt128(UInt64(a)) * UInt128(UInt64(b)) }

/// ⌊√value⌋ by Newton's method.
private func squareRoot(_ value: UInt128) -> Int64 {
  if value == 0 { return 0 }
  var root: UInt128 = 1 << ((128 - UInt128(value.leadingZeroBitCount) + 1) / 2)
  while true {
    let next = (root + value / root) >> 1
    if next >= root { return Int64(root) }
    root = next
  }
}
