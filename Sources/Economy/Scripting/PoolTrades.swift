import Interface

extension EconomyInterface {
  /// What moves money between a pool and its traders.
  static let poolTrades: [Function] = [
    Function(
      "buy", "A trader buys units.", onPool, someUnits, mostTokens, returns: someMoney("paid"), example: "\(samplePool):buy(1000, { by = \"alice\" })",
      errors: ["the pool has not so many units, the trader cannot pay, or the cost is above the limit"] + termErrors
    ) { pool, units, given in
      let terms = try Terms(given, mostTokens)
      let buyer = try pool.account(terms.by)
      return try pool.together { pool, now in
        try pool.buy(units, for: buyer, reputation: terms.reputation, limit: terms.limit ?? .max, deadline: terms.deadline, at: now).price
      }
    },
    Function(
      "sell", "A trader sells units back that it bought.", onPool, someUnits, leastTokens, returns: someMoney("paid"),
      example: "p = \(samplePool); p:buy(1000); p:sell(1000)",
      errors: ["more is offered than the trader holds, or the proceeds are below the limit"] + termErrors
    ) { pool, units, given in
      let terms = try Terms(given, leastTokens)
      let seller = try pool.account(terms.by)
      return try pool.together { pool, now in
        try pool.sell(units, for: seller, reputation: terms.reputation, limit: terms.limit ?? 0, deadline: terms.deadline, at: now)
      }
    },
    Function(
      "spend", "A trader buys as many units as an amount pays for; less than another unit costs is left over, and stays its own.",
      parameters: [onPool.parameter, amount.parameter, leastUnits.parameter], results: [Parameter("units", .integer, unit: "compute units"), someMoney("paid")],
      example: "\(samplePool):spend(economy.RUV)",
      errors: ["the amount buys no unit, fewer than the limit, or more than the pool has", "the trader cannot pay"] + termErrors
    ) { frame in
      let pool = ScriptPool.read(frame, 0), terms = try Terms(Value?.read(frame, 2), leastUnits)
      let buyer = try pool.account(terms.by)
      let (units, quote) = try pool.together { pool, now in
        try pool.spend(
          frame.integer(1), for: buyer, reputation: terms.reputation, limit: terms.limit ?? 1, deadline: terms.deadline, at: now)
      }
      frame.push(units)
      frame.push(quote.price)
    },
    Function(
      "raise", "A trader sells as few units as bring exactly an amount; what the last of them is worth beyond it stays in the pool.",
      onPool, amount, mostUnits, returns: Parameter("units", .integer, unit: "compute units"),
      example: "p = \(samplePool); p:buy(1000); p:raise(economy.RUV)",
      errors: ["it takes more units than the limit or than the trader holds, or the pool has not the amount"] + termErrors
    ) { pool, tokens, given in
      let terms = try Terms(given, mostUnits)
      let seller = try pool.account(terms.by)
      return try pool.together { pool, now in
        try pool.raise(
          tokens, for: seller, reputation: terms.reputation, limit: terms.limit ?? .max, deadline: terms.deadline, at: now)
      }
    },
    Function(
      "batch", "Clears orders of one moment at one price: they meet each other first, the pool takes or gives the difference.",
      detail: """
        Each order is filled whole or not at all. Those whose limits the price breaks drop out, the weakest first, and the price is \
        found anew. Who buys and sells in one batch pays at least what it gets.
        """,
      onPool, orders,
      returns: .table(
        "clearing",
        fields: [
          Parameter("price", .number, unit: "µrUv", "of a unit"), Parameter("net", .integer, unit: "compute units", "that the pool sold; it took some back where negative"),
          .table("orders", elements: .table("order", fields: outcome)),
        ]),
      example: "\(samplePool):batch{ { by = \"alice\", side = \"buy\", units = 1000 }, { by = \"bob\", side = \"buy\", units = 500, limit = 1 } }.net",
      errors: ["an order is malformed, names no account, or there are more than a thousand", "the books cannot hold what would be moved"]
    ) { pool, table in
      let entries = table.list.compactMap { if case .table(let order) = $0 { order } else { nil } }
      if entries.count > 1_000 { throw ScriptError("orders: \(entries.count) given, a batch has at most 1,000") }
      let batch = try entries.map { entry in
        let side: Order.Side = entry[orderSide] == "sell" ? .sell : .buy
        return Order(
          trader: try pool.account(entry[Terms.byWhom]), side: side, units: entry[someUnits],
          limit: entry[orderLimit] ?? (side == .buy ? .max : 0), deadline: Terms.microseconds(entry[Terms.deadline]))
      }
      let clearing = try pool.together { pool, now in try pool.clear(batch, at: now) }
      return pool.table(of: clearing, batch)
    },
  ]

  private static let orders: Typed<Table> = .table(
    "orders", elements: .table("order", fields: [Terms.byWhom.parameter, orderSide.parameter, someUnits.parameter, orderLimit.parameter, Terms.deadline.parameter]))
  private static let orderSide: Typed<String> = .choice("side", ["buy", "sell"])
  private static let orderLimit: Typed<Int64?> = .optional(
    .integer("limit", 0...Int64.max, unit: "µrUv", "the most it pays, or the least it takes, for all its units"), "any")
  private static let outcome = [
    Parameter("by", .string, "whose it is"), Parameter("side", .choice(["buy", "sell"])), Parameter("units", .integer, unit: "compute units"),
    Parameter("amount", .integer, unit: "µrUv", isOptional: true, "paid or received; nil where it was not filled"),
    Parameter("refusal", .string, isOptional: true, "why it was not filled"),
  ]

  private static let mostTokens = Terms.parameter(.integer("limit", 1...Int64.max, unit: "µrUv", "the most it pays"))
  private static let leastTokens = Terms.parameter(.integer("limit", 0...Int64.max, unit: "µrUv", "the least it takes"))
  private static let leastUnits = Terms.parameter(.integer("limit", 1...Int64.max, unit: "compute units", "the fewest it takes"))
  private static let mostUnits = Terms.parameter(.integer("limit", 1...Int64.max, unit: "compute units", "the most it gives"))
  private static let amount: Typed<Int64> = .integer("amount", 1...Int64.max, unit: "µrUv")
  static let termErrors = ["there is no account of that name", "the deadline has passed", "a batch is under way in the ledger"]
}

extension ScriptPool {
  fileprivate func table(of clearing: Clearing, _ orders: [Order]) -> Table {
    var table: Table = Table()
    table["price"] = .number(Double(clearing.price.tokens) / Double(clearing.price.units))
    table["net"] = .integer(clearing.net)
    table["orders"] = .table(
      Table(list: zip(orders, clearing.outcomes).map { order, outcome in
        var row = Table()
        row["by"] = .string(book.ledger.name(of: order.trader))
        row["side"] = .string(order.side.rawValue)
        row["units"] = .integer(order.units)
        switch outcome {
        case .filled(let amount): row["amount"] = .integer(amount)
        case .refused(let error): row["refusal"] = .string(book.named(error).description)
        }
        return .table(row)
      }))
    return table
  }
}
