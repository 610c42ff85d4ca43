import Interface
import Policies

extension EconomyInterface {
  static let pool = Function(
    "pool", "Founds a constant-product market for compute: with so many units and µrUv, or with options.",
    detail: """
      The first price is tokens/units. Its account in the ledger is closed to all but its own operations. Without a ledger it has \
      books of its own, and whoever trades gets an account there with a million rUv; one is called "trader".
      """,
    parameters: [first, Parameter("tokens", .integer, unit: "µrUv", bounds: tokenRange, isOptional: true, "to start with, where units are given by number")],
    results: [Parameter("pool", .object("pool"))],
    example: "p = economy.pool(1000000, 5000 * economy.RUV)",
    errors: [
      "units × tokens are too little to found a pool, or less than 100 of either", "the rule is a policy of another kind than pricing",
      "the provider has not so many tokens", "the ledger has no account of that name, or has one of the pool's", "a batch is under way in the ledger",
    ]
  ) { frame in
    var founding: ScriptPool.Founding
    switch try frame.value(0) {
    case .table(let options):
      if let stray = options.list.first { throw ScriptError("units: options have names, as in { units = 1000000 }; got a \(stray.typeName) without one") }
      // An empty table may be a list as well: nobody has held it to its fields.
      if options.fields.isEmpty { throw ScriptError("units: no options given: { units =, tokens = } at least") }
      founding = ScriptPool.Founding(units: options[units], tokens: options[tokens])
      if case .object(let object as ScriptLedger) = options["ledger"] { founding.ledger = object }
      if case .object(let object as any LoadedPolicy) = options["rule"] {
        guard object.kind.name == Pricing.kind.name else {
          throw ScriptError("rule is a policy of kind '\(object.kind.name)', '\(Pricing.kind.name)' expected")
        }
        founding.rule = object.policy
      }
      founding.provider = options[provider]
      founding.name = options[name]
      founding.fund = options[fund].map { ($0, options[fundCap], Int64(options[fundWindow] * 1e6)) }
      founding.seed = UInt64(bitPattern: options[seed])
    case let number:
      try units.parameter.check(number, at: "units")
      if frame.isNone(1) { throw ScriptError("tokens is missing: how many µrUv to start with, as in economy.pool(1000000, 5000 * economy.RUV)") }
      founding = ScriptPool.Founding(units: Int64(number)!, tokens: frame.integer(1))
    }
    try ScriptPool(founding).write(frame)
  }

  private static let first: Parameter = {
    var parameter = Parameter("units", .any, "compute units to start with, or options: { units =, tokens =, rule =, ledger =, … }")
    parameter.fields = [
      units.parameter, tokens.parameter,
      Parameter("rule", .object("policy"), isOptional: true, defaultText: "constant product", "such as plugin.load(\"pricing/utilization_fee\")"),
      Parameter("ledger", .object("ledger"), isOptional: true, defaultText: "books of its own", "whose accounts trade"),
      provider.parameter, name.parameter, fund.parameter, fundCap.parameter, fundWindow.parameter, seed.parameter,
    ]
    return parameter
  }()

  private static let tokenRange = Bounds.integers(1...(ConstantProduct.tokenLimit / 4))
  private static let units: Typed<Int64> = .integer("units", 1...ConstantProduct.unitLimit, unit: "compute units", "to start with")
  private static let tokens = Typed<Int64>(Parameter("tokens", .integer, unit: "µrUv", bounds: tokenRange, "to start with"))
  private static let provider = Typed<String>.string("provider", "whose account pays the tokens and owns the shares").defaulting(to: "provider")
  private static let name = Typed<String>.string("name", "of the pool's account").defaulting(to: "pool")
  private static let fund: Typed<String?> = .optional(.string("fund", "the account that pays discounts for reputation"), "no discounts")
  private static let fundCap = Typed<Int64>.integer("fund_cap", 0...Int64.max, unit: "µrUv", "the most it pays in a window").defaulting(to: 1_000_000)
  private static let fundWindow = Typed<Double>.number("fund_window_s", 0.000_001...9e12, unit: "s").defaulting(to: 60)
  private static let seed = Typed<Int64>.integer("seed", nil, "of the policy's chance").defaulting(to: 1)
}
