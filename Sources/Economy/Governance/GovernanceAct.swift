public import Interface

/// Something a member or the guardian asks of a governor, as plain data: what a journal keeps of it, so that it can be done again.
public enum GovernanceAct: Sendable {
  case propose([Change], summary: String, by: Int)
  case vote(Support, on: Int, by: Int)
  case delegate(Int, to: Int)
  case cancel(Int, by: Int)
  case execute(Int)
  case approve(Int)
  case veto(Int, why: String)
  case pause
  case resume

  /// - Returns: the number of a new proposal.
  @discardableResult
  public func apply(to governor: Governor, at now: Int64) throws(GovernanceError) -> Int? {
    switch self {
    case .propose(let changes, let summary, let member): return try governor.propose(changes, summary, by: member, at: now)
    case .vote(let support, let number, let member): try governor.vote(support, on: number, by: member, at: now)
    case .delegate(let member, let other): try governor.delegate(member, to: other, at: now)
    case .cancel(let number, let member): try governor.cancel(number, by: member, at: now)
    case .execute(let number): try governor.execute(number, at: now)
    case .approve(let number): try governor.approve(number, at: now)
    case .veto(let number, let why): try governor.veto(number, why, at: now)
    case .pause: governor.pause(at: now)
    case .resume: governor.resume(at: now)
    }
    return nil
  }

  public var table: Table {
    func act(_ name: String, _ fields: (String, Value)...) -> Table {
      Table(fields: [(.string("act"), .string(name))] + fields.map { (.string($0.0), $0.1) })
    }
    func integer(_ number: Int) -> Value { .integer(Int64(number)) }
    return switch self {
    case .propose(let changes, let summary, let member):
      act("propose", ("changes", .table(Table(list: changes.map(\.value)))), ("summary", .string(summary)), ("by", integer(member)))
    case .vote(let support, let number, let member): act("vote", ("support", .string(support.rawValue)), ("on", integer(number)), ("by", integer(member)))
    case .delegate(let member, let other): act("delegate", ("by", integer(member)), ("to", integer(other)))
    case .cancel(let number, let member): act("cancel", ("on", integer(number)), ("by", integer(member)))
    case .execute(let number): act("execute", ("on", integer(number)))
    case .approve(let number): act("approve", ("on", integer(number)))
    case .veto(let number, let why): act("veto", ("on", integer(number)), ("why", .string(why)))
    case .pause: act("pause")
    case .resume: act("resume")
    }
  }

  /// - Throws: `ScriptError` where a part is missing or means nothing.
  public init(_ table: Table) throws(ScriptError) {
    func number(_ field: String) throws(ScriptError) -> Int {
      guard case .integer(let number) = table[field], let small = Int32(exactly: number), small >= 0 else {
        throw ScriptError("an act of governance without \(field)")
      }
      return Int(small)
    }
    func text(_ field: String) throws(ScriptError) -> String {
      guard case .string(let text) = table[field] else { throw ScriptError("an act of governance without \(field)") }
      return text
    }
    switch try text("act") {
    case "propose":
      guard case .table(let list) = table["changes"] else { throw ScriptError("a proposal without changes") }
      var changes: [Change] = []
      for value in list.list { changes.append(try Change(value)) }
      self = .propose(changes, summary: try text("summary"), by: try number("by"))
    case "vote":
      guard let support = Support(rawValue: try text("support")) else { throw ScriptError("a vote for nothing") }
      self = .vote(support, on: try number("on"), by: try number("by"))
    case "delegate": self = .delegate(try number("by"), to: try number("to"))
    case "cancel": self = .cancel(try number("on"), by: try number("by"))
    case "execute": self = .execute(try number("on"))
    case "approve": self = .approve(try number("on"))
    case "veto": self = .veto(try number("on"), why: try text("why"))
    case "pause": self = .pause
    case "resume": self = .resume
    case let other: throw ScriptError("an act of governance '\(other)' this version doesn't know")
    }
  }
}

extension Change {
  fileprivate var value: Value {
    switch self {
    case .parameter(let name, let value): ["parameter": .string(name), "value": .integer(value)]
    case .policy(let kind, let name, let hash): ["kind": .string(kind), "name": .string(name), "hash": .string(hash)]
    }
  }

  fileprivate init(_ value: Value) throws(ScriptError) {
    guard case .table(let table) = value else { throw ScriptError("a change that is no table") }
    if case .string(let name) = table["parameter"], case .integer(let amount) = table["value"] {
      self = .parameter(name, amount)
    } else if case .string(let kind) = table["kind"], case .string(let name) = table["name"], case .string(let hash) = table["hash"] {
      self = .policy(kind: kind, name: name, hash: hash)
    } else {
      throw ScriptError("a change of nothing")
    }
  }
}
