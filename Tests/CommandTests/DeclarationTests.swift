import Adaptation
import Colony
import Datasets
import Economy
import Foundation
import Identity
import Instruments
import Interface
import Kernels
import Learning
import Optimization
import PluginHost
import Policies
import Scripting
import Swarm
import Testing
import Topology

/// Every declaration a script can reach.
private let modules: [Module] = {
  let folder: @Sendable () -> String = { Program.root + "/scripts/data" }
  let host = PluginHost(kinds: [Auction.kind], modules: [])
  let colonies = ColonyEnvironment(dataFolder: folder, makeSource: { nil }, makeWatch: { nil }, notice: { _ in })
  return KernelsInterface.modules + [
    DatasetsInterface.module(folder: folder), AdaptationInterface.module, LearningInterface.module, OptimizationInterface.module,
    EconomyInterface.module.adding([EconomyInterface.audit { try host.policy($0) }]), TopologyInterface.module,
    SwarmInterface.module { nil }, IdentityInterface.module,
    PluginHostInterface.module(host), ColonyInterface.module(colonies), BusinessInterface.module(colonies), GovernanceInterface.module(colonies),
    InstrumentsInterface.module,
    Module("", "At hand without a module's name.", functions: ScriptingInterface.globals(ScriptSession(), write: { _ in }) + ColonyInterface.globals(colonies)),
  ] + ScriptingInterface.modules(ScriptSession())
}()

/// A declared function by the name help knows it by.
private struct Binding {
  enum Role { case function, method, field, operation }
  var name: String
  var role: Role
  var function: Function
  /// What a call passes: without the object itself.
  var parameters: [Parameter] { role == .function ? function.parameters : Array(function.parameters.dropFirst()) }
}

private let bindings: [Binding] = modules.flatMap { module in
  module.functions.map { Binding(name: (module.name.isEmpty ? "" : module.name + ".") + $0.name, role: .function, function: $0) }
    + module.classes.flatMap { type in
      type.methods.map { Binding(name: "\(type.name):\($0.name)", role: .method, function: $0) }
        + type.fields.map { Binding(name: "\(type.name).\($0.name)", role: .field, function: $0) }
        + type.operators.map { Binding(name: "\(type.name):\($0.name)", role: .operation, function: $0) }
    }
}

@Test func `these tests see every module`() throws {
  let stubs = try FileManager.default.contentsOfDirectory(atPath: Program.root + "/plugins/meta").filter { $0.hasSuffix(".lua") }
  #expect(Set(stubs) == Set(modules.map { ($0.name.isEmpty ? "globals" : $0.name) + ".lua" } + ["policy.lua"]), "a module is missing here, or its stub")
}

@Test func `every binding has a summary, an example and a place`() {
  for binding in bindings {
    #expect(binding.function.summary.count > 3, "\(binding.name) has no summary")
    #expect(!binding.function.example.isEmpty, "\(binding.name) has no example")
    #expect(binding.function.place.file.split(separator: "/").count == 2 && binding.function.place.line > 0, "\(binding.name): \(binding.function.place)")
  }
}

/// Every declared value, with the fields of tables.
private func everyPart(of parameter: Parameter) -> [Parameter] {
  [parameter] + (parameter.fields + parameter.elements + parameter.others).flatMap(everyPart)
}

