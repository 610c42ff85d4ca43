// Trades whose amount of money is given, and whose units follow.
extension ComputePool {
  /// The most units that cost at most `budget` µrUv now, and what they cost. Changes nothing.
  ///
  /// - Complexity: two quotes where the policy charges the curve with its fee, else a bisection of at most 50.
  public func unitsForSpending(_ budget: Int64, reputation: Double = 0, at now: Int64 = 0) throws(MarketError) -> (units: Int64, quote: Quote) {
    let most = try? curve.units(forSpending: budget, fee: 0)  // no policy sells below the fee-free curve
    let fee = askFee(.buy, reputation: reputation, budget: 0, at: now)
    let guess = try curve.units(forSpending: budget, fee: fee)
    var best: (units: Int64, quote: Quote)?
    bisect(from: guess, in: 1...max(1, most ?? curve.units - ConstantProduct.minimumReserve)) { units in
      guard let quote = try? quoteBuy(units, reputation: reputation, at: now), quote.price <= budget else { return false }
      best = (units, quote)
      return true
    }
    guard let best else { throw .tooSmall(units: 0) }
    return best
  }

  /// Sells as many units as `budget` µrUv buy; what is left of it, less than another unit costs, stays the buyer's.
  ///
  /// - Parameter limit: the fewest units the buyer accepts.
  @discardableResult
  public func spend(
    _ budget: Int64, for buyer: AccountID, reputation: Double = 0, limit: Int64 = 1, deadline: Int64 = .max, at now: Int64 = 0
  ) throws(MarketError) -> (units: Int64, quote: Quote) {
    try checkDeadline(deadline, now)
    let units = try unitsForSpending(budget, reputation: reputation, at: now).units
    if units < limit { throw refused(.tooFewUnits(units: units, limit: limit)) }
    return (units, try buy(units, for: buyer, reputation: reputation, limit: budget, at: now))
  }

  /// The fewest units that fetch at least `amount` µrUv now. Changes nothing.
  ///
  /// - Complexity: as of `unitsForSpending`
  public func unitsForRaising(_ amount: Int64, reputation: Double = 0, at now: Int64 = 0) throws(MarketError) -> Int64 {
    let least = try curve.units(forRaising: amount, fee: 0)  // no policy pays more than the fee-free curve
    let fee = askFee(.sell, reputation: reputation, budget: 0, at: now)
    let guess = try curve.units(forRaising: amount, fee: fee)
    let most = ConstantProduct.unitLimit - curve.units
    var isReached = false
    let short = bisect(from: guess - 1, in: least...max(least, most)) { units in
      let isShort = (try? quoteSell(units, reputation: reputation, at: now)).map { $0 < amount } ?? true
      if !isShort { isReached = true }
      return isShort
    }
    guard isReached else { throw .tooLarge }
    return short + 1
  }

  /// Takes back as few units as bring exactly `amount` µrUv; what the last of them is worth beyond it stays in the pool.
  ///
  /// - Parameter limit: the most units the seller gives.
  /// - Returns: the units taken back.
  @discardableResult
  public func raise(
    _ amount: Int64, for seller: AccountID, reputation: Double = 0, limit: Int64 = .max, deadline: Int64 = .max, at now: Int64 = 0
  ) throws(MarketError) -> Int64 {
    try checkDeadline(deadline, now)
    let units = try unitsForRaising(amount, reputation: reputation, at: now)
    if units > limit { throw refused(.tooManyUnits(units: units, limit: limit)) }
    if units > held(by: seller) { throw .notHeld(units: units, held: held(by: seller)) }
    try pay(amount, for: units, to: seller, at: now)
    return units
  }

  /// The last number of a range for which a condition holds that holds up to some number: one less than the range's first
  /// where it never does. Numbers near the guess are tried first.
  @discardableResult
  private func bisect(from guess: Int64, in range: ClosedRange<Int64>, _ holds: (Int64) -> Bool) -> Int64 {
    var (low, high) = (range.lowerBound - 1, range.upperBound + 1)
    var next = min(max(guess, range.lowerBound), range.upperBound)
    var tries = 0
    while high - low > 1 {
      let isHeld = holds(next)
      if isHeld { low = next } else { high = next }
      tries += 1
      next = tries > 1 ? low + (high - low) / 2 : isHeld ? low + 1 : high - 1
    }
    return low
  }
}
