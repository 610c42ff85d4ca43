import Economy
import Interface
import JSON
import Policies

/// What a run was founded with: enough to do it again, to the last bit, whatever became of the files.
///
/// It is a note in the journal of a colony that keeps its books in a file, as JSON; its policies' texts are in it.
struct RunRecord {
  var configuration: Configuration
  /// Of the data it ran on.
  var data: String
  /// Policies as they were put in force, one after the other.
  var policies: [PolicyRecord]

  /// - Complexity: one pass over the data
  init(_ configuration: Configuration, _ inputs: Inputs, _ policies: [PolicyRecord]) {
    self.configuration = configuration
    data = inputs.digest
    self.policies = policies
  }

  /// - Throws: `ScriptError` for options that have no JSON form.
  func note() throws -> String {
    var options = configuration.values
    for place in Self.places { options[place] = .none }
    return try JSONWriter.text([
      "run": .integer(Self.version), "configuration": .table(options), "data": .string(data),
      "policies": .table(Table(list: policies.map { .table($0.table) })),
    ])
  }

  /// Options that say where a run is kept, and nothing of what it is.
  static let places = ["store", "decisions"]

  /// Of the format.
  private static let version: Int64 = 1

  /// Reads a note; nil where it is no run's.
  ///
  /// - Throws: `ScriptError` where it is one this version can't read.
  init?(note: String) throws {
    guard case .table(let table) = try JSONReader.value(note), case .integer(let version) = table["run"] else { return nil }
    guard version == Self.version else { throw ScriptError("a run of format \(version); this version of Formic knows \(Self.version)") }
    guard case .table(let options) = table["configuration"], case .string(let data) = table["data"], case .table(let policies) = table["policies"]
    else { throw ScriptError("a run without configuration, data or policies") }
    configuration = try Configuration(options)
    self.data = data
    self.policies = try policies.list.map { value in
      guard case .table(let policy) = value else { throw ScriptError("a policy that is no table") }
      return try PolicyRecord(policy)
    }
  }
}

/// What a person did to a colony between two events, where in the run it was.
struct Intervention {
  enum Action {
    case use(PolicyRecord)
    /// Lifted the suspension of a kind's policy.
    case reinstate(kind: String)
    case govern(GovernanceAct)
    /// The market itself put a policy in force that its members voted for. It does so again by itself, and finds the text here.
    case deployed(PolicyRecord)
  }
  /// How many events had happened.
  var event: Int
  /// Simulated, in µs: of the last of them, or of the act of governance.
  var time: Int64
  var action: Action

  var note: String {
    var table: Table
    switch action {
    case .use(let policy): table = Table(fields: [(.string("use"), .table(policy.table))])
    case .reinstate(let kind): table = Table(fields: [(.string("reinstate"), .string(kind))])
    case .govern(let act): table = Table(fields: [(.string("govern"), .table(act.table))])
    case .deployed(let policy): table = Table(fields: [(.string("deployed"), .table(policy.table))])
    }
    table["event"] = .integer(Int64(event))
    table["time"] = .integer(time)
    do { return try JSONWriter.text(.table(table)) } catch { preconditionFailure("an intervention can't be written down: \(error)") }
  }

  init(event: Int, time: Int64, action: Action) {
    self.event = event
    self.time = time
    self.action = action
  }

  /// - Throws: `ScriptError` where it tells of nothing this version knows.
  init(note: String) throws {
    guard case .table(let table) = try JSONReader.value(note), case .integer(let event) = table["event"], case .integer(let time) = table["time"]
    else { throw ScriptError("a note without event and time") }
    self.event = Int(event)
    self.time = time
    switch (table["use"], table["reinstate"], table["govern"], table["deployed"]) {
    case (.table(let policy), _, _, _): action = .use(try PolicyRecord(policy))
    case (_, .string(let kind), _, _): action = .reinstate(kind: kind)
    case (_, _, .table(let act), _): action = .govern(try GovernanceAct(act))
    case (_, _, _, .table(let policy)): action = .deployed(try PolicyRecord(policy))
    default: throw ScriptError("a note of an action this version doesn't know")
    }
  }
}

extension Colony {
  /// Lifts the suspension of a kind's policy; a person decided so.
  ///
  /// - Returns: false where it isn't suspended.
  func reinstate(_ kind: String) -> Bool {
    guard policies.reinstate(kind) else { return false }
    write(down: .reinstate(kind: kind), at: market.now)
    return true
  }

  /// Does what a member or a person asks of the governor, and writes it down.
  ///
  /// - Returns: the number of a new proposal.
  func perform(_ act: GovernanceAct, at time: Int64) throws -> Int? {
    defer { followGovernance() }
    isDeciding = true
    defer { isDeciding = false }
    let number = try act.apply(to: governor, at: time)
    write(down: .govern(act), at: time)
    return number
  }

  /// Does again what was done between two events.
  func apply(_ intervention: Intervention) throws {
    guard intervention.time >= 0, intervention.time <= max(now, nextTime == .max ? now : nextTime) else {
      throw ScriptError("the journal has a note of \(intervention.time) µs, where it was \(now) µs")
    }
    switch intervention.action {
    case .govern(let act):
      if intervention.time > now { queue.advance(to: intervention.time) }
      _ = try perform(act, at: intervention.time)
    case .deployed: break
    case .use(let policy): try policies.use(policy, at: intervention.time)
    case .reinstate(let kind): _ = reinstate(kind)
    }
  }
}
