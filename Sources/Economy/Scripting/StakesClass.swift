import Identity
import Interface
import Policies

extension EconomyInterface {
  static let stakes = Function(
    "stakes", "What accounts of a ledger put at stake, and lose for what they are proven to have done.",
    detail: """
      Stake leaves slowly, and answers for offences between its deposit and the start of its unbonding. The ledger's account \
      "stakes" holds it. Opened again over the same books, everything is as it was.
      """,
    .object("ledger") as Typed<ScriptLedger>, .optional(.table("options", fields: [unbonding.parameter, evidenceTime.parameter, span.parameter, slashingRule, chainField]), "{}"),
    returns: Parameter("stakes", .object("stakes")),
    example: "s = economy.stakes(economy.ledger{ alice = 100 }, { unbonding_s = 100, evidence_s = 60 })",
    errors: ["unbonding doesn't outlast the evidence window", "the rule is of another kind than slashing", "these books' stakes are in use on other terms"]
  ) { book, options in
    let options = options ?? Table()
    let terms = ScriptStakes.Terms(
      unbonding: ScriptLedger.microseconds(options[unbonding]), evidence: ScriptLedger.microseconds(options[evidenceTime]),
      span: max(1, ScriptLedger.microseconds(options[span])))
    guard terms.unbonding > terms.evidence else {
      throw ScriptError("economy.stakes: unbonding_s must be longer than evidence_s, or stake would be gone before evidence comes")
    }
    var rule: (any LoadedPolicy)?, chain: ScriptChain?
    if case .object(let object as any LoadedPolicy) = options["rule"] {
      guard object.kind.name == Slashing.kind.name else { throw ScriptError("rule is a policy of kind '\(object.kind.name)', '\(Slashing.kind.name)' expected") }
      rule = object
    }
    if case .object(let object as ScriptChain) = options["chain"] { chain = object }
    let stakes = try book.settlements.find({ try ScriptStakes(book, terms, rule: rule, chain: chain) }) { $0.terms == terms && (chain == nil || $0.chain === chain) }
    stakes.use(rule)
    return stakes
  }

  /// The methods of stakes in scripts.
  static let stakesClass = Class(
    ScriptStakes.className, "What accounts have at stake, deposit by deposit.",
    methods: [
      Function("deposit", "Puts an account's money at stake.", this, owner, amount, returns: staked, example: "\(sample):deposit(\"alice\", 60)", errors: .account + ["the account has not that much to spend"]) {
        stakes, owner, amount in
        try stakes.deposit(owner, amount)
        return stakes.stakes.staked(by: try stakes.book.account(owner))
      },
      Function("unbond", "Starts the way out, oldest deposits first; it stays liable for what was done before.", this, owner, amount, returns: staked,
        example: "s = \(sample); s:deposit(\"alice\", 60); s:unbond(\"alice\", 20)", errors: .account + ["the account has not that much at stake"]) {
        stakes, owner, amount in
        try stakes.unbond(owner, amount)
        return stakes.stakes.staked(by: try stakes.book.account(owner))
      },
      Function("withdraw", "Gives back what has finished unbonding.", this, owner, returns: Parameter("paid", .integer, unit: "µrUv"),
        example: "l = economy.ledger{ alice = 100 }; s = economy.stakes(l); s:deposit(\"alice\", 60); s:unbond(\"alice\", 20); l:advance(1e6); s:withdraw(\"alice\")", errors: .account) {
        stakes, owner in try stakes.withdraw(owner)
      },
      Function("staked", "What an account has at stake and not unbonding.", this, owner, returns: staked, example: "\(sample):staked(\"alice\")", errors: .account) {
        stakes, owner in
        try stakes.refresh()
        return stakes.stakes.staked(by: try stakes.book.account(owner))
      },
      Function("unbonding", "What is on its way out.", this, owner, returns: Parameter("unbonding", .integer, unit: "µrUv"), example: "\(sample):unbonding(\"alice\")", errors: .account) {
        stakes, owner in
        try stakes.refresh()
        return stakes.stakes.unbonding(of: try stakes.book.account(owner))
      },
      Function("liable", "What answers for an offence of that moment.", this, owner, .optional(.number("time_s", 0...9e12, unit: "s"), "now"),
        returns: Parameter("liable", .integer, unit: "µrUv"), example: "\(sample):liable(\"alice\")", errors: .account) { stakes, owner, time in
        try stakes.refresh()
        return stakes.stakes.liable(try stakes.book.account(owner), for: time.map(ScriptLedger.microseconds) ?? stakes.book.now)
      },
      Function(
        "slash", "Takes what an offence costs by the rule in force, rounded up, once for each id.", this, owner,
        .string("id", "names what was done, the same whoever reports it"),
        .optional(
          .table(
            "options",
            fields: [
              Parameter("offence", .choice(Offence.allCases.map(\.description)), isOptional: true, defaultText: "deadline"),
              fraction.parameter, committed.parameter, to.parameter, reporter.parameter, share.parameter,
            ]), "{}"),
        returns: lost, example: "s = \(sample); s:deposit(\"alice\", 60); s:slash(\"alice\", \"task 7\", { fraction_ppm = 300000 })", errors: .account + slashErrors
      ) { stakes, owner, id, options in
        let options = options ?? Table()
        var offence = Offence.deadline
        if case .string(let word) = options["offence"] { offence = Offence.allCases.first { $0.description == word }! }
        return try stakes.slash(owner, charge(offence, id, options))
      },
      Function(
        "bind", "Lets an account's stake answer for what a key signs, and for every key that succeeds it.", this, owner, .string("peer", "a peer id, did:key, checked id or public key"),
        returns: Parameter("stakes", .object("stakes")), example: "\(sample):bind(\"alice\", identity.create(1).peer_id)",
        errors: .account + ["it is no name of a key", "the key, or one of its chain, is another account's", "the key is retired or revoked"]
      ) { stakes, owner, peer in
        try stakes.bind(owner, PublicKey(name: peer))
        return stakes
      },
      Function(
        "prove", "Slashes whoever is guilty by two signed messages, under whatever key of its chain; once for each evidence.",
        parameters: [
          this.parameter, Parameter("evidence", .object("evidence")),
          .table("options", fields: [committed.parameter, reporter.parameter, share.parameter], isOptional: true, defaultText: "{}"),
        ],
        results: [lost, Parameter("offender", .string), Parameter("offence", .string, "equivocation or mismatch")],
        example: """
          k = identity.create(1); s = \(sample); s:deposit("alice", 60); s:bind("alice", k.peer_id)
          s:prove(identity.evidence(k:sign("vote/1", "yes", 1), k:sign("vote/1", "no", 1)))
          """,
        errors: ["nobody is guilty: the signatures or what they say", "no account answers for the guilty key"] + slashErrors
      ) { frame in
        let stakes = ScriptStakes.read(frame, 0), evidence = ScriptEvidence.read(frame, 1).evidence, options = try Table.read(frame, 2)
        try stakes.refresh()
        let (guilty, offence) = try evidence.check()
        guard let owner = stakes.owner(of: guilty) else { throw ScriptError("no account answers for the key \(guilty.peerID); stakes:bind does that") }
        let name = stakes.book.ledger.name(of: owner)
        frame.push(try stakes.slash(name, charge(offence == .mismatch ? .mismatch : .equivocation, evidence.id, options)))
        frame.push(name)
        frame.push(offence.rawValue)
      },
    ],
    operators: [.card(of: ScriptStakes.self, example: "tostring(\(sample))")])

