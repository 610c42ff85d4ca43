public import Interface
import Policies

extension EconomyInterface {
  /// Founds a governor of a script's own.
  public static func governor(_ options: Table) throws -> ScriptGovernor {
    var tally: (any LoadedPolicy)?
    if case .object(let object as any LoadedPolicy) = options["tally"] {
      guard object.kind.name == Governance.kind.name else {
        throw ScriptError("tally is a policy of kind '\(object.kind.name)', '\(Governance.kind.name)' expected")
      }
      tally = object
    }
    do {
      var rules = GovernanceRules()
      for rule in GovernanceRules.declarations {
        if let value = Int64(options[rule.name]) { rules[keyPath: rule.place] = value }
      }
      let seat = try SoleSeat(rules: rules, tally: tally, seed: UInt64(bitPattern: options[seed]))
      if case .table(let parameters) = options["parameters"] { try declare(parameters, seat) }
      if case .table(let stakes) = options["stakes"] {
        for (key, value) in stakes.fields {
          guard case .string(let name) = key, let amount = Int64(value) else { throw ScriptError("stakes: a member's name and an amount in µrUv: { ann = 60 }") }
          // They were there before the governor's first moment, and so may decide on what is proposed in it.
          try seat.setStake(amount, of: name, at: -1)
        }
      }
      return ScriptGovernor(seat)
    } catch let error as GovernanceError { throw ScriptError("governance.new: \(error)") }
  }

  private static func declare(_ parameters: Table, _ seat: SoleSeat) throws {
    for (key, value) in parameters.fields {
      guard case .string(let name) = key, case .table(let row) = value, let start = row.list.first.flatMap({ Int64($0) }) else {
        throw ScriptError("parameters: a name and { value, min = , max = }")
      }
      let low = Int64(row["min"]) ?? .min, high = Int64(row["max"]) ?? .max
      guard low <= start, start <= high else { throw ScriptError("parameters: \(name): \(start) is outside \(low)…\(high)") }
      let taken = seat.withGovernor { governor, _ in governor.parameters.contains { $0.name == name } } || name == "use"
      guard !taken else { throw ScriptError("parameters: there is a parameter '\(name)' already") }
      let majority = Int64(row["majority"]) ?? 5_000
      guard (5_000...9_999).contains(majority) else { throw ScriptError("parameters: \(name): a majority is 5000…9999 basis points, not \(majority)") }
      var needsApproval = false
      if case .boolean(true) = row["approval"] { needsApproval = true }
      seat.govern(name, start, bounds: low...high, unit: nil, majority: majority, needsApproval: needsApproval)
    }
  }

  /// What `governance.new` takes.
  public static let governorOptions: Parameter = .table(
    "options",
    fields: [
      .table("stakes", others: Parameter("amount", .integer, unit: "µrUv", bounds: .integers(0...(VotingPower.supplyLimit - 1))), isOptional: true, defaultText: "{}", "by member"),
      .table("parameters", others: Parameter("parameter", .any, "{ value, min = , max = , majority = basis points, approval = true }"), isOptional: true, defaultText: "{}", "what may be changed besides the rules"),
      Parameter("tally", .object("policy"), isOptional: true, defaultText: "stake majority", "such as plugin.load(\"governance/quadratic\")"),
      seed.parameter,
    ] + GovernanceRules.declarations.map { rule in
      Parameter(
        rule.name, .integer, unit: rule.unit, bounds: .integers(rule.bounds), isOptional: true,
        defaultText: String(GovernanceRules()[keyPath: rule.place]), rule.summary)
    })

  private static let seed = Typed<Int64>.integer("seed", nil, "of what is decided by lot").defaulting(to: 1)
}
