import Kernels
public import Policies

/// A market for compute: a constant-product pool whose tokens are a ledger account, priced by the policy in force.
///
/// The policy may ask more than the curve, or pay less. It can neither sell below the fee-free curve, whatever the
/// discount, nor below the curve with its fee unless the discount fund adds the rest, nor pay a seller above it: the core
/// compares each quote with the curve before money moves, and x·y after. Units are the pool's own: only what it sold can
/// come back.
public final class ComputePool {
  public let ledger: Ledger
  /// Holds the pool's tokens, and nothing else: whoever shares the ledger must not move money on it.
  public let account: AccountID
  public let slot: PolicySlot
  var state: State
  /// What a buyer pays on top of the rule's price, to the pool's shares, in basis points, 0…1000.
  public var surcharge: Int64 = 0 {
    willSet { precondition((0...1_000).contains(newValue)) }
  }
  private let frame: PolicyFrame
  private let chance: RandomStream
  private var transfers = 0
  /// What the last quote was made of; nil before the first.
  public private(set) var lastQuote: QuoteBasis?
  /// Orders refused by their limits and deadlines.
  public private(set) var refusedCount = 0

  /// What trades change; put back where the ledger could not keep them.
  struct State {
    var curve: ConstantProduct
    var fund: DiscountFund?
    /// Units sold and not yet back, by who has them.
    var held: [AccountID: Int64] = [:]
    var outstanding: Int64 = 0
    var owned: [AccountID: Int64]
    var trades = 0
    var price: TimeAverage
    var utilization: TimeAverage

    mutating func give(_ units: Int64, to trader: AccountID) {
      held[trader, default: 0] += units
      outstanding += units
    }

    mutating func take(_ units: Int64, from trader: AccountID) {
      let left = held[trader]! - units
      held[trader] = left == 0 ? nil : left
      outstanding -= units
    }
  }

  /// How long a utilisation lasts until a policy sees all of it, in µs: who moves it for a moment moves no price.
  public static let utilizationWindow: Int64 = 60_000_000

  /// Founds a pool: the provider pays the tokens and owns the shares.
  ///
  /// - Parameters:
  ///   - name: of the account it opens in the ledger.
  ///   - units: compute units to start with.
  ///   - tokens: µrUv to start with; the first price is tokens/units.
  ///   - slot: of `Pricing.kind`; a new one holds the built-in constant product.
  ///   - now: when, in µs; all times given later are of the same clock.
  public init(
    _ ledger: Ledger, name: String = "pool", units: Int64, tokens: Int64, provider: AccountID, fund: DiscountFund? = nil,
    slot: PolicySlot = PolicySlot(Pricing.kind), seed: UInt64, at now: Int64 = 0
  ) throws(MarketError) {
    precondition(slot.kind.name == Pricing.kind.name)
    self.ledger = ledger
    self.slot = slot
    let curve = try ConstantProduct(units: units, tokens: tokens)
    state = State(
      curve: curve, fund: fund, owned: [provider: curve.shares - ConstantProduct.lockedShares],
      price: TimeAverage(FixedPoint(tokens, over: units), at: now), utilization: TimeAverage(FixedPoint(0, over: 1), at: now))
    chance = RandomStream(seed: seed, "pricing")
    frame = PolicyFrame(Pricing.kind, random: chance)
    account = ledger.open(name)
    try move(tokens, from: provider, to: account, .liquidity)
  }

  public var curve: ConstantProduct { state.curve }
  public var fund: DiscountFund? { state.fund }
  public var trades: Int { state.trades }
  /// Units sold and not yet back.
  public var outstanding: Int64 { state.outstanding }
  /// Units a trader bought and has not sold back.
  public func held(by trader: AccountID) -> Int64 { state.held[trader] ?? 0 }
  /// Share of all units that is sold and not yet back, 0…1.
  public var utilization: Double { Double(outstanding) / Double(curve.units + outstanding) }

  /// The price of a unit, in µrUv, as the mean over the last `window` µs, an hour at most.
  public func meanPrice(over window: Int64, at now: Int64) -> FixedPoint { state.price.mean(over: window, at: now) }

