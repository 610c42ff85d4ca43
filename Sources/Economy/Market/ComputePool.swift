import Kernels
public import Policies

/// What a purchase costs and who pays.
public struct Quote: Sendable, Equatable {
  /// Paid by the buyer, in µrUv.
  public let price: Int64
  /// Added by the discount fund, in µrUv.
  public let discount: Int64
  /// What the pool receives.
  public var cost: Int64 { price + discount }
}

/// A market for compute: a constant-product pool whose tokens are a ledger account, priced by the policy in force.
///
/// The policy may ask more than the curve, or pay less. It can neither sell below the fee-free curve, whatever the
/// discount, nor below the curve with its fee unless the discount fund adds the rest, nor pay a seller above it: the core
/// compares each quote with the curve before money moves, and x·y after. Units are the pool's own: only what it sold can
/// come back.
public final class ComputePool {
  public let ledger: Ledger
  /// Holds the pool's tokens, and nothing else.
  public let account: AccountID
  public let slot: PolicySlot
  public private(set) var curve: ConstantProduct
  public private(set) var fund: DiscountFund?
  /// Units sold and not yet back.
  public private(set) var outstanding: Int64 = 0
  public private(set) var trades = 0
  /// What a buyer pays on top of the rule's price, to the pool's shares, in basis points, 0…1000.
  public var surcharge: Int64 = 0 {
    willSet { precondition((0...1_000).contains(newValue)) }
  }
  private var owned: [AccountID: Int64] = [:]
  private let frame: PolicyFrame
  private let chance: RandomStream
  private var transfers = 0

  /// Founds a pool: the provider pays the tokens and owns the shares.
  ///
  /// - Parameters:
  ///   - units: compute units to start with.
  ///   - tokens: µrUv to start with; the first price is tokens/units.
  ///   - slot: of `Pricing.kind`; a new one holds the built-in constant product.
  public init(
    _ ledger: Ledger, units: Int64, tokens: Int64, provider: AccountID, fund: DiscountFund? = nil,
    slot: PolicySlot = PolicySlot(Pricing.kind), seed: UInt64
  ) throws(MarketError) {
    precondition(slot.kind.name == Pricing.kind.name)
    self.ledger = ledger
    self.slot = slot
    self.fund = fund
    curve = try ConstantProduct(units: units, tokens: tokens)
    chance = RandomStream(seed: seed, "pricing")
    frame = PolicyFrame(Pricing.kind, random: chance)
    account = ledger.open("pool")
    owned[provider] = curve.shares - ConstantProduct.lockedShares
    try move(tokens, from: provider, to: account, .liquidity)
  }

  /// Share of all units that is sold and not yet back, 0…1.
  public var utilization: Double { Double(outstanding) / Double(curve.units + outstanding) }

  // MARK: Quotes

  /// What `units` cost now. Changes nothing.
  ///
  /// - Parameters:
  ///   - reputation: of whoever the discount is for, 0…1.
  ///   - now: simulated time in µs.
  public func quoteBuy(_ units: Int64, reputation: Double = 0, at now: Int64 = 0) throws(MarketError) -> Quote {
    _ = try curve.cost(ofBuying: units, fee: 1_000)  // whatever the fee, the pool has room for it
    let budget = fund?.budget(in: ledger, at: now) ?? 0
    let asked = askFee(.buy, reputation: reputation, budget: budget, at: now)
    let least = try curve.cost(ofBuying: units, fee: 0)
    var full = try curve.cost(ofBuying: units, fee: asked)
    let native = try curve.cost(ofBuying: units, fee: Pricing.nativeFee)
    let faults = slot.faultCount
    frame.argument(0, units)
    slot.call(Pricing.Call.quote, frame) { (frame) throws(PolicyFault) in
      if slot.faultCount > faults { full = native }  // the built-in rule answers, with the built-in fee
      let price = frame.integerResult(0)!
      if price < least { throw .violation(slot.answering, "quote", "\(price) µrUv for \(units) units is below the curve's \(least) µrUv") }
      if full - price > budget {
        throw .violation(slot.answering, "quote", "\(price) µrUv for \(units) units is below \(full) µrUv by more than the budget of \(budget) µrUv")
      }
      if price > ConstantProduct.tokenLimit - curve.tokens {
        throw .violation(slot.answering, "quote", "\(price) µrUv for \(units) units is more than the pool can hold")
      }
    }
    let price = frame.integerResult(0)!
    let extra = mulDiv(price, surcharge, 10_000, .ceil)!  // a price has at most 62 bits
    guard extra <= ConstantProduct.tokenLimit - curve.tokens - price else { throw .tooLarge }
    return Quote(price: price + extra, discount: max(0, full - price))
  }

  /// What `units` would fetch now, in µrUv. Changes nothing.
  public func quoteSell(_ units: Int64, reputation: Double = 0, at now: Int64 = 0) throws(MarketError) -> Int64 {
    let asked = askFee(.sell, reputation: reputation, budget: 0, at: now)
    var most = try curve.payout(forSelling: units, fee: asked)
    let native = try curve.payout(forSelling: units, fee: Pricing.nativeFee)
    let faults = slot.faultCount
    frame.argument(0, units)
    slot.call(Pricing.Call.quote, frame) { (frame) throws(PolicyFault) in
      if slot.faultCount > faults { most = native }
      let payout = frame.integerResult(0)!
      if payout > most { throw .violation(slot.answering, "quote", "pays \(payout) µrUv for \(units) units, above the curve's \(most) µrUv") }
    }
    let payout = frame.integerResult(0)!
    if payout == 0 { throw .tooSmall(units: units) }
    return payout
  }

