/// An order of a batch: all of it or nothing, at the batch's one price.
public struct Order: Sendable, Equatable {
  public enum Side: String, Sendable, CaseIterable { case buy, sell }

  public var trader: AccountID
  public var side: Side
  public var units: Int64
  /// The most a buyer pays, the least a seller takes, for all its units, in µrUv.
  public var limit: Int64
  /// The last moment the order is good, in µs.
  public var deadline: Int64

  public init(trader: AccountID, side: Side, units: Int64, limit: Int64, deadline: Int64 = .max) {
    self.trader = trader
    self.side = side
    self.units = units
    self.limit = limit
    self.deadline = deadline
  }

  /// Whether a limit per unit is worse for the others than another order's of the same side.
  func isWeaker(than other: Order) -> Bool {
    let (mine, theirs) = (Int128(limit) * Int128(other.units), Int128(other.limit) * Int128(units))
    return side == .buy ? mine < theirs : mine > theirs
  }
}

/// What became of a batch.
public struct Clearing: Sendable {
  public enum Outcome: Sendable, Equatable {
    /// What the buyer paid, or the seller got, in µrUv.
    case filled(Int64)
    case refused(MarketError)
  }

  /// One for each order, in their order.
  public var outcomes: [Outcome]
  /// Units the pool sold, or took back where negative: what the orders did not find in each other.
  public var net: Int64
  /// The one price: µrUv for so many units. Buyers' sums are rounded up from it, sellers' down.
  public var price: (tokens: Int64, units: Int64)

  func amount(of order: Order) -> Int64? {
    mulDiv(price.tokens, order.units, price.units, order.side == .buy ? .ceil : .floor)
  }
}