  private static func charge(_ offence: Offence, _ id: String, _ options: Table) throws -> ScriptStakes.Charge {
    guard (1...256).contains(id.utf8.count), !id.contains("\n") else { throw ScriptError("id is 1 to 256 bytes in one line") }
    return ScriptStakes.Charge(
      offence: offence, id: id, committed: options[committed].map(ScriptLedger.microseconds), fraction: options[fraction], beneficiary: options[to],
      reporter: options[reporter], share: options[share])
  }

  private static let sample = "economy.stakes(economy.ledger{ alice = 100, bob = 0 })"
  private static let slashErrors = [
    "this was punished before", "it lies in the future, or more than the evidence window back", "the id is empty, longer than 256 bytes or has a line break",
  ]
  private static let this: Typed<ScriptStakes> = .object("self")
  private static let owner: Typed<String> = .string("owner", "an account's name")
  private static let amount: Typed<Int64> = .integer("amount", 1...Int64.max, unit: "µrUv")
  private static let staked = Parameter("staked", .integer, unit: "µrUv")
  private static let lost = Parameter("lost", .integer, unit: "µrUv", "0 where nothing was at stake then")
  private static let unbonding = Typed<Double>.number("unbonding_s", 0.000001...9e9, unit: "s", "how long stake takes to leave").defaulting(to: 604_800)
  private static let evidenceTime = Typed<Double>.number("evidence_s", 0...9e9, unit: "s", "how old an offence may be").defaulting(to: 86_400)
  private static let span = Typed<Double>.number("span_s", 0.000001...9e9, unit: "s", "how long an offence counts when it is repeated").defaulting(to: 86_400)
  private static let slashingRule = Parameter(
    "rule", .object("policy"), isOptional: true, defaultText: "a hundredth", "such as plugin.load(\"slashing/graded\")")
  private static let chainField = Parameter("chain", .object("key_chain"), isOptional: true, defaultText: "none", "by which stake follows a rotated key")
  private static let fraction: Typed<Int64?> = .optional(.integer("fraction_ppm", 1...PartsPerMillion.whole, unit: "ppm", "of the liable stake"), "the rule's")
  private static let committed: Typed<Double?> = .optional(.number("committed_s", 0...9e12, unit: "s", "when it was done"), "now")
  private static let to = Typed<String>.string("to", "the account that gets it").defaulting(to: "penalties")
  private static let reporter: Typed<String?> = .optional(.string("reporter", "the account of whoever proved it"), "nobody")
  private static let share = Typed<Int64>.integer("share_ppm", 0...StakeBook.rewardLimit, unit: "ppm", "of it, to the reporter: less than is burned").defaulting(to: 100_000)
}
