public import Policies

/// A node's whole strategy as one text: what work costs it, what it asks, what it invests in, and what it does by itself
/// when a condition holds.
///
/// The triggers are after Chainlink Automation's upkeeps: `due` is asked again and again and moves nothing; only when it
/// says so is `upkeep` performed, and paid out of what the business set aside for it before.
public enum Business {
  public static let kind: PolicyKind = PolicyKind(
    "business", "A node's whole strategy: its costs, its bids, its investments, and what it does by itself.",
    scope: .node,
    movesMoney: true,
    functions: [
      PolicyFunction(
        "cost", "What serving a request costs the business, as it reckons.",
        parameters: [
          PolicyField("units", .integer, unit: "compute units", bounds: .integers(1...unitLimit), "size of the request"),
          PolicyField("domain", .integer, bounds: .integers(1...domainLimit), "what the request is about"),
        ],
        results: [PolicyField("cost", .integer, unit: "µrUv", bounds: .integers(0...Auction.priceLimit))]),
      PolicyFunction(
        "bid", "The price it asks, or nil to stay out.",
        parameters: [PolicyField("cost", .integer, unit: "µrUv", bounds: .integers(0...Auction.priceLimit), "as `cost` answered")],
        results: [PolicyField("price", .integer, unit: "µrUv", bounds: .integers(0...Auction.priceLimit), isOptional: true, "nil for no bid")]),
      PolicyFunction(
        "invest", "What it spends of its balance, asked once a day.", .optional,
        results: [
          PolicyField("adapter", .integer, bounds: .integers(1...domainLimit), isOptional: true, "a domain to train an adapter for"),
          PolicyField("capacity", .integer, unit: "tenths of a standard node", bounds: .integers(0...capacityLimit), isOptional: true, "to add"),
          PolicyField("stake", .integer, unit: "µrUv", bounds: .integers(0...Auction.priceLimit), isOptional: true, "to lock"),
          PolicyField("prepay", .integer, unit: "µrUv", bounds: .integers(0...Auction.priceLimit), isOptional: true, "to set aside for its upkeep"),
        ]),
      PolicyFunction(
        "due", "Whether its trigger has fired: asked every quarter of an hour, for nothing.", .optional,
        results: [PolicyField("due", .boolean)]),
      PolicyFunction(
        "upkeep", "What it does when the trigger has fired, out of what it set aside.", .optional,
        results: [
          PolicyField("adapter", .integer, bounds: .integers(1...domainLimit), isOptional: true, "a domain to train an adapter for"),
          PolicyField("capacity", .integer, unit: "tenths of a standard node", bounds: .integers(0...capacityLimit), isOptional: true, "to add"),
          PolicyField("open", .boolean, isOptional: true, "whether it bids from now on; nil: as before"),
        ]),
    ],
    fields: Situation.fields,
    laws: laws,
    fallback: { none() })

  public static let unitLimit: Int64 = 1_000_000
  public static let domainLimit: Int64 = 1_000
  /// Tenths of a standard node that can be added at once.
  public static let capacityLimit: Int64 = 1_000

  public enum Call { public static let cost = 0, bid = 1, invest = 2, due = 3, upkeep = 4 }

  /// No strategy: it asks what the meter says, and neither invests nor has triggers.
  private static func none() -> any Policy {
    NativePolicy(
      kind: "business", name: "none",
      [
        { frame, _ in
          let units = Double(frame.integerArgument(0) ?? 0)
          let saving = frame.number(Situation.saving) ?? 0
          let unit = (frame.number(Situation.power) ?? 0) * (1 - saving) + (frame.number(Situation.wear) ?? 0)
          frame.result(0, Int64(min(max(units * unit, 0), 0x1p62).rounded(.down)))
        },
        { frame, _ in frame.result(0, frame.integerArgument(0) ?? 0) },
        { frame, _ in for i in 0..<4 { frame.resultNone(i) } },
        { frame, _ in frame.result(0, false) },
        { frame, _ in for i in 0..<3 { frame.resultNone(i) } },
      ])
  }
}
