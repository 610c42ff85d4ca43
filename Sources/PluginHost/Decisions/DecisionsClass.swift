import CKernels
import Interface
import Kernels
import Policies

/// A log of decisions as scripts hold it.
public final class DecisionsObject: PassableObject, Describable {
  public static var className: String { "decisions" }
  let file: DecisionFile
  let host: PluginHost

  init(_ path: String, _ host: PluginHost) throws {
    file = try DecisionFile(path, kinds: host.kinds)
    self.host = host
  }

  public var card: Card {
    var counts = [Int](repeating: 0, count: file.policies.count), faults = counts
    for index in file.decisions {
      guard case .decision(let contents) = file.entries[index], let decision = try? file.decision(contents) else { continue }
      counts[decision.policy] += 1
      if case .fault = decision.answer { faults[decision.policy] += 1 }
    }
    let rows = file.policies.indices.map { i in
      ["\(file.policies[i].kind)/\(file.policies[i].name)", String(file.policies[i].hash.prefix(12)), Readable.count(counts[i]), faults[i] > 0 ? Readable.count(faults[i]) : ""]
    }
    return Card(
      "decisions", ["\(Readable.count(file.decisions.count)) in \(file.path)", file.isComplete ? "whole" : "cut short"],
      parts: [.table([.init("policy"), .init("text"), .init("decisions", isRightAligned: true), .init("faults", isRightAligned: true)], rows, omitted: 0)])
  }

  /// One decision as plain data.
  func describe(_ number: Int) throws -> Table {
    guard number >= 1, number <= file.decisions.count else {
      throw ScriptError("index is \(number), outside 1…\(file.decisions.count)")
    }
    guard case .decision(let contents) = file.entries[file.decisions[number - 1]] else { preconditionFailure("decision \(number) is none") }
    let decision = try file.decision(contents)
    let policy = file.policies[decision.policy], kind = file.kinds[decision.policy], function = kind.functions[decision.function]
    var table: Table = Table()
    table["policy"] = .string("\(policy.kind)/\(policy.name)")
    table["hash"] = .string(policy.hash)
    table["call"] = .string(function.name)
    table["instance"] = .integer(Int64(decision.instance + 1))
    table["now_s"] = .number(Double(decision.now) / 1e6)
    table["context"] = .table(named(kind.fields, decision.context))
    table["arguments"] = .table(named(function.parameters.filter(\.isInput), zip(function.parameters, decision.arguments).filter { $0.0.isInput }.map(\.1)))
    switch decision.answer {
    case .fault(let text): table["fault"] = .string(text)
    case .results(_, let results, let outputs):
      table["results"] = .table(named(function.results, results))
      if !outputs.isEmpty { table["outputs"] = .table(named(function.parameters.filter(\.isOutput), outputs)) }
    }
    return table
  }

  private func named(_ fields: [PolicyField], _ cells: [Decision.Cell]) -> Table {
    var table = Table()
    for (field, cell) in zip(fields, cells) { table[field.name] = value(cell) }
    return table
  }

  private func value(_ cell: Decision.Cell) -> Value {
    switch cell {
    case .none: .none
    case .boolean(let flag): .boolean(flag)
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    case .array(_, _, let rows, let columns, _): .table(Table(list: DecisionFile.values(cell, file.bytes, limit: rows * columns)))
    }
  }

  func replay(_ use: Table) throws -> Table {
    var changed: [String: any Policy] = [:]
    for (key, value) in use.fields {
      guard case .string(let kind) = key, case .string(let name) = value else { throw ScriptError("use: KIND = NAME expected, as in { auction = \"first_price\" }") }
      let found = try host.kind(kind)
      if name == "native" || name == "\(kind)/native" { throw ScriptError("use: \(kind): a built-in rule trusts what the core gives it, and is not asked what a file says") }
      changed[kind] = try host.load(name, kind: found.name).makePolicy()
    }
    if !use.list.isEmpty { throw ScriptError("use: KIND = NAME expected, got a list") }
    let outcome = try DecisionReplay(file, host, changed: changed).run { ck_is_interrupted() }
    var table = Table()
    table["decisions"] = .integer(Int64(file.decisions.count))
    table["same"] = .integer(Int64(outcome.same))
    table["different"] = .integer(Int64(outcome.different))
    table["built_in"] = .integer(Int64(outcome.builtIn))
    table["refused"] = .integer(Int64(outcome.refused))
    if let first = outcome.first {
      table["first"] = ["number": .integer(Int64(first.number)), "recorded": .string(first.recorded), "now": .string(first.now)]
    }
    return table
  }
}

extension PluginHostInterface {
  private static let made = """
    (function()
      local file = os.tmpname()
      os.remove(file)
      colony.new{ nodes = 16, tasks = 20, decisions = file }:run()
      collectgarbage()
      local d = plugin.decisions(file)
      os.remove(file)
      return d
    end)()
    """

  static func decisions(_ host: PluginHost) -> Function {
    Function(
      "decisions", "Reads a log of decisions, which a colony writes with its option of that name: each question to a policy that moves money, and the answer.",
      detail: "The texts of the policies are in it, so that it can be replayed anywhere.",
      .string("file"), returns: Parameter("decisions", .object("decisions")), example: made,
      errors: ["the file cannot be read, is no log, or was changed: the byte is named"]
    ) { path in try DecisionsObject(path, host) }
  }

  static let decisionsClass = Class(
    "decisions", "What policies were asked and answered, in order.",
    methods: [
      Function(
        "at", "One decision: which text, which call, its inputs, its answer or fault.", .object("self") as Typed<DecisionsObject>,
        .integer("index", 1...Int64(Int32.max)),
        returns: .table(
          "decision",
          fields: [
            Parameter("policy", .string, "kind/name"), Parameter("hash", .string, "of its text"), Parameter("call", .string, "the function"),
            Parameter("instance", .integer, "whose memory: the node; 1 where the kind is the colony's"), Parameter("now_s", .number, unit: "s"),
            .table("context", "by name"), .table("arguments", "by name"), .table("results", isOptional: true, "by name"),
            .table("outputs", isOptional: true, "arrays it wrote to"), Parameter("fault", .string, isOptional: true, "why it has no results"),
          ]), example: "\(made):at(1).policy", errors: ["there is no such decision"]
      ) { log, index in try log.describe(Int(index)) },
      Function(
        "replay", "Asks the same texts the same again and compares the answers byte for byte; or asks other policies what was asked.",
        .object("self") as Typed<DecisionsObject>, .optional(.table("use", others: Parameter("name", .string, "a plugin in place of those of its kind")), "{}"),
        returns: .table(
          "outcome",
          fields: [
            Parameter("decisions", .integer), Parameter("same", .integer, "answers equal to the last bit"), Parameter("different", .integer),
            Parameter("built_in", .integer, "answers of built-in rules, which are not asked again"), Parameter("refused", .integer, "answers that the core refused for what only it knew"),
            .table(
              "first", fields: [Parameter("number", .integer), Parameter("recorded", .string), Parameter("now", .string)], isOptional: true,
              "that came out otherwise"),
          ]), example: "\(made):replay().different",
        errors: ["a built-in rule is named", "a policy of the log cannot be made in this version", "there is no such kind or plugin", "a value in the log is of another type than its kind takes"]
      ) { log, use in try log.replay(use ?? Table()) },
    ],
    operators: [
      Function("__len", "How many decisions.", .object("self") as Typed<DecisionsObject>, returns: Parameter("count", .integer), example: "#\(made)") { Int64($0.file.decisions.count) },
      .card(of: DecisionsObject.self, example: "tostring(\(made))"),
    ])
}
