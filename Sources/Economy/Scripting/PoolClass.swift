import Interface

extension EconomyInterface {
  /// The methods of a compute pool in scripts.
  static let poolClass = Class(
    ScriptPool.className, "A constant-product market for compute: x·y never falls, fees stay in the pool.",
    methods: poolQuotes + poolTrades + poolShares,
    fields: [
      Function("ledger", "The books its money is in.", onPool, returns: Parameter("ledger", .object("ledger")), example: "\(samplePool).ledger") { $0.book },
      Function(
        "utilization", "Share of all units that is sold and not yet back, as a policy sees it: the mean over the last minute.", onPool,
        returns: Parameter("utilization", .number), example: "\(samplePool).utilization"
      ) { $0.pool.meanUtilization(at: $0.book.now).value },
      Function(
        "policy", "Who answers now: kind/name version.", onPool, returns: Parameter("policy", .string), example: "\(samplePool).policy"
      ) { "\($0.pool.slot.answering.identity)" },
      Function(
        "suspension", "Why the rule it was founded with no longer answers; nil while it does.", onPool,
        returns: Parameter("suspension", .string, isOptional: true), example: "\(samplePool).suspension"
      ) { $0.pool.slot.suspension.map { "\($0)" } },
      Function(
        "refused", "Orders that their own limits and deadlines kept from being filled.", onPool, returns: Parameter("refused", .integer),
        example: "\(samplePool).refused"
      ) { Int64($0.pool.refusedCount) },
    ],
    operators: [.card(of: ScriptPool.self, example: "tostring(\(samplePool))")])

  private static let poolQuotes: [Function] = [
    Function(
      "quote", "What so many units would cost or fetch now, fee included. Changes nothing.", onPool, someUnits, side, returns: someMoney,
      example: "\(samplePool):quote(1000)", errors: ["the pool has not so many units or µrUv to give, or would exceed its limits"]
    ) { pool, units, side in
      try pool.ask { pool, now throws(MarketError) in
        side == "sell" ? try pool.quoteSell(units, at: now) : try pool.quoteBuy(units, at: now).price
      }
    },
    Function(
      "explain", "Why that is the price: reserves, curve, fee and whose, rounding, discount and who pays it, price after.", onPool,
      someUnits, side, asker, returns: Parameter("explanation", .object("explanation")),
      example: "\(samplePool):explain(1000)", errors: ["the pool has not so many units or µrUv to give, or would exceed its limits"]
    ) { pool, units, side, reputation in
      let explanation = try pool.ask { pool, now throws(MarketError) in
        try pool.explain(units, side == "sell" ? .sell : .buy, reputation: reputation ?? 0, at: now)
      }
      return ScriptExplanation(explanation.card, steps: explanation.steps)
    },
    Function(
      "price", "µrUv a unit, for an infinitely small order without fee.", onPool, returns: Parameter("price", .number, unit: "µrUv"),
      example: "\(samplePool):price()"
    ) { $0.pool.curve.spotPrice },
    Function(
      "twap", "The price's mean over the last so many seconds, each price weighted by how long it stood; trades of this moment count for nothing yet.",
      detail: "Uniswap v2's cumulative price, in 128 bits. It reaches back to the pool's founding, an hour at most.", onPool,
      .number("seconds", 0.000_001...3_600, unit: "s"), returns: Parameter("price", .number, unit: "µrUv"),
      example: "p = \(samplePool); p:buy(1000); p:advance(60); p:twap(30)"
    ) { pool, seconds in pool.pool.meanPrice(over: max(1, Int64(seconds * 1e6)), at: pool.book.now).value },
    Function(
      "advance", "Lets time pass, for its ledger too.", onPool, .number("seconds", 0...9e12, unit: "s"),
      returns: Parameter("now_s", .number, unit: "s"), example: "\(samplePool):advance(60)",
      errors: ["the books are kept in a file and go by the clock on the wall"]
    ) { pool, seconds in
      try pool.book.advance(seconds: seconds)
      return Double(pool.book.now) / 1e6
    },
    Function(
      "reserves", "What is in the pool.", parameters: [onPool.parameter],
      results: [Parameter("units", .integer, unit: "compute units"), someMoney("tokens")], example: "\(samplePool):reserves()"
    ) { frame in
      let curve = ScriptPool.read(frame, 0).pool.curve
      frame.push(curve.units)
      frame.push(curve.tokens)
    },
    Function(
      "balance", "What a trader has left.", onPool, poolOwner, returns: someMoney, example: "\(samplePool):balance()",
      errors: ["there is no account of that name"]
    ) { pool, name in pool.book.ledger.balance(of: try pool.reader(name)) },
    Function(
      "held", "Units a trader bought and has not sold back.", onPool, poolOwner, returns: Parameter("units", .integer, unit: "compute units"),
      example: "p = \(samplePool); p:buy(1000); p:held()", errors: ["there is no account of that name"]
    ) { pool, name in pool.pool.held(by: try pool.reader(name)) },
  ]

  static let onPool: Typed<ScriptPool> = .object("pool")
  static let samplePool = "economy.pool(1000000, 5000 * economy.RUV)"
  static let someUnits: Typed<Int64> = .integer("units", 1...ConstantProduct.unitLimit, unit: "compute units")
  static let someMoney = someMoney("amount")
  static func someMoney(_ name: String) -> Parameter { Parameter(name, .integer, unit: "µrUv") }
  static let poolOwner: Typed<String?> = .optional(.string("name", "of an account"), "the pool's one trader")
  private static let side: Typed<String?> = .optional(.choice("side", ["buy", "sell"]), "buy")
  private static let asker: Typed<Double?> = .optional(.number("reputation", 0...1, "that a discount is for; the caller vouches for it"), "0")
}
