import Economy
public import Interface

/// What scripts and the REPL see of governance: the person's desk, and governors of a script's own.
public enum GovernanceInterface {
  public static func module(_ environment: ColonyEnvironment) -> Module {
    let desk = environment.governors
    @Sendable func current() throws -> ScriptGovernor {
      guard let governor = desk.current else {
        throw ScriptError("governance: there is no governor: found a colony with colony.new{ governance = true }, or one with governance.new{…}")
      }
      return governor
    }
    let none = "there is no governor", gone = "there is no such proposal, or it is at an end"
    let itself = Parameter("governor", .object("governor"))
    return Module(
      "governance", "Proposals to a running system, and the person's word on what waits: on those of the governor founded or selected last.",
      functions: [
        Function(
          "new", "Founds a governor of its own: members with stakes, parameters that rule nothing, and a clock moved by hand.",
          Typed<Table>(EconomyInterface.governorOptions), returns: itself, example: EconomyInterface.governorSample,
          errors: ["a parameter is outside its bounds or named twice", "all stakes together are 2^62 µrUv or more", "the tally is a policy of another kind than governance"]
        ) { options in
          let governor = try EconomyInterface.governor(options)
          desk.choose(governor)
          return governor
        },
        Function("current", "The governor founded or selected last.", returns: itself, example: "g = \(EconomyInterface.governorSample); governance.current()", errors: [none], current),
        Function("select", "Makes a governor the one that `governance` means.", .object("governor") as Typed<ScriptGovernor>, returns: itself,
          example: "governance.select(\(EconomyInterface.governorSample))") { governor in
          desk.choose(governor)
          return governor
        },
        Function("queue", "What has been carried and waits, for approval or for its time.", returns: .table("proposals", elements: EconomyInterface.proposal),
          example: "g = \(EconomyInterface.governorSample); governance.queue()", errors: [none]) { try current().queue() },
        Function("approve", "Agrees to a change that needs a person's approval.", number, returns: itself,
          example: "g = governance.new{ stakes = { ann = 60 }, parameters = { fee = { 1, min = 0, max = 9, approval = true } } }; governance.approve(g:propose(\"ann\", { fee = 2 }))",
          errors: [none, gone, "it needs no approval, or has it"]) { try current().approve($0) },
        Function("veto", "Ends a proposal that is not at an end, for good.", number, .string("why", "for the log"), returns: itself,
          example: "g = \(EconomyInterface.governorSample); governance.veto(g:propose(\"ann\", { quorum = 1 }), \"too few could decide\")", errors: [none, gone]) { try current().veto($0, $1) },
        Function("pause", "Nothing is executed until it is resumed; votes go on.", returns: itself, example: "g = \(EconomyInterface.governorSample); governance.pause()", errors: [none]) {
          try current().pause()
        },
        Function("resume", "Ends a pause.", returns: itself, example: "g = \(EconomyInterface.governorSample); governance.resume()", errors: [none]) { try current().resume() },
      ],
      classes: [EconomyInterface.governorClass])
  }

  private static let number: Typed<Int64> = .integer("number", 1...Int64(Int32.max), "the proposal's")
}
