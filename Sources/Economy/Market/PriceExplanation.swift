public import Policies

/// Why a quote is what it is: every step from the reserves to the price, in µrUv.
public struct PriceExplanation: Sendable {
  public var side: Order.Side
  public var units: Int64
  /// Before the trade.
  public var reserves: (units: Int64, tokens: Int64)
  /// What the curve takes or gives without fee, exactly: y·u/(x ∓ u), rounded down.
  public var exact: FixedPoint
  /// The same in whole µrUv, rounded against the trader.
  public var rounded: Int64
  /// In basis points.
  public var fee: Int64
  /// The curve with the fee: what the pool receives at least, or pays at most.
  public var full: Int64
  /// What the policy asks or pays, with the surcharge.
  public var price: Int64
  /// What the pool takes beyond the policy's price.
  public var surcharge: Int64
  /// Added by the discount fund.
  public var discount: Int64
  /// What the fund may still pay now.
  public var budget: Int64
  /// Whose rule answered.
  public var policy: PolicyIdentity
  /// Why the policy that was chosen did not answer; nil where it did.
  public var suspension: String?
  public var reputation: Double
  /// The mean over the last minute, as the policy saw it.
  public var utilization: Double
  /// µrUv a unit: of the reserves before and after, and the mean over the last minute.
  public var spot: Double
  public var spotAfter: Double
  public var meanPrice: Double

  /// Of a unit in this order, in µrUv.
  public var unitPrice: Double { Double(price) / Double(units) }
  /// By how much the order's price is worse than the spot price, as a share of it.
  public var slippage: Double { side == .buy ? unitPrice / spot - 1 : 1 - unitPrice / spot }
}

extension PriceExplanation {
  /// - Parameters:
  ///   - policy: whose rule answered.
  ///   - meanPrice: over the minute before, in µrUv a unit.
  public init(_ basis: QuoteBasis, policy: PolicyIdentity, suspension: String? = nil, meanPrice: Double) {
    let curve = basis.curve, units = basis.units
    var next = curve
    // It was quoted, so the curve can do all of this.
    do {
      switch basis.side {
      case .buy:
        rounded = try curve.cost(ofBuying: units, fee: 0)
        full = try curve.cost(ofBuying: units, fee: basis.fee)
        exact = FixedPoint(curve.tokens, times: units, over: curve.units - units)
        try next.buy(units, for: basis.price + basis.discount)
      case .sell:
        rounded = try curve.payout(forSelling: units, fee: 0)
        full = try curve.payout(forSelling: units, fee: basis.fee)
        exact = FixedPoint(curve.tokens, times: units, over: curve.units + units)
        try next.sell(units, for: basis.price)
      }
    } catch { preconditionFailure("a quote that the curve refuses: \(error)") }
    (side, self.units, fee) = (basis.side, units, basis.fee)
    (price, surcharge, discount) = (basis.price, basis.surcharge, basis.discount)
    (budget, reputation, utilization) = (basis.budget, basis.reputation, basis.utilization)
    reserves = (curve.units, curve.tokens)
    (spot, spotAfter) = (curve.spotPrice, next.spotPrice)
    (self.policy, self.suspension, self.meanPrice) = (policy, suspension, meanPrice)
  }
}

extension ComputePool {
  /// Asks for a quote and says how it comes about. Changes nothing.
  public func explain(_ units: Int64, _ side: Order.Side, reputation: Double = 0, at now: Int64 = 0) throws(MarketError) -> PriceExplanation {
    switch side {
    case .buy: _ = try quoteBuy(units, reputation: reputation, at: now)
    case .sell: _ = try quoteSell(units, reputation: reputation, at: now)
    }
    return PriceExplanation(
      lastQuote!, policy: slot.answering.identity, suspension: slot.suspension.map { "\($0)" },
      meanPrice: meanPrice(over: Self.utilizationWindow, at: now).value)
  }
}
