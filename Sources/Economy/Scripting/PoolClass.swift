import Interface

extension EconomyInterface {
  /// The methods of a compute pool in scripts.
  static let poolClass = Class(
    ScriptPool.className, "A constant-product market for compute: x·y never falls, fees stay in the pool.",
    methods: [
      Function(
        "quote", "What so many units would cost or fetch now, fee included. Changes nothing.", pool, units,
        .optional(.choice("side", ["buy", "sell"]), "buy"), returns: amount, example: "economy.pool(1000000, 5000 * economy.RUV):quote(1000)", errors: ["the pool has not so many units or vouchers, or would exceed its limits"]
      ) { pool, units, side in
        if side == "sell" { return try pool.pool.quoteSell(units) }
        return try pool.pool.quoteBuy(units).price
      },
      Function(
        "buy", "The trader buys units.", pool, units, .optional(.integer("limit", 1...Int64.max, unit: "µrUv", "the most it pays"), "any"),
        returns: amount, example: "economy.pool(1000000, 5000 * economy.RUV):buy(1000)", errors: ["the pool has not so many units, the trader cannot pay, or the cost is above the limit"]
      ) { pool, units, limit in try pool.pool.buy(units, for: pool.trader, limit: limit ?? .max).price },
      Function(
        "sell", "The trader sells units back.", pool, units,
        .optional(.integer("limit", 0...Int64.max, unit: "µrUv", "the least it takes"), "any"), returns: amount, example: "p = economy.pool(1000000, 5000 * economy.RUV); p:buy(1000); p:sell(1000)", errors: ["more is offered than the trader holds, or the proceeds are below the limit"]
      ) { pool, units, limit in try pool.pool.sell(units, for: pool.trader, limit: limit ?? 0) },
      Function(
        "price", "µrUv a unit, for an infinitely small order without fee.", pool, returns: Parameter("price", .number, unit: "µrUv"),
        example: "economy.pool(1000000, 5000 * economy.RUV):price()"
      ) { pool in pool.pool.curve.spotPrice },
      Function(
        "reserves", "What is in the pool.", parameters: [pool.parameter],
        results: [Parameter("units", .integer, unit: "compute units"), Parameter("tokens", .integer, unit: "µrUv")], example: "economy.pool(1000000, 5000 * economy.RUV):reserves()"
      ) { frame in
        let curve = ScriptPool.read(frame, 0).pool.curve
        frame.push(curve.units)
        frame.push(curve.tokens)
      },
      Function(
        "balance", "What the trader has left.", pool, returns: amount, example: "economy.pool(1000000, 5000 * economy.RUV):balance()"
      ) { pool in pool.pool.ledger.balance(of: pool.trader) },
    ],
    operators: [
      .card(of: ScriptPool.self, example: "tostring(economy.pool(1000000, 5000 * economy.RUV))")
    ])

  private static let pool: Typed<ScriptPool> = .object("pool")
  private static let units: Typed<Int64> = .integer("units", 1...ConstantProduct.unitLimit, unit: "compute units")
  private static let amount = Parameter("amount", .integer, unit: "µrUv")
}
