import Interface
public import Policies

/// Who executes a task and what for. Nodes ask a price; the requester pays at most the reserve.
public enum Auction {
  /// Prices are 0…2^62 µrUv, so that sums of two never overflow.
  public static let priceLimit: Int64 = 1 << 62

  /// Tasks that are cleared at once.
  public static let tasksLimit: Int64 = 1 << 20

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
        ]),
      PolicyFunction(
        "clear_many", "Shares equal tasks out among bidders that can do several each; a rule without it clears one task after the other.", .optional,
        parameters: [
          PolicyField("prices", .vector(.i64), unit: "µrUv", "what each bidder asks for a task"),
          PolicyField("capacities", .vector(.i64), "tasks each bidder can do; 0 where its bid is not feasible"),
        ],
        results: [
          PolicyField("awarded", .vector(.i64), bounds: .integers(0...tasksLimit), "tasks each bidder gets"),
          PolicyField("payments", .vector(.i64), unit: "µrUv", bounds: .integers(0...priceLimit), "what each bidder is paid in all"),
        ]),
    ],
    fields: [
      PolicyField("reserve", .integer, unit: "µrUv", "the most the requester pays"),
      PolicyField("count", .integer, "how many bids"),
      PolicyField("units", .integer, unit: "compute units", "size of the task"),
      PolicyField("latency_us", .vector(.i64), unit: "µs", "expected latency of each bidder"),
      PolicyField("quality", .vector(.f64), "expected quality of each bidder, 0…1"),
      PolicyField("reputation", .vector(.f64), "reputation of each bidder, 0…1"),
      PolicyField("tie", .vector(.i64), "a seeded key for each bidder: of two equal bids the smaller key wins"),
      PolicyField("tasks", .integer, "how many equal tasks there are; 1 but for clear_many"),
    ],
    laws: laws + batchLaws,
    fallback: { Vickrey.policy() })

  // Places in the declaration above.
  enum Field { static let reserve = 0, count = 1, units = 2, latency = 3, quality = 4, reputation = 5, tie = 6, tasks = 7 }
  enum Call { static let clear = 0, clearMany = 1 }
  enum Argument { static let prices = 0, feasible = 1, capacities = 1 }
  enum Result { static let winner = 0, payment = 1, awarded = 0, payments = 1 }
}
