import Interface
public import Policies

/// Who executes a task and what for. Nodes ask a price; the requester pays at most the reserve.
public enum Auction {
  /// Prices are 0…2^62 µrUv, so that sums of two never overflow.
  public static let priceLimit: Int64 = 1 << 62

  public static let kind: PolicyKind = PolicyKind(
    "auction", "Who executes a task, and at what price.",
    movesMoney: true,
    functions: [
      PolicyFunction(
        "clear", "Chooses one feasible bid and what it is paid, or nobody.",
        parameters: [
          PolicyField("prices", .vector(.i64), unit: "µrUv", "what each bidder asks"),
          PolicyField("feasible", .vector(.mask), "1 where the bid meets deadline and quality and is at most the reserve"),
        ],
        results: [
          PolicyField("winner", .integer, bounds: .integers(1...Int64(Int32.max)), isOptional: true, "index of the winning bid, nil for nobody"),
          PolicyField("payment", .integer, unit: "µrUv", bounds: .integers(0...priceLimit), isOptional: true, "what the winner is paid; nil for nobody"),
        ])
    ],
    fields: [
      PolicyField("reserve", .integer, unit: "µrUv", "the most the requester pays"),
      PolicyField("count", .integer, "how many bids"),
      PolicyField("units", .integer, unit: "compute units", "size of the task"),
      PolicyField("latency_us", .vector(.i64), unit: "µs", "expected latency of each bidder"),
      PolicyField("quality", .vector(.f64), "expected quality of each bidder, 0…1"),
      PolicyField("reputation", .vector(.f64), "reputation of each bidder, 0…1"),
      PolicyField("tie", .vector(.i64), "a seeded key for each bidder: of two equal bids the smaller key wins"),
    ],
    laws: laws,
    fallback: { Vickrey.policy() })

  // Places in the declaration above.
  enum Field { static let reserve = 0, count = 1, units = 2, latency = 3, quality = 4, reputation = 5, tie = 6 }
  enum Argument { static let prices = 0, feasible = 1 }
  enum Result { static let winner = 0, payment = 1 }
}
