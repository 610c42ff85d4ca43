// Who owns a pool, and how one comes to own more or less of it.
extension ComputePool {
  /// Shares a provider owns.
  public func shares(of provider: AccountID) -> Int64 { state.owned[provider] ?? 0 }

  /// Makes new shares: the provider brings units, and pays tokens, in the reserves' present ratio.
  ///
  /// Deposits round up, so that shares cannot be made dear by rounding; and nothing reaches the reserves but trades and
  /// deposits, so that they cannot be made dear by gifts.
  ///
  /// - Parameter limit: the most the provider pays, in µrUv.
  @discardableResult
  public func addLiquidity(
    shares: Int64, from provider: AccountID, limit: Int64 = .max, deadline: Int64 = .max, at now: Int64 = 0
  ) throws(MarketError) -> (units: Int64, tokens: Int64) {
    try checkDeadline(deadline, now)
    let deposit = try curve.deposit(forShares: shares)
    if deposit.tokens > limit { throw refused(.aboveLimit(cost: deposit.tokens, limit: limit)) }
    var next = curve
    try next.addLiquidity(shares: shares)
    try move(deposit.tokens, from: provider, to: account, .liquidity)
    state.owned[provider, default: 0] += shares
    commit(next, at: now)
    return deposit
  }

  /// Gives shares back for their part of both reserves, fees included.
  ///
  /// - Parameter limit: the least the provider accepts, in µrUv.
  @discardableResult
  public func removeLiquidity(
    shares: Int64, to provider: AccountID, limit: Int64 = 0, deadline: Int64 = .max, at now: Int64 = 0
  ) throws(MarketError) -> (units: Int64, tokens: Int64) {
    try checkDeadline(deadline, now)
    let have = self.shares(of: provider)
    if shares > have { throw .insufficientShares(asked: shares, owned: have) }
    let withdrawal = try curve.withdrawal(ofShares: shares)
    if withdrawal.units < 1 || withdrawal.tokens < 1 { throw .tooSmall(units: withdrawal.units) }
    if withdrawal.tokens < limit { throw refused(.belowLimit(payout: withdrawal.tokens, limit: limit)) }
    var next = curve
    try next.removeLiquidity(shares: shares)
    try move(withdrawal.tokens, from: account, to: provider, .liquidity)
    state.owned[provider] = have - shares
    commit(next, at: now)
    return withdrawal
  }
}
