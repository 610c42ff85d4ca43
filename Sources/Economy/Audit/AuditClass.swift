public import Interface
public import Policies

/// An audit as scripts hold it.
final class ScriptAudit: PassableObject, Describable {
  static var className: String { "audit" }
  let audit: AuctionAudit
  let identity: PolicyIdentity

  init(_ audit: AuctionAudit, of identity: PolicyIdentity) {
    self.audit = audit
    self.identity = identity
  }

  var card: Card {
    var parts: [Card.Part] = []
    parts.append(.row("another price", audit.misreport.map { ["gains up to \(money($0.gain))", $0.story] } ?? ["never gains: the truth is dominant"]))
    parts.append(.row("a second name", audit.falseName.map { ["gains up to \(money($0.gain))", $0.story] } ?? ["never gains"]))
    parts.append(.row("the truth", audit.loss.map { ["can cost \(money(-$0.truthful))", $0.story] } ?? ["never costs anything"]))
    parts.append(.row("mean regret", ["\(Readable.number((audit.meanRegret * 1e6).rounded() / 1e4))% of the reserve"]))
    if audit.faults > 0 { parts.append(.row("contract", ["broken: the built-in rule stood in \(Readable.count(audit.faults)) times"])) }
    return Card(
      "audit of \(identity.kind)/\(identity.name)",
      [
        audit.faults > 0 ? "breaks its contract" : audit.misreport == nil ? "truthful" : "not truthful", "\(Readable.count(audit.smallMarkets)) small markets, whole",
        "\(Readable.count(audit.randomMarkets)) larger ones at random",
      ], parts: parts)
  }

  private func money(_ amount: Int64) -> String { "\(Readable.count(amount)) µrUv" }
}

extension AuctionAudit.Finding {
  /// "costs 3, asks 4, others ask 5: paid 1 more".
  var story: String {
    let others = others.isEmpty ? "alone" : "others ask \(others.map { Readable.count($0) }.joined(separator: ", "))"
    let does =
      switch deviation {
      case .price(let price) where price == cost: "asks that"
      case .price(let price): "asks \(Readable.count(price))"
      case .falseName(_, let second): "also asks \(Readable.count(second))"
      }
    return "costs \(Readable.count(cost)), \(does), \(others), reserve \(Readable.count(reserve)): profit \(Readable.count(deviating)) rather than \(Readable.count(truthful))"
  }

  var table: Table {
    var table = Table()
    table["cost"] = .integer(cost)
    switch deviation {
    case .price(let price): table["price"] = .integer(price)
    case .falseName(let price, let second):
      table["price"] = .integer(price)
      table["second_price"] = .integer(second)
    }
    table["others"] = .table(Table(list: others.map(Value.integer)))
    table["reserve"] = .integer(reserve)
    table["truthful_profit"] = .integer(truthful)
    table["deviating_profit"] = .integer(deviating)
    table["gain"] = .integer(gain)
    return table
  }
}

extension EconomyInterface {
  /// - Parameter load: finds a policy by its name.
  public static func audit(_ load: @escaping @Sendable (String) throws -> any LoadedPolicy) -> Function {
    Function(
      "audit", "Searches an auction rule for a profitable lie, and shows the best: another price, a second bid under a false name, or staying out.",
      detail: """
        Small markets are searched whole: every cost of the deviator against every set of others' costs, each with every other price. \
        Larger ones, with drawn latencies, qualities and reputations, are searched at random.
        """,
      .any("rule", "\"auction/first_price\", a path, or a loaded policy"),
      .optional(.table("extent", fields: [bidders.parameter, values.parameter, markets.parameter, seed.parameter]), "{}"),
      returns: Parameter("audit", .object("audit")), example: "economy.audit(\"auction/first_price\").truthful",
      errors: ["there is no such plugin, or it cannot be loaded", "the rule is a policy of another kind than auction"]
    ) { rule, extent in
      let policy: any LoadedPolicy
      switch rule {
      case .string(let name): policy = try load(name)
      case .object(let loaded as any LoadedPolicy): policy = loaded
      default: throw ScriptError("bad argument #1 'rule' (the name of an auction rule or a policy expected, got \(rule.typeName))")
      }
      guard policy.kind.name == Auction.kind.name else {
        throw ScriptError("rule is a policy of kind '\(policy.kind.name)', '\(Auction.kind.name)' expected")
      }
      let options = extent ?? Table()
      var searched = AuctionAudit.Extent()
      searched.bidders = Int(options[bidders])
      searched.values = options[values]
      searched.randomMarkets = Int(options[markets])
      return ScriptAudit(try AuctionAudit(policy.policy, extent: searched, seed: UInt64(bitPattern: options[seed])), of: policy.policy.identity)
    }
  }

  private static let bidders = Typed<Int64>.integer("bidders", 1...5, "of the markets searched whole").defaulting(to: 4)
  private static let values = Typed<Int64>.integer("values", 1...20, unit: "µrUv", "the largest cost and price in them, and their reserve").defaulting(to: 10)
  private static let markets = Typed<Int64>.integer("markets", 0...100_000, "larger ones, drawn at random").defaulting(to: 2_000)
  private static let seed = Typed<Int64>.integer("seed", nil, "of ties and draws").defaulting(to: 1)

  static let auditClass = Class(
    "audit", "What was found when an auction rule was searched for profitable lies.",
    fields: [
      Function("faults", "Answers that broke the contract: the built-in rule stood in, and what was found is its.", this, returns: Parameter("faults", .integer), example: "\(made).faults") {
        Int64($0.audit.faults)
      },
      Function("truthful", "Whether it kept its contract, and no other price than the cost ever gains.", this, returns: Parameter("truthful", .boolean), example: "\(made).truthful") {
        $0.audit.misreport == nil && $0.audit.faults == 0
      },
      finding("deviation", "The other price that gains most; nil where none does.") { $0.misreport },
      finding("false_name", "The second bid under a false name that gains most; nil where none does.") { $0.falseName },
      finding("loss", "Where the truth costs most; nil where it never does.") { $0.loss },
      Function("regret", "Mean of what the best other price gains, as a share of the reserve.", this, returns: Parameter("regret", .number), example: "\(made).regret") {
        $0.audit.meanRegret
      },
      Function("markets", "How many were searched.", this, returns: Parameter("markets", .integer), example: "\(made).markets") {
        Int64($0.audit.smallMarkets + $0.audit.randomMarkets)
      },
    ],
    operators: [.card(of: ScriptAudit.self, example: "tostring(\(made))")])

  private static let this: Typed<ScriptAudit> = .object("self")
  private static let made = "economy.audit(\"auction/vickrey\", { bidders = 2, markets = 50 })"

  private static func finding(_ name: String, _ summary: String, _ get: @escaping @Sendable (AuctionAudit) -> AuctionAudit.Finding?) -> Function {
    Function(
      name, summary, this,
      returns: .table(
        "finding",
        fields: [
          Parameter("cost", .integer, unit: "µrUv", "of the deviator"), Parameter("price", .integer, unit: "µrUv", "it asks"),
          Parameter("second_price", .integer, unit: "µrUv", isOptional: true, "under the false name"), .table("others", "what they ask, truthfully"),
          Parameter("reserve", .integer, unit: "µrUv"), Parameter("truthful_profit", .integer, unit: "µrUv"),
          Parameter("deviating_profit", .integer, unit: "µrUv"), Parameter("gain", .integer, unit: "µrUv"),
        ], isOptional: true), example: "\(made).\(name)"
    ) { audit in get(audit.audit).map(\.table) }
  }
}
