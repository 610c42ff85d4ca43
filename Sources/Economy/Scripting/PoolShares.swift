import Interface

extension EconomyInterface {
  /// What moves money between a pool and its owners.
  static let poolShares: [Function] = [
    Function(
      "add", "A provider brings units and pays tokens in the reserves' ratio, for new shares.",
      parameters: [onPool.parameter, someShares.parameter, mostPaid.parameter],
      results: [Parameter("units", .integer, unit: "compute units", "brought"), someMoney("paid")],
      example: "\(samplePool):add(1000, { by = \"carol\" })",
      errors: ["the pool would exceed its limits, the provider cannot pay, or it would pay more than the limit"] + termErrors
    ) { frame in
      let pool = ScriptPool.read(frame, 0), terms = try Terms(Value?.read(frame, 2), mostPaid)
      let provider = try pool.account(terms.by)
      let deposit = try pool.together { pool, now in
        try pool.addLiquidity(shares: frame.integer(1), from: provider, limit: terms.limit ?? .max, deadline: terms.deadline, at: now)
      }
      frame.push(deposit.units)
      frame.push(deposit.tokens)
    },
    Function(
      "remove", "A provider gives shares back for their part of both reserves, fees included.",
      parameters: [onPool.parameter, someShares.parameter, leastGot.parameter],
      results: [Parameter("units", .integer, unit: "compute units", "given back"), someMoney("got")],
      example: "\(samplePool):remove(1000, { by = \"provider\" })",
      errors: ["the provider has not so many shares, they are worth nothing, or less than the limit"] + termErrors
    ) { frame in
      let pool = ScriptPool.read(frame, 0), terms = try Terms(Value?.read(frame, 2), leastGot)
      let provider = try pool.account(terms.by)
      let withdrawal = try pool.together { pool, now in
        try pool.removeLiquidity(shares: frame.integer(1), to: provider, limit: terms.limit ?? 0, deadline: terms.deadline, at: now)
      }
      frame.push(withdrawal.units)
      frame.push(withdrawal.tokens)
    },
    Function(
      "shares", "Shares a provider owns, and all there are; a thousand of those are nobody's.",
      parameters: [onPool.parameter, poolOwner.parameter], results: [Parameter("shares", .integer), Parameter("total", .integer)],
      example: "\(samplePool):shares(\"provider\")", errors: ["there is no account of that name"]
    ) { frame in
      let pool = ScriptPool.read(frame, 0)
      frame.push(pool.pool.shares(of: try pool.reader(String?.read(frame, 1))))
      frame.push(pool.pool.curve.shares)
    },
  ]

  private static let someShares: Typed<Int64> = .integer("shares", 1...Int64.max)
  private static let mostPaid = Terms.parameter(.integer("limit", 1...Int64.max, unit: "µrUv", "the most it pays"), hasReputation: false)
  private static let leastGot = Terms.parameter(.integer("limit", 0...Int64.max, unit: "µrUv", "the least it takes"), hasReputation: false)
}
