public import Interface

extension EconomyInterface {
  /// The methods of a governor in scripts.
  public static var governorClass: Class {
    Class(
      ScriptGovernor.className, "Proposals, votes and the person's word on a running system.", methods: memberMethods + guardianMethods + readMethods,
      fields: [
        Function("now_s", "Its time.", this, returns: Parameter("now", .number, unit: "s"), example: "\(governorSample).now_s") { governor in
          governor.seat.withGovernor { Double($1) / 1e6 }
        },
        Function("paused", "Whether nothing is executed.", this, returns: Parameter("paused", .boolean), example: "\(governorSample).paused") { governor in
          governor.seat.withGovernor { governor, _ in governor.isPaused }
        },
      ],
      operators: [.card(of: ScriptGovernor.self, example: "tostring(\(governorSample))")])
  }

  public static let governorSample = "governance.new{ stakes = { ann = 60, bob = 40 } }"
  private static let this: Typed<ScriptGovernor> = .object("self")
  private static let number: Typed<Int64> = .integer("number", 1...Int64(Int32.max), "the proposal's")
  private static func member(_ name: String) -> Typed<Value> { .any(name, "a member's name, or its number from 1") }
  private static let itself = Parameter("governor", .object("governor"))
  private static let notThere = "there is no such proposal or member"

  // MARK: Members

  private static let memberMethods = [
    Function(
      "propose", "Puts changes to the vote, all or none.",
      detail: "Parameters by name: { task_fee = 300 }; a policy by its content: { use = { auction = \"first_price\" } }. The electorate is that of the moment before.",
      this, member("by"), .table("changes", others: Parameter("value", .any), "values by parameter"), .optional(.string("summary", "why"), "none"),
      returns: Parameter("number", .integer, "of the proposal"), example: "\(governorSample):propose(\"ann\", { quorum = 3000 })",
      errors: [
        "there is no such member or parameter, or a value is out of its bounds", "the proposer has too little stake, or too many open proposals",
        "a policy can't be put in force",
      ]
    ) { governor, by, changes, summary in
      let member = try governor.member(by, "propose"), parsed = try governor.changes(changes, "propose")
      return Int64(try governor.act("propose", .propose(parsed, summary: summary ?? "", by: member))!)
    },
    Function(
      "vote", "Casts a member's one vote, with the stake it had when the electorate was fixed.", this, member("by"), number,
      .choice("support", Support.allCases.map(\.rawValue)), returns: itself,
      example: "g = \(governorSample); n = g:propose(\"ann\", { quorum = 3000 }); g:advance(11):vote(\"bob\", n, \"against\")",
      errors: [notThere, "votes are not taken now", "it has voted, or had no voting power"]
    ) { governor, by, number, support in
      let member = try governor.member(by, "vote")
      try governor.act("vote", .vote(Support(rawValue: support)!, on: Int(number), by: member))
      return governor
    },
    Function(
      "delegate", "From now on a member's own stake votes with another member; what others delegated to it does not.", this, member("from"), member("to"),
      returns: itself, example: "\(governorSample):delegate(\"ann\", \"bob\"):power(\"bob\")", errors: [notThere]
    ) { governor, from, to in
      let (from, to) = (try governor.member(from, "delegate"), try governor.member(to, "delegate"))
      try governor.act("delegate", .delegate(from, to: to))
      return governor
    },
    Function(
      "cancel", "Takes a proposal back, before its vote begins.", this, number, member("by"), returns: itself,
      example: "g = \(governorSample); g:cancel(g:propose(\"ann\", { quorum = 3000 }), \"ann\")", errors: [notThere, "it is another member's, or its vote has begun"]
    ) { governor, number, by in
      let member = try governor.member(by, "cancel")
      try governor.act("cancel", .cancel(Int(number), by: member))
      return governor
    },
    Function(
      "execute", "Makes a queued proposal's changes, all or none, once. In a colony this happens by itself when the time has come.", this, number, returns: itself,
      example: "g = \(governorSample); n = g:propose(\"ann\", { quorum = 3000 }); g:advance(11):vote(\"ann\", n, \"for\"):advance(200):execute(n)",
      errors: ["there is no such proposal", "it is not queued, its time has not come, or governance is paused", "a change is not valid any more: nothing has changed"]
    ) { governor, number in
      try governor.act("execute", .execute(Int(number)))
      return governor
    },
    Function(
      "stake", "Sets a member's stake; a name that is new joins. Not in a colony, where stake is really put down.", this, .string("member"),
      .integer("amount", 0...(VotingPower.supplyLimit - 1), unit: "µrUv"), returns: itself, example: "\(governorSample):stake(\"eve\", 1000)",
      errors: ["all stakes together are too much", "it is a colony's"]
    ) { governor, member, amount in
      do { try governor.seat.setStake(amount, of: member) } catch let error as GovernanceError {
        throw ScriptError("governor:stake: \(error.text(governor.seat.name))")
      }
      return governor
    },
    Function(
      "advance", "Lets time pass. Not in a colony, whose time passes as it runs.", this, .number("seconds", 0...1e9, unit: "s"), returns: itself,
      example: "\(governorSample):advance(60).now_s", errors: ["time ends", "it is a colony's"]
    ) { governor, seconds in
      try governor.seat.advance(by: Int64((seconds * 1e6).rounded()))
      return governor
    },
  ]

