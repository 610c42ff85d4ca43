/// What a purchase costs and who pays.
public struct Quote: Sendable, Equatable {
  /// Paid by the buyer, in µrUv.
  public let price: Int64
  /// Added by the discount fund, in µrUv.
  public let discount: Int64
  /// What the pool receives.
  public var cost: Int64 { price + discount }
}

/// What a quote was made of, for whoever asks why.
public struct QuoteBasis: Sendable, Equatable {
  public var side: Order.Side
  public var units: Int64
  public var curve: ConstantProduct
  /// In basis points.
  public var fee: Int64
  /// Paid by the buyer, or to the seller, in µrUv.
  public var price: Int64
  /// The pool's own, in the price: beyond what the rule asked.
  public var surcharge: Int64
  public var discount: Int64
  /// What the fund could have paid, in µrUv.
  public var budget: Int64
  public var reputation: Double
  /// As the policy saw it.
  public var utilization: Double
}
