public import Interface

/// A governor as scripts hold it: members go by name or number, proposals by number.
public final class ScriptGovernor: PassableObject, @unchecked Sendable {  // a seat lets one thread at a time have its governor
  public static var className: String { "governor" }

  let seat: any GovernanceSeat

  public init(_ seat: any GovernanceSeat) { self.seat = seat }

  /// Asks the governor, and tells what it refuses in a script's words.
  func ask<R>(_ method: String, _ body: (Governor, Int64) throws -> R) throws -> R {
    do { return try seat.withGovernor(body) } catch let error as GovernanceError {
      throw ScriptError("governor:\(method): \(error.text(seat.name))")
    }
  }

  /// Does something that changes the governor.
  @discardableResult
  func act(_ method: String, _ act: GovernanceAct) throws -> Int? {
    do { return try seat.perform(act) } catch let error as GovernanceError {
      throw ScriptError("governor:\(method): \(error.text(seat.name))")
    }
  }

  /// A member by its number, from 1, or its name.
  func member(_ value: Value, _ method: String) throws -> Int {
    switch value {
    case .integer(let number) where number >= 1 && number <= Int64(Int32.max): return Int(number) - 1
    case .string(let name):
      if let member = seat.member(named: name) { return member }
      throw ScriptError("governor:\(method): there is no member '\(name)'")
    default: throw ScriptError("governor:\(method): a member is a name or a number from 1, got \(value.typeName)")
    }
  }

  /// Reads `{ task_fee = 300, use = { auction = "first_price" } }`.
  func changes(_ table: Table, _ method: String) throws -> [Change] {
    guard table.list.isEmpty else { throw ScriptError("governor:\(method): changes are given by name: { task_fee = 300 }") }
    var changes: [(name: String, change: Change)] = []
    for (key, value) in table.fields {
      switch (key, value) {
      case (.string("use"), .table(let policies)):
        for (kind, name) in policies.fields {
          guard case .string(let kind) = kind, case .string(let name) = name else {
            throw ScriptError("governor:\(method): use: KIND = NAME expected, as in { auction = \"first_price\" }")
          }
          changes.append(("use \(kind)", .policy(kind: kind, name: name, hash: try fingerprint(kind, name, method))))
        }
      case (.string(let name), _):
        guard let amount = Int64(value) else {
          throw ScriptError("governor:\(method): \(name): integer expected, got \(value.typeName == "number" ? "a fraction" : value.typeName)")
        }
        changes.append((name, .parameter(name, amount)))
      default: throw ScriptError("governor:\(method): changes are given by name: { task_fee = 300 }")
      }
    }
    return changes.sorted { $0.name < $1.name }.map(\.change)
  }

  private func fingerprint(_ kind: String, _ name: String, _ method: String) throws -> String {
    try ask(method) { governor, _ in
      guard let deployment = governor.deployment else { throw GovernanceError.invalidContent("there are no policies to change here") }
      return try deployment.fingerprint(ofPolicy: kind, named: name)
    }
  }

  /// A proposal as plain data.
  func describe(_ proposal: Proposal) -> Value {
    var row = Table()
    row["number"] = .integer(Int64(proposal.number))
    row["id"] = .string(proposal.id.hexadecimal)
    row["state"] = .string(proposal.state.rawValue)
    row["by"] = .string(seat.name(of: proposal.proposer))
    row["summary"] = .string(proposal.summary)
    row["changes"] = .table(Table(list: proposal.changes.map { .string($0.description) }))
    row["stake_for"] = .integer(proposal.stake.for)
    row["stake_against"] = .integer(proposal.stake.against)
    row["stake_abstain"] = .integer(proposal.stake.abstain)
    row["supply"] = .integer(proposal.supply)
    row["votes"] = .integer(Int64(proposal.ballots.count))
    row["weight_for"] = proposal.weight.map { .integer($0.for) } ?? .none
    row["weight_against"] = proposal.weight.map { .integer($0.against) } ?? .none
    row["quorum"] = .integer(proposal.rules.quorum)
    row["majority"] = .integer(proposal.majority)
    row["capture_cost"] = .integer(proposal.captureCost)
    row["needs_approval"] = .boolean(proposal.needsApproval)
    row["approved"] = .boolean(proposal.approvedAt != nil)
    row["tally"] = .string(proposal.tally.identity.name)
    row["extended"] = .boolean(proposal.isExtended)
    row["vote_start_s"] = .number(Double(proposal.voteStart) / 1e6)
    row["vote_end_s"] = .number(Double(proposal.voteEnd) / 1e6)
    row["due_s"] = proposal.due.map { .number(Double($0) / 1e6) } ?? .none
    return .table(row)
  }
}
