import Interface

extension EconomyInterface {
  static let court = Function(
    "court", "Decides disputes by jurors drawn by stake, who vote sealed, at the loser's expense.",
    detail: """
      Who challenges puts up a bond, and so does who answers; who doesn't answer loses. Late evidence lengthens its window once. \
      The loser of a round may appeal to 2n + 1 jurors with a larger bond, a bounded number of times. Half of the loser's bonds \
      goes to the jurors who voted with the final ruling, the rest to the winner. The ledger's account "disputes" holds the bonds.
      """,
    .object("stakes") as Typed<ScriptStakes>,
    .optional(
      .table(
        "options",
        fields: [
          bond.parameter, panel.parameter, rounds.parameter, evidence.parameter, late.parameter, commit.parameter, reveal.parameter, appeal.parameter,
          openLimit.parameter, seed.parameter,
        ]), "{}"),
    returns: Parameter("court", .object("court")), example: "economy.court(economy.stakes(economy.ledger{ alice = 100 }), { bond = 10 })",
    errors: ["the panel is even", "late evidence would be all evidence", "these books' disputes are in use on other terms"]
  ) { stakes, options in
    let options = options ?? Table()
    var rules = DisputeCourt.Rules()
    rules.bond = options[bond]
    rules.panel = Int(options[panel])
    rules.rounds = Int(options[rounds])
    (rules.evidence, rules.late) = (ScriptLedger.microseconds(options[evidence]), ScriptLedger.microseconds(options[late]))
    (rules.commit, rules.reveal) = (ScriptLedger.microseconds(options[commit]), ScriptLedger.microseconds(options[reveal]))
    rules.appeal = ScriptLedger.microseconds(options[appeal])
    rules.open = Int(options[openLimit])
    guard rules.panel % 2 == 1 else { throw ScriptError("economy.court: a panel of \(rules.panel) could tie; panel is odd") }
    guard rules.late <= rules.evidence else { throw ScriptError("economy.court: late_s can't be longer than evidence_s") }
    let seed = UInt64(options[seed])
    return try stakes.book.settlements.find({ try ScriptCourt(stakes, rules, seed: seed) }) { $0.rules == rules && $0.stakes === stakes && $0.seed == seed }
  }