  /// The utilisation as policies see it: the mean over the last minute.
  public func meanUtilization(at now: Int64) -> FixedPoint { state.utilization.mean(over: Self.utilizationWindow, at: now) }

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
    let quote = Quote(price: price + extra, discount: max(0, full - price))
    lastQuote = QuoteBasis(
      side: .buy, units: units, curve: curve, fee: slot.faultCount > faults ? Pricing.nativeFee : asked, price: quote.price,
      surcharge: extra, discount: quote.discount, budget: budget, reputation: reputation, utilization: frame.number(3)!)
    return quote
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
    lastQuote = QuoteBasis(
      side: .sell, units: units, curve: curve, fee: slot.faultCount > faults ? Pricing.nativeFee : asked, price: payout, surcharge: 0, discount: 0,
      budget: 0, reputation: reputation, utilization: frame.number(3)!)
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
    try checkDeadline(deadline, now)
    let quote = try quoteBuy(units, reputation: reputation, at: now)
    if quote.price > limit { throw refused(.aboveLimit(cost: quote.price, limit: limit)) }
    var next = curve
    try next.buy(units, for: quote.cost)
    do throws(LedgerError) { try ledger.checkCredit(account, quote.cost) } catch { throw .ledger(error) }
    try move(quote.price, from: buyer, to: account, .swap)
    if quote.discount > 0 {
      try move(quote.discount, from: fund!.account, to: account, .discount)  // within its budget, so it can't fail
      state.fund!.spend(quote.discount, at: now)
    }
    state.give(units, to: buyer)
    commit(next, at: now)
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
    try checkDeadline(deadline, now)
    if units > held(by: seller) { throw .notHeld(units: units, held: held(by: seller)) }
    let payout = try quoteSell(units, reputation: reputation, at: now)
    if payout < limit { throw refused(.belowLimit(payout: payout, limit: limit)) }
    try pay(payout, for: units, to: seller, at: now)
    return payout
  }

  /// - Parameter payout: at most what the units are worth.
  func pay(_ payout: Int64, for units: Int64, to seller: AccountID, at now: Int64) throws(MarketError) {
    var next = curve
    try next.sell(units, for: payout)
    try move(payout, from: account, to: seller, .swap)
    state.take(units, from: seller)
    commit(next, at: now)
  }

  // MARK: Steps

  enum Direction { case buy, sell }

  func checkDeadline(_ deadline: Int64, _ now: Int64) throws(MarketError) {
    if now > deadline { throw refused(.expired(deadline: deadline, now: now)) }
  }

  /// Counts an order that its own conditions refused.
  func refused(_ error: MarketError) -> MarketError {
    refusedCount += 1
    return error
  }

  /// The fee of whoever will quote: a policy that fails here no longer answers, so its stand-in is asked.
  func askFee(_ side: Direction, reputation: Double, budget: Int64, at now: Int64) -> Int64 {
    frame.now = now
    frame.random = chance.lane(UInt64(trades)).state
    frame.set(0, side == .buy ? Pricing.Side.buy : Pricing.Side.sell)
    frame.set(1, curve.units)
    frame.set(2, curve.tokens)
    frame.set(3, meanUtilization(at: now).value)
    frame.set(4, reputation)
    frame.set(5, budget)
    while !slot.call(Pricing.Call.fee, frame) {}  // the built-in rule is the last in line and never fails
    return frame.integerResult(0)!
  }

  func move(_ amount: Int64, from debit: AccountID, to credit: AccountID, _ code: TransferCode) throws(MarketError) {
    defer { transfers += 1 }
    let id = TransferID(code, task: transfers, party: Int(account.rawValue))
    do throws(LedgerError) {
      // A transfer of that id that was there before would be no payment for this trade.
      guard try ledger.transfer(id, from: debit, to: credit, amount: amount, code: code) == .new else { throw .reusedID(id) }
    } catch { throw .ledger(error) }
  }

  func commit(_ next: ConstantProduct, at now: Int64) {
    state.curve = next
    state.trades += 1
    state.price.change(to: FixedPoint(next.tokens, over: next.units), at: now)
    state.utilization.change(to: FixedPoint(outstanding, over: next.units + outstanding), at: now)
    precondition(ledger.balance(of: account) == next.tokens, "the pool's account and its reserve differ")
  }
}
