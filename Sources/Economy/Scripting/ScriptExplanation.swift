public import Interface

/// Why something costs what it does, as scripts hold it: to be read, and as plain data.
public final class ScriptExplanation: PassableObject {
  public static var className: String { "explanation" }

  public let card: Card
  let steps: Table

  public init(_ card: Card, steps: Table) {
    self.card = card
    self.steps = steps
  }
}

extension ScriptExplanation: Describable {}

extension EconomyInterface {
  static let explanationClass = Class(
    ScriptExplanation.className, "Why a price is what it is: each step from the reserves, or the bids, to what is paid.",
    methods: [
      Function(
        "steps", "Each step by its name.", Typed<ScriptExplanation>.object("self"), returns: Parameter("steps", .table),
        example: "economy.pool(1000000, 5000 * economy.RUV):explain(1000):steps().fee_bp"
      ) { $0.steps }
    ],
    operators: [.card(of: ScriptExplanation.self, example: "tostring(economy.pool(1000000, 5000 * economy.RUV):explain(1000))")])
}

extension PriceExplanation {
  /// Its rows, for a card.
  public var parts: [Card.Part] {
    func money(_ amount: Int64) -> String { "\(Readable.count(amount)) µrUv" }
    func rate(_ price: Double) -> String { "\(Readable.number(price)) µrUv a unit" }
    let isPurchase = side == .buy
    var parts: [Card.Part] = [
      .row("reserves", ["\(Readable.count(reserves.units)) units × \(money(reserves.tokens))", rate(spot)]),
      .row("curve", [isPurchase ? "y·u/(x − u)" : "y·u/(x + u)", "\(exact.text(decimals: 3)) µrUv", "rounded \(isPurchase ? "up" : "down") to \(money(rounded))"]),
      .row("fee", ["\(fee) basis points of what goes in", money(isPurchase ? full - rounded : rounded - full), "kept for the shares"]),
      .row("rule", [policy.name, policy.version] + (policy.hash == "native" ? [] : [String(policy.hash.prefix(16))])),
    ]
    let above = isPurchase ? price - surcharge + discount - full : full - price
    if above > 0 { parts.append(.row("premium", [money(above), isPurchase ? "asked above the curve and its fee" : "paid less than the curve after its fee"])) }
    if surcharge > 0 { parts.append(.row("surcharge", [money(surcharge), "set for the pool, to the shares"])) }
    if let suspension { parts.append(.row("suspended", [suspension])) }
    if budget > 0 || discount > 0 {
      parts.append(
        .row("discount", [money(discount), "for a reputation of \(Readable.number(reputation))", "paid by the fund, which has \(money(budget))"]))
    }
    return parts + [
      .row(isPurchase ? "to pay" : "to get", [money(price), rate(unitPrice)]),
      .row("slippage", ["\(Readable.number(slippage * 100))% against the reserves' price"]),
      .row("after", [rate(spotAfter)]),
      .row("mean", [rate(meanPrice), "over the last minute", "\(Readable.number(utilization * 100))% sold"]),
    ]
  }

  public var card: Card {
    Card("\(side == .buy ? "purchase" : "sale") of \(Readable.count(Int(units), "unit"))", ["\(Readable.count(price)) µrUv"], parts: parts)
  }

  public var steps: Table {
    var steps = Table()
    let values: [(String, Value)] = [
      ("side", .string(side.rawValue)), ("units", .integer(units)), ("reserve_units", .integer(reserves.units)),
      ("reserve_tokens", .integer(reserves.tokens)), ("curve_exact", .number(exact.value)), ("curve", .integer(rounded)),
      ("fee_bp", .integer(fee)), ("full", .integer(full)), ("price", .integer(price)), ("surcharge", .integer(surcharge)), ("discount", .integer(discount)),
      ("budget", .integer(budget)), ("reputation", .number(reputation)), ("utilization", .number(utilization)),
      ("policy", .string("\(policy)")), ("hash", .string(policy.hash)), ("suspension", suspension.map { .string($0) } ?? .none),
      ("spot", .number(spot)), ("spot_after", .number(spotAfter)), ("slippage", .number(slippage)), ("mean_price", .number(meanPrice)),
    ]
    for (name, value) in values { steps[name] = value }
    return steps
  }
}
