public import Interface

/// What a market of businesses is like, apart from its businesses and its demand. Money in µrUv.
public struct BusinessTerms: Sendable {
  /// What a business begins with, its stake included.
  public var capital: Int64 = 12 * Voucher.micros
  public var stake: Int64 = 3 * Voucher.micros
  /// A day, for a standard node: what cannot pay it goes out of business.
  public var rent: Int64 = 4 * Voucher.micros
  public var adapterPrice: Int64 = 1 * Voucher.micros
  /// Of a tenth of a standard node.
  public var capacityPrice: Int64 = 1 * Voucher.micros
  /// Of an upkeep, besides what it buys.
  public var upkeepFee: Int64 = 10_000
  /// Of a payment, from the requester, in basis points.
  public var taskFee: Int64 = 200
  /// One part in so many of the stake goes for a request that is not served in time.
  public var slashDivisor: Int64 = 20
  /// Spread of an option that a successor inherits: the standard deviation of its logarithm.
  public var mutation = 0.15
  public var seed: UInt64 = 1

  public init() {}

  /// Power, in µrUv a unit, of the median node at a mean price.
  static let power = 4_000.0
  /// Wear of a cold machine, and what heat adds to it, in µrUv a unit.
  static let wear = 500.0, heat = 1_000.0
  /// Of the power, by a perfect adapter.
  static let saving = 0.3
  /// Share of right answers without an adapter, and what a perfect one adds.
  static let quality = 0.8, expertise = 0.18
  /// Of what is still missing, learned in one training; of what was known, kept over a day.
  static let learning = 0.5, memory = 0.9
  /// The pool's first price of a unit, in µrUv, and how many mean requests a business it starts with.
  static let price: Int64 = 8_000, depth = 30.0
}

/// A strategy that enters a market: a business's text, its options, and how many follow it at first.
public struct BusinessEntry: @unchecked Sendable {  // option tables hold plain data only
  /// What tables call it.
  public var name: String
  /// The plugin.
  public var plugin: String
  /// A successor inherits these and the text's defaults, the fractional ones changed a little.
  public var options: Table
  public var copies: Int

  public init(_ name: String, plugin: String? = nil, options: Table = Table(), copies: Int = 1) {
    self.name = name
    self.plugin = plugin ?? name
    self.options = options
    self.copies = copies
  }
}