  /// The methods of a court in scripts.
  static let courtClass = Class(
    ScriptCourt.className, "A court for disputes.",
    methods: [
      Function("open", "Opens a dispute with the challenger's bond, and draws the panel.", this, .string("challenger", "an account's name"), .string("respondent", "an account's name"),
        returns: Parameter("case", .integer, "its number"), example: "\(sample):open(\"a\", \"b\")",
        errors: .account + ["the parties are one", "the challenger can't put up the bond, or has as many open disputes as it may", "there are too few jurors with a stake"]) {
        court, challenger, respondent in try court.open(challenger, against: respondent)
      },
      Function("answer", "The respondent contests it, with the same bond.", this, number, returns: .nothing, example: "c = \(sample); c:open(\"a\", \"b\"); c:answer(1)",
        errors: turn + ["it is answered", "the respondent can't put up the bond"]) { court, number in
        try court.answer(number)
        return Nothing()
      },
      Function("submit", "A party shows evidence; late enough, it lengthens the window, once.", this, number, .string("party", "an account's name"),
        returns: Parameter("lengthened", .boolean), example: "c = \(sample); c:open(\"a\", \"b\"); c:submit(1, \"a\")", errors: .account + turn + ["it is no party, or has submitted as much as it may"]) {
        court, number, party in try court.submit(number, by: party)
      },
      Function("commit", "A juror seals its vote.", this, number, juror, side, returns: Parameter("commitment", .string, "64 hexadecimal digits: all that others see"),
        example: "l, c = economy.ledger{ a = 9, b = 9, j = 9 }; s = economy.stakes(l); s:deposit(\"j\", 9); c = economy.court(s, { bond = 5, panel = 1 }); c:open(\"a\", \"b\"); c:answer(1); l:advance(60); c:commit(1, \"j\", \"challenger\")",
        errors: .account + turn + ["it is not on the panel, or has voted"]) { court, number, juror, side in
        try court.commit(number, by: juror, upholds: side == "challenger").hexadecimal
      },
      Function("reveal", "A juror opens its vote, which must be the one it sealed.", this, number, juror, .optional(side, "what it sealed"), returns: Parameter("side", .string),
        example: "l, c = economy.ledger{ a = 9, b = 9, j = 9 }; s = economy.stakes(l); s:deposit(\"j\", 9); c = economy.court(s, { bond = 5, panel = 1 }); c:open(\"a\", \"b\"); c:answer(1); l:advance(60); c:commit(1, \"j\", \"challenger\"); l:advance(60); c:reveal(1, \"j\")",
        errors: .account + turn + ["it has sealed no vote, or another one", "it has revealed it"]) { court, number, juror, side in
        try court.reveal(number, by: juror, upholds: side.map { $0 == "challenger" }) ? "challenger" : "respondent"
      },
      Function("appeal", "Whoever lost the last round asks for 2n + 1 jurors, with a larger bond.", this, number, .string("party", "an account's name"), returns: .nothing,
        example: "pcall(function() \(sample):appeal(1, \"a\") end)",
        errors: .account + turn + ["it did not lose, or can't put up the bond", "there are too few jurors, or there were as many rounds as there may be"]) { court, number, party in
        try court.appeal(number, by: party)
        return Nothing()
      },
      Function(
        "case", "How a dispute stands now.", this, number,
        returns: .table(
          "case",
          fields: [
            Parameter("stage", .choice(["evidence", "committing", "revealing", "ruled", "final"])), Parameter("challenger", .string), Parameter("respondent", .string),
            Parameter("deadline_s", .number, unit: "s", "when the stage ends"), Parameter("round", .integer, "from 1"),
            .table("panel", elements: Parameter("juror", .string), "of this round"), Parameter("answered", .boolean), Parameter("lengthened", .boolean),
            Parameter("challenger_bond", .integer, unit: "µrUv"), Parameter("respondent_bond", .integer, unit: "µrUv"),
            Parameter("ruling", .choice(["upheld", "dismissed"]), isOptional: true, "of the last round"),
            Parameter("outcome", .choice(["upheld", "dismissed"]), isOptional: true, "once it is final"),
          ]),
        example: "c = \(sample); c:open(\"a\", \"b\"); c:case(1)", errors: ["there is no such case"]
      ) { court, number in
        let dispute = try court.dispute(number), name = court.book.ledger.name
        func word(_ upheld: Bool?) -> Value { upheld.map { .string($0 ? "upheld" : "dismissed") } ?? .none }
        return Table(fields: [
          ("stage", .string(dispute.stage.rawValue)), ("challenger", .string(name(dispute.challenger))), ("respondent", .string(name(dispute.respondent))),
          ("deadline_s", .number(Double(dispute.deadline) / 1e6)), ("round", .integer(Int64(dispute.rounds.count))),
          ("panel", .table(Table(list: dispute.round.panel.map { .string(name($0)) }))), ("answered", .boolean(dispute.isAnswered)),
          ("lengthened", .boolean(dispute.isExtended)), ("challenger_bond", .integer(dispute.challengerBond)), ("respondent_bond", .integer(dispute.respondentBond)),
          ("ruling", word(dispute.round.ruling)), ("outcome", word(dispute.outcome)),
        ].map { (.string($0.0), $0.1) })
      },
    ],
    operators: [.card(of: ScriptCourt.self, example: "tostring(\(sample))")])

  private static let sample = "economy.court((function() local s = economy.stakes(economy.ledger{ a = 9, b = 9, j = 9 }); s:deposit(\"j\", 9); return s end)(), { bond = 5, panel = 1 })"
  private static let turn = ["there is no such case", "the case is at another stage"]
  private static let this: Typed<ScriptCourt> = .object("self")
  private static let number: Typed<Int64> = .integer("case", 1...Int64(UInt32.max), "its number")
  private static let juror: Typed<String> = .string("juror", "an account's name")
  private static let side: Typed<String> = .choice("side", ["challenger", "respondent"])
  private static let bond = Typed<Int64>.integer("bond", 1...1_000_000_000_000, unit: "µrUv", "of each party").defaulting(to: 1_000_000)
  private static let panel = Typed<Int64>.integer("panel", 1...99, "jurors of the first round, odd").defaulting(to: 3)
  private static let rounds = Typed<Int64>.integer("rounds", 1...5, "panels a dispute goes through at most").defaulting(to: 3)
  private static let evidence = Typed<Double>.number("evidence_s", 0.000001...9e9, unit: "s", "time for evidence, and to answer").defaulting(to: 60)
  private static let late = Typed<Double>.number("late_s", 0.000001...9e9, unit: "s", "evidence this late lengthens the window by as much").defaulting(to: 10)
  private static let commit = Typed<Double>.number("commit_s", 0.000001...9e9, unit: "s", "time to seal votes").defaulting(to: 60)
  private static let reveal = Typed<Double>.number("reveal_s", 0.000001...9e9, unit: "s", "time to reveal them").defaulting(to: 60)
  private static let appeal = Typed<Double>.number("appeal_s", 0.000001...9e9, unit: "s", "time to appeal").defaulting(to: 60)
  private static let openLimit = Typed<Int64>.integer("open", 1...1_000, "disputes a challenger may have open").defaulting(to: 3)
  private static let seed = Typed<Int64>.integer("seed", 0...Int64.max, "by which jurors are drawn").defaulting(to: 1)
}
