import Interface

extension EconomyInterface {
  static let vesting = Function(
    "vesting", "Rewards of a ledger that become the recipient's over time, unless a dispute stops the clock.",
    detail: "The ledger's account \"vesting\" holds them. Opened again over the same books, everything is as it was.",
    .object("ledger") as Typed<ScriptLedger>, returns: Parameter("vesting", .object("vesting")), example: "v = economy.vesting(economy.ledger{ alice = 100, bob = 0 })"
  ) { book in try book.settlements.find({ try ScriptVesting(book) }) { _ in true } }

  /// The methods of vesting rewards in scripts.
  static let vestingClass = Class(
    ScriptVesting.className, "Rewards: nothing before the cliff, then linearly, exactly all at the end.",
    methods: [
      Function(
        "grant", "Sets a reward aside; a second one for the same task and recipient does nothing.", this,
        .table("terms", fields: [from.parameter, to.parameter, amount.parameter, cliff.parameter, duration.parameter, task.parameter]),
        returns: Parameter("grant", .integer, "its number"), example: sample,
        errors: .account + ["the cliff is longer than the duration", "the payer has not that much to spend"]
      ) { vesting, terms in
        try vesting.refresh()
        return try vesting.grant(
          terms[from], terms[to], task: terms[task] ?? Int64(vesting.grants.count) + 1, amount: terms[amount],
          cliff: ScriptLedger.microseconds(terms[cliff]), duration: ScriptLedger.microseconds(terms[duration]))
      },
      Function("vested", "What has vested by now, paid or not.", this, number, returns: paid, example: "v = \(vestingOf); v:grant\(terms); v:vested(1)", errors: [noGrant]) {
        vesting, number in try vesting.vested(number)
      },
      Function("release", "Pays out what has vested and is not paid yet; again at once it pays nothing.", this, number, returns: paid,
        example: "v = \(vestingOf); v:grant\(terms); v:release(1)", errors: [noGrant]) { vesting, number in try vesting.act("release", number) },
      Function("dispute", "Stops the clock.", this, number, returns: .nothing, example: "v = \(vestingOf); v:grant\(terms); v:dispute(1)",
        errors: [noGrant, "it is in dispute already"]) { vesting, number in
        _ = try vesting.act("dispute", number)
        return Nothing()
      },
      Function("dismiss", "Starts the clock again where it stopped.", this, number, returns: .nothing, example: "v = \(vestingOf); v:grant\(terms); v:dispute(1); v:dismiss(1)",
        errors: [noGrant, "it is not in dispute"]) { vesting, number in
        _ = try vesting.act("dismiss", number)
        return Nothing()
      },
      Function("claw_back", "Ends a dispute against the recipient: what had not vested when it began goes back.", this, number, .string("to", "the account that gets it"), returns: paid,
        example: "v = \(vestingOf); v:grant\(terms); v:dispute(1); v:claw_back(1, \"alice\")", errors: .account + [noGrant, "it is not in dispute"]) {
        vesting, number, to in try vesting.clawBack(number, to: to)
      },
    ],
    operators: [.card(of: ScriptVesting.self, example: "tostring(\(vestingOf))")])

  private static let vestingOf = "economy.vesting(economy.ledger{ alice = 100, bob = 0 })"
  private static let terms = "{ from = \"alice\", to = \"bob\", amount = 60, cliff_s = 10, duration_s = 40 }"
  private static let sample = vestingOf + ":grant" + terms
  private static let noGrant = "there is no grant of that number"
  private static let this: Typed<ScriptVesting> = .object("self")
  private static let number: Typed<Int64> = .integer("grant", 1...Int64(UInt32.max), "its number")
  private static let paid = Parameter("amount", .integer, unit: "µrUv")
  private static let from: Typed<String> = .string("from", "the payer's account")
  private static let to: Typed<String> = .string("to", "the recipient's account")
  private static let amount: Typed<Int64> = .integer("amount", 1...Int64.max, unit: "µrUv")
  private static let cliff = Typed<Double>.number("cliff_s", 0...9e9, unit: "s", "before which nothing is paid").defaulting(to: 0)
  private static let duration: Typed<Double> = .number("duration_s", 0.000001...9e9, unit: "s", "after which all is")
  private static let task: Typed<Int64?> = .optional(.integer("task", 0...Int64(UInt32.max), "what it is for"), "the next")
}
