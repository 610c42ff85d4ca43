import Interface
import Kernels
public import Policies

/// What a node asks for a task.
public enum Bidding {
  public static let kind: PolicyKind = PolicyKind(
    "bidding", "What a node bids.",
    scope: .node,
    movesMoney: true,
    functions: [
      PolicyFunction(
        "bid", "The price the node asks, or nil to stay out.",
        parameters: [PolicyField("cost", .integer, unit: "µrUv", bounds: .integers(0...Auction.priceLimit), "what the task costs the node")],
        results: [
          PolicyField("price", .integer, unit: "µrUv", bounds: .integers(0...Auction.priceLimit), isOptional: true, "what it asks; nil for no bid")
        ]),
      PolicyFunction(
        "reveal", "Whether the node opens its sealed bid; one that stays sealed costs its bond. Without it every bid is opened.", .optional,
        parameters: [
          PolicyField("price", .integer, unit: "µrUv", "what it sealed"),
          PolicyField("lowest", .integer, unit: "µrUv", isOptional: true, "the lowest of the bids opened before; nil for none"),
        ],
        results: [PolicyField("opens", .boolean, "whether it opens it")]),
    ],
    fields: [
      PolicyField("units", .integer, unit: "compute units", "size of the task"),
      PolicyField("queue_us", .integer, unit: "µs", "work already queued at the node"),
      PolicyField("deadline_us", .integer, unit: "µs", "time left for the task"),
      PolicyField("reserve", .integer, unit: "µrUv", "the most the requester pays"),
      PolicyField("last_clearing", .integer, unit: "µrUv", "the last payment the node saw, 0 before the first"),
      PolicyField("win_rate", .number, "share of its recent bids that won, 0…1"),
      PolicyField("reputation", .number, "the node's, 0…1"),
      PolicyField("balance", .integer, unit: "µrUv", "what the node may spend"),
      PolicyField("utilization", .number, "share of the node's time in use, 0…1"),
      PolicyField("in_ring", .boolean, "whether one owner runs it together with others"),
      PolicyField("ring_cost", .integer, unit: "µrUv", isOptional: true, "the lowest cost of the ring's nodes that were asked; nil outside a ring"),
    ],
    laws: laws,
    fallback: { truthful() })

  /// Asks what the task costs: the dominant strategy in a second-price auction.
  private static func truthful() -> any Policy {
    NativePolicy(kind: "bidding", name: "truthful", [
      { frame, _ in frame.result(0, frame.integerArgument(0) ?? 0) }, { frame, _ in frame.result(0, true) },
    ])
  }

  static var laws: [Law] {
    [
      Law("bids a whole price in range", "A price is an integer from 0 to 2^62 µrUv, or nil.") { policy, random in
        let frame = PolicyFrame(kind, random: random)
        for _ in 0..<256 {
          let cost = Int64(random.below(3_000_000))
          Circumstances(random: &random).fill(frame)
          frame.argument(0, cost)
          frame.now += 1_000
          frame.random = RandomStream(seed: random.next(), "law").state
          try policy.call(0, instance: 0, frame)
          do throws(PolicyFault) { try frame.checkResults(0, of: policy) } catch {
            throw LawViolation("cost \(cost): \(error)")
          }
        }
      }
    ]
  }

  /// What a node knows when it bids.
  public struct Circumstances: Sendable {
    /// The task's size in compute units.
    public var units: Int64 = 1
    /// Work already queued at the node, in µs.
    public var queue: Int64 = 0
    /// Time left for the task, in µs.
    public var deadline: Int64 = .max
    /// The most the requester pays, in µrUv.
    public var reserve: Int64 = Auction.priceLimit
    /// The last payment the node saw, in µrUv; 0 before the first.
    public var lastClearing: Int64 = 0
    /// Share of its recent bids that won.
    public var winRate: Double = 0
    public var reputation: Double = 0.5
    /// What the node may spend, in µrUv.
    public var balance: Int64 = 0
    /// Share of the node's time in use.
    public var utilization: Double = 0
    /// Whether one owner runs it together with others, and the lowest cost of those that were asked, in µrUv.
    public var isInRing = false
    public var ringCost: Int64?

    public init() {}

    func fill(_ frame: PolicyFrame) {
      frame.set(0, units)
      frame.set(1, queue)
      frame.set(2, deadline)
      frame.set(3, reserve)
      frame.set(4, lastClearing)
      frame.set(5, winRate)
      frame.set(6, reputation)
      frame.set(7, balance)
      frame.set(8, utilization)
      frame.set(9, isInRing)
      if let ringCost { frame.set(10, ringCost) } else { frame.setNone(10) }
    }
  }
}

extension Bidding.Circumstances {
  /// Anything a node may meet.
  init(random: inout RandomStream) {
    units = Int64(1 + random.below(1_000))
    queue = Int64(random.below(2_000_000))
    deadline = Int64(random.below(5_000_000))
    reserve = Int64(random.below(4_000_000))
    lastClearing = random.below(4) == 0 ? 0 : Int64(random.below(4_000_000))
    winRate = random.uniform()
    reputation = random.uniform()
    balance = Int64(random.below(100_000_000))
    utilization = random.uniform()
    isInRing = random.below(4) == 0
    ringCost = isInRing ? Int64(random.below(3_000_000)) : nil
  }
}