@Test func `times, sizes and money have units`() {
  let units = ["_us": "µs", "_ms": "ms", "_s": "s", "_bytes": "bytes"]
  let quantities: Set = ["amount", "price", "prices", "payment", "fee", "balance", "reserve", "latency", "duration", "time", "seconds", "bytes", "cost", "timeout", "deadline", "stake"]
  for binding in bindings {
    for part in (binding.function.parameters + binding.function.results).flatMap(everyPart) where [.integer, .number].contains(part.type) {
      if quantities.contains(part.name) { #expect(part.unit != nil, "\(binding.name): \(part.name) has no unit") }
      for (suffix, unit) in units where part.name.hasSuffix(suffix) { #expect(part.unit == unit, "\(binding.name): \(part.name)") }
    }
  }
}

@Test func `what a closed table may leave out has a default or a reason`() {
  for binding in bindings {
    for part in binding.function.parameters.flatMap(everyPart) where part.isOptional && part.type != .boolean {
      #expect(part.defaultText != nil || !part.summary.isEmpty, "\(binding.name): nothing says what it means to leave out \(part.name)")
    }
  }
}

@Test func `every example in a declaration runs`() throws {
  #expect(bindings.count > 250)
  for binding in bindings {
    // An expression or a statement, as a session takes it.
    let reader = "local code = ... assert(load('return ' .. code) or load(code))()"
    let outcome = try Program.run(["-C", Program.root, Program.executable, "-", binding.function.example], input: reader, program: "/usr/bin/env")
    #expect(outcome.status == 0, "\(binding.name): \(binding.function.example)\n\(outcome.complaints)")
  }
}

// MARK: What comes back

/// A call from nowhere, which keeps its results.
private final class Call: CallFrame {
  private let arguments: [Value]
  private(set) var results: [Value] = []
  init(_ arguments: [Value]) { self.arguments = arguments }

  var count: Int { arguments.count }
  func isNone(_ index: Int) -> Bool { index >= count }
  func boolean(_ index: Int) -> Bool { Bool(arguments[index])! }
  func integer(_ index: Int) -> Int64 { Int64(arguments[index])! }
  func number(_ index: Int) -> Double { Double(arguments[index])! }
  func string(_ index: Int) -> String { String(arguments[index])! }
  func value(_ index: Int) -> Value { arguments[index] }
  func object(_ index: Int) -> AnyObject { if case .object(let object) = arguments[index] { object } else { self } }
  func push(_ value: Bool) { results.append(.boolean(value)) }
  func push(_ value: Int64) { results.append(.integer(value)) }
  func push(_ value: Double) { results.append(.number(value)) }
  func push(_ value: String) { results.append(.string(value)) }
  func push(_ value: Value) { results.append(value) }
  func push(_ value: any NativeObject) { results.append(.object(value)) }
  func pushNone() { results.append(.none) }
}

/// Calls a binding, holds its results to their declarations, and returns the first.
private func call(_ name: String, _ arguments: Value...) throws -> Value {
  let function = try #require(bindings.first { $0.name == name }?.function, "\(name)")
  let frame = Call(arguments)
  try function.body(frame)
  for (declared, value) in zip(function.results, frame.results) { try declared.check(value, at: "\(name) → \(declared.name)") }
  return frame.results.first ?? .none
}

@Test func `a table that comes back holds what is declared, and nothing else`() throws {
  let colony = try call("colony.new", ["nodes": 12, "tasks": 30])
  _ = try call("colony:report", colony)
  _ = try call("colony:run", colony)
  _ = try call("colony:report", colony)
  for index in 1...12 as ClosedRange<Int64> { _ = try call("colony:node", colony, .integer(index)) }
  for index in 1...30 as ClosedRange<Int64> { _ = try call("colony:task", colony, .integer(index)) }
  _ = try call("colony.sweep", [["nodes": 12, "tasks": 5]])
  let ledger = try call("economy.ledger", ["alice": 3])
  _ = try call("ledger:accounts", ledger)
  _ = try call("ledger:find", ledger, 1)
  _ = try call("statement:rows", call("ledger:statement", ledger, "alice"))
  let population = try call("swarm.population", ["agents": 20])
  _ = try call("population:run", population)
  _ = try call("population:report", population)
  _ = try call("population:series", population)
  _ = try call("swarm.trials", ["agents": 20, "runs": 3])
  _ = try call("swarm.averaging", ["nodes": 10])
  let study = try call("swarm.allocation", ["nodes": 4, "tasks": 50])
  _ = try call("allocation_study:fit", study)
  _ = try call("allocation_study:run", study)
  for method in ["fit", "series", "choices"] { _ = try call("allocation_study:" + method, study) }
  _ = try call("swarm.tsp", .string(Program.root + "/scripts/data/tsp_generated/rnd16_0.tsp"), ["iterations": 5])
}

// MARK: What goes wrong

/// Lua expressions for objects of each class.
private let makers = [
  "allocation_study": "swarm.allocation { nodes = 4, tasks = 50 }", "arrivals": "data.arrivals()", "audit": "economy.audit(plugin.load('auction/vickrey'), { bidders = 2, markets = 20 })",
  "business_market": "business.market { days = 1, rate = 2 }", "auction": "economy.auction { reserve = 500 }",
  "comparison": "bench(os.clock, { samples = 3, warm_up_ms = 1 })",
  "profile": "(profile(print))", "collective_memory": "swarm.memory(3)", "colony": "colony.new { nodes = 6, tasks = 8 }", "compute_graph": "graph.new()",
  "graph_node": "graph.new():input(2, 3)", "json_null": "json.null()", "ledger": "economy.ledger { alice = 100, bob = 0 }", "matrix": "matrix.identity(3)", "microlora": "adaptation.microlora(3, 3, 1)",
  "policy": "plugin.load('auction/vickrey')", "explanation": "economy.pool(1000, 1000000):explain(5)", "pool": "economy.pool(1000, 1000000)", "progress": "script.progress { total = 3 }",
  "quantized_matrix": "adaptation.quantize(matrix.identity(3))", "rtt": "data.rtt()", "softmax_head": "learning.head(data.utterances())",
  "decisions": "(function() local f = os.tmpname(); os.remove(f); colony.new{ nodes = 6, tasks = 8, decisions = f }:run(); collectgarbage(); local d = plugin.decisions(f); os.remove(f); return d end)()",
  "stakes": "economy.stakes(economy.ledger{ alice = 100, bob = 0 })", "vesting": "economy.vesting(economy.ledger{ alice = 100, bob = 0 })",
  "reputation": "economy.reputation(economy.ledger{ alice = 100, bob = 0 })", "score_round": "economy.score_round(1)",
  "court": "economy.court(economy.stakes(economy.ledger{ alice = 100, bob = 0 }))",
  "statement": "economy.ledger{ alice = 100 }:statement('alice')",
  "utterances": "data.utterances()", "vector_memory": "swarm.vectors(3)", "vector": "vector.ones(3)", "keypair": "identity.create(1)", "signed_message": "identity.create(1):sign('bid', '250', 1)",
  "mixing_sequence": "topology.base(5, 2)", "vote": "swarm.vote{ question = 'lunch?', options = { 'pizza', 'soup' }, agents = 3 }", "graph": "topology.ring(4)", "population": "swarm.population{ agents = 6 }",
  "tour_search": "swarm.tour_search('\(Program.root)/scripts/data/tsp_generated/rnd16_0.tsp')",
  "trails": "swarm.trails { links = { { 1, 2, 20 }, { 1, 3, 30 }, { 3, 2, 30 } }, from = 1, to = 2, ants = 1 }",
  "governor": "governance.new { stakes = { ann = 60, bob = 40 } }",
  "key_statement": "identity.create(1):revoke(0)", "key_chain": "identity.chain()", "verifier": "identity.verifier()",
  "evidence": "identity.evidence(identity.create(1):sign('vote/1', 'yes', 1), identity.create(1):sign('vote/1', 'no', 1))",
]

/// Values of the declared type and in the declared range, as Lua writes them; the extreme ones first.
private struct Values {
  var state: UInt64
  mutating func next(below count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % count
  }
  mutating func pick(_ values: [String]) -> String { values[next(below: values.count)] }

  /// - Parameter isNested: in a table: sizes stay small there, because a colony of 100,000 nodes proves nothing here.
  mutating func value(_ parameter: Parameter, isNested: Bool = false) -> String {
    switch parameter.type {
    case .boolean: return pick(["true", "false"])
    case .choice(let words): return "'\(words[next(below: words.count)])'"
    case .string: return pick(["''", "'alice'", "'bob'", "'auction'", "'auction/vickrey'", "'./nowhere'", "'/nowhere/x'", "'\\0\\xff'", "('x'):rep(3000)", "'{'"])
    case .function: return "function(...) return ... end"
    case .object(let name):
      if name == "vector" { return pick(["vector.ones(3)", "vector.zeros(0)", "vector.new({ 1, 2 }, 'f64')", "vector.new({ 0, 0, 0 }, 'i64')", "vector.new { 0 / 0, -1, 1e30 }", "vector.ones(3, 'mask')"]) }
      if name == "matrix" { return pick(["matrix.identity(3)", "matrix.zeros(0, 0)", "matrix.zeros(2, 5)", "matrix.new({ { 1 } }, 'f64')"]) }
      return makers[name]!
    case .integer, .number: return number(parameter, isNested: isNested)
    case .any: return pick(["1", "-1.5", "'x'", "{}", "{ 1, 2, 3 }", "vector.ones(3)", "matrix.identity(3)", "true", "{ 0 / 0, 'x' }"])
    case .table: return table(parameter)
    }
  }

  private mutating func number(_ parameter: Parameter, isNested: Bool) -> String {
    var values = ["0", "1", "2", "3", "7"].map { Int64($0)! }
    let isSize = isNested || ["count", "rows", "columns", "dimension", "length", "rank", "size", "seeds", "width", "times", "samples", "n", "nodes", "rounds", "seconds"].contains(parameter.name)
    switch parameter.bounds {
    case .integers(let range)?:
      values = values.filter(range.contains) + [range.lowerBound] + (isSize ? [] : [range.upperBound])
    case .numbers(let range)?:
      return pick(["\(range.lowerBound)", "\(range.upperBound)", "\((range.lowerBound / 2) + (range.upperBound / 2))"].filter { $0.count < 12 } + ["\(range.lowerBound)"])
    case nil:
      if parameter.type == .number { return pick(["0", "1", "-1.5", "0 / 0", "1 / 0", "1e308"]) }
      values += isSize ? [-1] : [-1, .max, .min]
    }
    let value = values[next(below: values.count)]
    return value == .min ? "math.mininteger" : "\(value)"
  }

  private mutating func table(_ parameter: Parameter) -> String {
    guard parameter.isClosed else { return pick(["{}", "{ 1 }", "{ 1, 2, 3 }", "{ { 1, 2 }, { 3, 4 } }", "{ 'x' }", "{ 0 / 0 }", "{ { 0.5, 1, 100 } }", "{ prices = { 3, 9 } }", "{ nonsense = {} }"]) }
    var entries: [String] = []
    for field in parameter.fields where !field.isOptional || next(below: 4) == 0 { entries.append("\(field.name) = \(value(field, isNested: true))") }
    for other in parameter.others where next(below: 2) == 0 { entries.append("alice = \(value(other, isNested: true))") }
    for element in parameter.elements { for _ in 0..<next(below: 3) { entries.append(value(element, isNested: true)) } }
    return "{ \(entries.joined(separator: ", ")) }"
  }
}

@Test func `whoever raises something that is no argument check declares what`() throws {
  var script = "local function try(name, f) local ok, message = pcall(f) if not ok then print(name, (tostring(message):gsub('\\n', ' '))) end end\n"
  script += "local function options(t) t.nodes, t.tasks = math.min(t.nodes or 6, 8), 8 return t end\n"
  var values = Values(state: 1)
  // Each of these changes what the others see, waits, or ends the program.
  let left: Set = ["colony.sweep", "script.options", "plugin.add", "colony:wait", "colony:start", "sleep"]
  for binding in bindings where !left.contains(binding.name) && binding.role != .operation {
    let short = binding.function.name
    let receiver = binding.role == .function ? "" : makers[String(binding.name.prefix { $0 != ":" && $0 != "." })]!
    for round in 0..<12 {
      let count = binding.parameters.indices.last { !binding.parameters[$0].isOptional || round.isMultiple(of: 2) }.map { $0 + 1 } ?? 0
      var arguments = binding.parameters.prefix(count).map { values.value($0) }
      if binding.name == "colony.new", let given = arguments.first { arguments = ["options(\(given))"] }
      let call = switch binding.role {
      case .function: "\(binding.name)(\(arguments.joined(separator: ", ")))"
      case .method: "(\(receiver)):\(short)(\(arguments.joined(separator: ", ")))"
      case .field, .operation: "(\(receiver)).\(short)"
      }
      script += "try('\(binding.name)', function() return \(call) end)\n"
      if binding.role == .field { break }
    }
  }
  // In a folder of its own: some of these write files of the names they are given.
  let folder = TemporaryFolder()
  let outcome = try Program.run(["-C", folder.path, Program.executable, "-"], input: script, program: "/usr/bin/env", seconds: 300)
  #expect(outcome.status == 0, "\(outcome.complaints.prefix(2_000))")
  let isDeclared = Dictionary(uniqueKeysWithValues: bindings.map { ($0.name, !$0.function.errors.isEmpty) })
  var seen: Set<Substring> = []
  for line in outcome.output.split(separator: "\n") {
    guard let tab = line.firstIndex(of: "\t"), let declared = isDeclared[String(line[..<tab])], seen.insert(line[..<tab]).inserted else { continue }
    #expect(declared, "declare in 'errors' what this is an instance of: \(line)")
  }
  #expect(seen.count > 30)  // or the values are not hostile
}
