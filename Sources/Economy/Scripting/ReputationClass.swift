import Interface
import Policies

extension EconomyInterface {
  static let reputation = Function(
    "reputation", "What accounts of a ledger are trusted, by what the parties of settled transfers say of each other.",
    .object("ledger") as Typed<ScriptLedger>, .optional(.table("options", fields: [reputationRule, stakesField]), "{}"),
    returns: Parameter("reputation", .object("reputation")), example: "r = economy.reputation(economy.ledger{ alice = 100, bob = 0 })",
    errors: ["the rule is of another kind than reputation", "these books' ratings are in use on other terms"]
  ) { book, options in
    let options = options ?? Table()
    var rule: (any LoadedPolicy)?, stakes: ScriptStakes?
    if case .object(let object as any LoadedPolicy) = options["rule"] {
      guard object.kind.name == Reputation.kind.name else { throw ScriptError("rule is a policy of kind '\(object.kind.name)', '\(Reputation.kind.name)' expected") }
      rule = object
    }
    if case .object(let object as ScriptStakes) = options["stakes"] { stakes = object }
    let reputation = try book.settlements.find({ ScriptReputation(book, rule: rule, stakes: stakes) }) { stakes == nil || $0.stakes === stakes }
    reputation.use(rule)
    return reputation
  }

  /// The methods of reputation in scripts.
  static let reputationClass = Class(
    ScriptReputation.className, "Trust by evidence, moved by a rule that can be replaced.",
    methods: [
      Function(
        "rate", "A party of a settled transfer says how the other did; once for each transfer and side.", this, .integer("transfer", 0...Int64.max, "its id"), rater,
        .number("outcome", 0...1, "1 for good, 0 for bad"), returns: .nothing,
        example: "l = economy.ledger{ alice = 100, bob = 0 }; r = economy.reputation(l); r:rate(l:transfer(\"alice\", \"bob\", 30), \"alice\", 1)",
        errors: .account + ["there is no such transfer, or no money moved by it", "the rater is no party of it, or has rated it"]
      ) { reputation, transfer, rater, outcome in
        try reputation.rate(transfer, by: rater, outcome: outcome)
        return Nothing()
      },
      Function(
        "score", "What an account is trusted now.", this, name, .optional(.integer("stake", 0...Int64.max, unit: "µrUv"), "what it has at stake"),
        returns: Parameter("score", .number, bounds: .numbers(0...1)), example: "\(sample):score(\"alice\")", errors: .account
      ) { reputation, name, stake in try reputation.score(name, stake: stake) },
      Function(
        "evidence", "What speaks for and against an account, faded to now.",
        parameters: [this.parameter, name.parameter], results: [Parameter("good", .number), Parameter("bad", .number)], example: "\(sample):evidence(\"alice\")", errors: .account
      ) { frame in
        let reputation = ScriptReputation.read(frame, 0)
        try reputation.refresh()
        let evidence = reputation.ratings.evidence(of: try reputation.book.account(frame.string(1)), at: reputation.book.now)
        frame.push(evidence.good)
        frame.push(evidence.bad)
      },
    ],
    operators: [.card(of: ScriptReputation.self, example: "tostring(\(sample))")])

  private static let sample = "economy.reputation(economy.ledger{ alice = 100, bob = 0 })"
  private static let this: Typed<ScriptReputation> = .object("self")
  private static let name: Typed<String> = .string("name", "of an account")
  private static let rater: Typed<String> = .string("rater", "the account of one of the two parties")
  private static let reputationRule = Parameter(
    "rule", .object("policy"), isOptional: true, defaultText: "Beta evidence", "such as plugin.load(\"reputation/value_at_risk\")")
  private static let stakesField = Parameter("stakes", .object("stakes"), isOptional: true, defaultText: "none", "whose stakes the rule sees")
}