  // MARK: The person

  private static let guardianMethods = [
    Function(
      "queue", "What has been carried and waits, for approval or for its time.", this, returns: .table("proposals", elements: proposal),
      example: "#\(governorSample):queue()"
    ) { try $0.queue() },
    Function(
      "approve", "Agrees to a change that needs a person's approval.", this, number, returns: itself,
      example: "g = governance.new{ stakes = { ann = 60 }, parameters = { fee = { 1, min = 0, max = 9, approval = true } } }; g:approve(g:propose(\"ann\", { fee = 2 }))",
      errors: ["there is no such proposal, or it is at an end", "it needs no approval, or has it"]
    ) { governor, number in try governor.approve(number) },
    Function(
      "veto", "Ends a proposal that is not at an end, for good.", this, number, .string("why", "for the log"), returns: itself,
      example: "g = \(governorSample); g:veto(g:propose(\"ann\", { quorum = 1 }), \"too few could decide\")", errors: ["there is no such proposal, or it is at an end"]
    ) { governor, number, why in try governor.veto(number, why) },
    Function("pause", "Nothing is executed until it is resumed; votes go on.", this, returns: itself, example: "\(governorSample):pause().paused") { try $0.pause() },
    Function("resume", "Ends a pause.", this, returns: itself, example: "\(governorSample):pause():resume().paused") { try $0.resume() },
  ]

  // MARK: What is known

  private static let readMethods = [
    Function(
      "proposals", "All proposals, in order.", this, returns: .table("proposals", elements: proposal), example: "#\(governorSample):proposals()"
    ) { governor in
      try governor.ask("proposals") {
        $0.settle(at: $1)
        return Table(list: $0.proposals.map(governor.describe))
      }
    },
    Function(
      "proposal", "Where a proposal stands.", this, number, returns: proposal,
      example: "g = \(governorSample); g:proposal(g:propose(\"ann\", { quorum = 3000 }))", errors: ["there is no such proposal"]
    ) { governor, number in
      try governor.ask("proposal") {
        $0.settle(at: $1)
        return governor.describe(try $0.proposal(Int(number)))
      }
    },
    Function(
      "power", "The stake that votes with a member.", this, member("member"), .optional(.number("at", 0...1e12, unit: "s", "a moment"), "now"),
      returns: Parameter("power", .integer, unit: "µrUv"), example: "\(governorSample):power(\"ann\")", errors: [notThere]
    ) { governor, member, at in
      let member = try governor.member(member, "power")
      return try governor.ask("power") { governor, now in
        try governor.power.check(member)
        return governor.power.power(of: member, at: at.map { Int64($0 * 1e6) } ?? now).amount
      }
    },
    Function(
      "parameters", "What may be changed: values, bounds, and the majority it takes.", this,
      returns: .table("parameters", others: parameter, "by name"), example: "\(governorSample):parameters().quorum.value"
    ) { governor in
      governor.seat.withGovernor { governor, _ in
        Table(fields: governor.parameters.map { parameter in
          var row = Table()
          row["value"] = .integer(parameter.value)
          row["min"] = .integer(parameter.bounds.lowerBound)
          row["max"] = .integer(parameter.bounds.upperBound)
          row["unit"] = parameter.unit.map(Value.string) ?? .none
          row["majority"] = .integer(parameter.majority)
          row["approval"] = .boolean(parameter.needsApproval)
          row["summary"] = .string(parameter.summary)
          return (.string(parameter.name), .table(row))
        })
      }
    },
    Function(
      "log", "Everything that happened, in order.", this,
      returns: .table(
        "events", elements: .table("event", fields: [
          Parameter("time_s", .number, unit: "s"), Parameter("number", .integer, "of the proposal; 0 for governance itself"), Parameter("text", .string, "what happened"),
        ])),
      example: "#\(governorSample):log()"
    ) { governor in
      try governor.ask("log") {
        $0.settle(at: $1)
        return Table(list: $0.log.map { event in
          ["time_s": .number(Double(event.time) / 1e6), "number": .integer(Int64(event.number)), "text": .string(event.text(governor.seat.name))]
        })
      }
    },
  ]
}