  // MARK: Trades

  /// Sells `units` to a buyer.
  ///
  /// - Parameters:
  ///   - limit: the most the buyer pays, in µrUv.
  ///   - deadline: the last moment the order is good, in µs.
  /// - Returns: what was paid, and by whom.
  /// - Throws: `MarketError`; nothing has moved then.
  @discardableResult
  public func buy(
    _ units: Int64, for buyer: AccountID, reputation: Double = 0, limit: Int64 = .max, deadline: Int64 = .max, at now: Int64 = 0
  ) throws(MarketError) -> Quote {
    if now > deadline { throw .expired(deadline: deadline, now: now) }
    let quote = try quoteBuy(units, reputation: reputation, at: now)
    if quote.price > limit { throw .aboveLimit(cost: quote.price, limit: limit) }
    var next = curve
    try next.buy(units, for: quote.cost)
    do throws(LedgerError) { try ledger.checkCredit(account, quote.cost) } catch { throw .ledger(error) }
    try move(quote.price, from: buyer, to: account, .swap)
    if quote.discount > 0 {
      try move(quote.discount, from: fund!.account, to: account, .discount)  // within its budget, so it can't fail
      fund!.spend(quote.discount, at: now)
    }
    outstanding += units
    commit(next)
    return quote
  }

  /// Takes `units` back from a seller.
  ///
  /// - Parameter limit: the least the seller accepts, in µrUv.
  /// - Returns: what it got, in µrUv.
  /// - Throws: `MarketError`; nothing has moved then.
  @discardableResult
  public func sell(
    _ units: Int64, for seller: AccountID, reputation: Double = 0, limit: Int64 = 0, deadline: Int64 = .max, at now: Int64 = 0
  ) throws(MarketError) -> Int64 {
    if now > deadline { throw .expired(deadline: deadline, now: now) }
    if units > outstanding { throw .notOutstanding(units: units, outstanding: outstanding) }
    let payout = try quoteSell(units, reputation: reputation, at: now)
    if payout < limit { throw .belowLimit(payout: payout, limit: limit) }
    var next = curve
    try next.sell(units, for: payout)
    try move(payout, from: account, to: seller, .swap)
    outstanding -= units
    commit(next)
    return payout
  }

  // MARK: Liquidity

  /// Shares a provider owns.
  public func shares(of provider: AccountID) -> Int64 { owned[provider] ?? 0 }

  /// Makes new shares: the provider brings units, and pays tokens, in the reserves' present ratio.
  @discardableResult
  public func addLiquidity(shares: Int64, from provider: AccountID) throws(MarketError) -> (units: Int64, tokens: Int64) {
    let deposit = try curve.deposit(forShares: shares)
    var next = curve
    try next.addLiquidity(shares: shares)
    try move(deposit.tokens, from: provider, to: account, .liquidity)
    owned[provider, default: 0] += shares
    commit(next)
    return deposit
  }

  /// Gives shares back for their part of both reserves, fees included.
  @discardableResult
  public func removeLiquidity(shares: Int64, to provider: AccountID) throws(MarketError) -> (units: Int64, tokens: Int64) {
    let have = self.shares(of: provider)
    if shares > have { throw .insufficientShares(asked: shares, owned: have) }
    let withdrawal = try curve.withdrawal(ofShares: shares)
    if withdrawal.units < 1 || withdrawal.tokens < 1 { throw .tooSmall(units: withdrawal.units) }
    var next = curve
    try next.removeLiquidity(shares: shares)
    try move(withdrawal.tokens, from: account, to: provider, .liquidity)
    owned[provider] = have - shares
    commit(next)
    return withdrawal
  }

  // MARK: Steps

  private enum Direction { case buy, sell }

  /// The fee of whoever will quote: a policy that fails here no longer answers, so its stand-in is asked.
  private func askFee(_ side: Direction, reputation: Double, budget: Int64, at now: Int64) -> Int64 {
    frame.now = now
    frame.random = chance.lane(UInt64(trades)).state
    frame.set(0, side == .buy ? Pricing.Side.buy : Pricing.Side.sell)
    frame.set(1, curve.units)
    frame.set(2, curve.tokens)
    frame.set(3, utilization)
    frame.set(4, reputation)
    frame.set(5, budget)
    while !slot.call(Pricing.Call.fee, frame) {}  // the built-in rule is the last in line and never fails
    return frame.integerResult(0)!
  }

  private func move(_ amount: Int64, from debit: AccountID, to credit: AccountID, _ code: TransferCode) throws(MarketError) {
    defer { transfers += 1 }
    let id = TransferID(code, task: transfers, party: Int(account.rawValue))
    do throws(LedgerError) { try ledger.transfer(id, from: debit, to: credit, amount: amount, code: code) } catch {
      throw .ledger(error)
    }
  }

  private func commit(_ next: ConstantProduct) {
    curve = next
    trades += 1
    precondition(ledger.balance(of: account) == curve.tokens, "the pool's account and its reserve differ")
  }
}
