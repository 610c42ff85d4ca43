public import Interface

extension EconomyInterface {
  /// What a proposal's table holds.
  public static let proposal: Parameter = .table(
    "proposal",
    fields: [
      Parameter("number", .integer, "from 1"), Parameter("id", .string, "hash of proposer, content and number, in hexadecimal"), Parameter("state", .string, "where it stands"), Parameter("by", .string, "who proposed it"),
      Parameter("summary", .string, "why"), .table("changes", elements: Parameter("change", .string), "what it would change"), stake("stake_for"), stake("stake_against"),
      stake("stake_abstain"), Parameter("supply", .integer, unit: "µrUv", "all stake when the electorate was fixed"), Parameter("votes", .integer, "cast so far"),
      Parameter("weight_for", .integer, isOptional: true, "by its tally, once decided"), Parameter("weight_against", .integer, isOptional: true, "by its tally, once decided"),
      Parameter("quorum", .integer, unit: "basis points", "of the supply, for and abstaining"), Parameter("majority", .integer, unit: "basis points", "that for must exceed"),
      Parameter("capture_cost", .integer, unit: "µrUv", "stake that would carry it now, on top of what has voted"),
      Parameter("needs_approval", .boolean, "by the person"), Parameter("approved", .boolean, "by the person"), Parameter("tally", .string, "that was in force when it was made"),
      Parameter("extended", .boolean, "for a late quorum"), Parameter("vote_start_s", .number, unit: "s", "votes are taken after it"), Parameter("vote_end_s", .number, unit: "s", "the last moment for votes"),
      Parameter("due_s", .number, unit: "s", isOptional: true, "earliest execution, once queued"),
    ])

  private static func stake(_ name: String) -> Parameter { Parameter(name, .integer, unit: "µrUv", "that voted so") }

  static let parameter: Parameter = .table(
    "parameter",
    fields: [
      Parameter("value", .integer, "in force"), Parameter("min", .integer, "least allowed"), Parameter("max", .integer, "most allowed"), Parameter("unit", .string, isOptional: true),
      Parameter("majority", .integer, unit: "basis points", "that for must exceed"), Parameter("approval", .boolean, "whether the person must approve"), Parameter("summary", .string, "what it is"),
    ])
}

/// What the person at the prompt does, by method or by `governance.…`.
extension ScriptGovernor {
  public func queue() throws -> Table {
    try ask("queue") {
      $0.settle(at: $1)
      return Table(list: $0.queue.map(describe))
    }
  }

  public func approve(_ number: Int64) throws -> ScriptGovernor {
    try act("approve", .approve(Int(number)))
    return self
  }

  public func veto(_ number: Int64, _ why: String) throws -> ScriptGovernor {
    try act("veto", .veto(Int(number), why: why))
    return self
  }

  public func pause() throws -> ScriptGovernor {
    try act("pause", .pause)
    return self
  }

  public func resume() throws -> ScriptGovernor {
    try act("resume", .resume)
    return self
  }
}
