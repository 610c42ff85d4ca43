import Interface
import Kernels
import Topology

/// What `swarm.population` and `swarm.trials` are told.
struct PopulationOptions {
  let graph: ScriptGraph
  let setup: PopulationSetup
  let seed: UInt64
  let quorum: Double
  let rule: RuleChoice

  /// Shares a population may have.
  private static let sharesMax = 1_000_000_000

  static let fields: [Parameter] = [
    Parameter("graph", .object(ScriptGraph.className), isOptional: true, "who hears whom; left out: a random 8-regular one of `agents`"),
    agents.parameter, options.parameter, rule, seed.parameter, start, truth.parameter,
    .table("qualities", elements: Parameter("quality", .number, bounds: .numbers(0...1e6)), isOptional: true, "of each option; a voice weighs as much as what it exhibits; left out: all alike"),
    rate.parameter, quorum.parameter, update.parameter, loss.parameter,
    Parameter("stubborn", .table, isOptional: true, "agents that never move, by option: { [2] = 5 }; left out: none"),
    faulty.parameter, byzantine.parameter, lie.parameter, switching.parameter, evidence, groups.parameter, camps.parameter,
  ]

  private static let agents: Typed<Int64?> = .optional(.integer("agents", 1...10_000_000, "where no graph is given"), "100")
  private static let options: Typed<Int64?> = .optional(.integer("options", 1...65_536, "to choose from"), "as many as qualities or counts, or else 2")
  private static let rule = Parameter(
    "rule", .any, isOptional: true, defaultText: "entropy",
    "\(NativeRules.names().joined(separator: ", ")); a plugin's name or path, { name, option = value }, or plugin.load(…)")
  private static let seed = Typed<Int64>.integer("seed", nil, "of every draw").defaulting(to: 1)
  private static let start = Parameter(
    "start", .any, isOptional: true, defaultText: "uniform",
    "uniform: random beliefs; split: certain, evenly; undecided; { 60, 40 }: so many certain of each option; or a matrix, a row of shares an agent")
  private static let truth: Typed<Int64?> = .optional(
    .integer("truth", 1...65_536, "the right option"), "the best, or without qualities the first majority")
  private static let rate = Typed<Double>.number("rate", 0...1, "how far a belief may move in a round").defaulting(to: 1)
  private static let quorum = Typed<Double>.number("quorum", 0...1, "share of the agents that has to agree").defaulting(to: 1)
  private static let update = Typed<String>.choice("update", ["synchronous", "asynchronous"], "all at once, or one drawn after the other").defaulting(to: "synchronous")
  private static let loss = Typed<Double>.number("loss", 0...1, "probability that a voice isn't heard, for each link, way and round").defaulting(to: 0)
  private static let faulty = Typed<Double>.number("faulty", 0...1, "share that neither moves nor is heard").defaulting(to: 0)
  private static let byzantine = Typed<Double>.number("byzantine", 0...1, "share that doesn't move and lies").defaulting(to: 0)
  private static let lie = Typed<String>.choice(
    "lie", PopulationSetup.Lie.allCases.map(\.rawValue), "certain of the worst option; of another each round; of another to each that hears it").defaulting(to: "worst")
  private static let switching = Typed<Double>.number("switching", 0...1, "probability that an agent adopts another option by itself, each round").defaulting(to: 0)
  private static let evidence = Parameter(
    "evidence", .any, isOptional: true,
    "what each agent sees each round: the probability that it sees the right option, else any other; or a matrix of log-likelihoods; left out: nothing")
  private static let groups = Typed<Bool>.boolean("groups", "whether rules hear how large each group of equal choice is").defaulting(to: true)
  private static let camps: Typed<Bool?> = .optional(.boolean("camps", "whether groups of equal choice are counted after every round"), "up to 10,000 agents")

  /// - Parameter function: begins complaints.
  /// - Throws: `ScriptError` where the parts don't fit each other.
  init(_ table: Table, _ function: String) throws {
    seed = UInt64(bitPattern: table[Self.seed])
    quorum = table[Self.quorum]
    let options = table[Self.options].map { Int($0) } ?? Self.optionsNamed(in: table)
    func checkShares(of agents: Int) throws(ScriptError) {
      guard agents * options <= Self.sharesMax else {
        throw ScriptError("\(function): \(agents) agents with \(options) options are \(Readable.count(agents * options)) shares, at most \(Readable.count(Self.sharesMax)) expected")
      }
    }
    if let asked = table[Self.agents] { try checkShares(of: Int(asked)) }  // before their graph is made
    graph = try Self.graph(table, seed: seed, function)
    let agents = graph.graph.nodeCount
    try checkShares(of: agents)
    rule = if case .none = table["rule"] { .native("entropy", settings: try NativeRules.settings(of: "entropy", ConsensusKind.kind, Table())) } else { try RuleChoice(table["rule"], at: "\(function): rule") }
    var setup = PopulationSetup(options: options)
    setup.opening = try Self.opening(table["start"], agents: agents, options: options, function)
    if case .table(let qualities) = table["qualities"] { setup.qualities = qualities.list.map { Float(Double($0) ?? .nan) } }
    setup.truth = table[Self.truth].map { Int($0) - 1 }
    setup.rate = table[Self.rate]
    setup.isAsynchronous = table[Self.update] == "asynchronous"
    setup.loss = table[Self.loss]
    setup.stubborn = try Self.stubborn(table["stubborn"], agents: agents, function)
    setup.faulty = table[Self.faulty]
    setup.byzantine = table[Self.byzantine]
    setup.lie = PopulationSetup.Lie(rawValue: table[Self.lie])!
    setup.switching = table[Self.switching]
    setup.evidence = try Self.evidence(table["evidence"], agents: agents, options: options, function)
    setup.countsGroups = table[Self.groups]
    setup.countsCamps = table[Self.camps]
    self.setup = setup
  }

  /// How many options a table speaks of without saying so.
  private static func optionsNamed(in table: Table) -> Int {
    for name in ["qualities", "start"] {
      if case .table(let list) = table[name], !list.list.isEmpty { return list.list.count }
      if case .object(let object) = table[name], let matrix = object as? Matrix, matrix.columns > 0 { return matrix.columns }
    }
    return 2
  }

  private static func graph(_ table: Table, seed: UInt64, _ function: String) throws(ScriptError) -> ScriptGraph {
    if case .object(let object) = table["graph"], let graph = object as? ScriptGraph {
      guard graph.graph.nodeCount >= 1 else { throw ScriptError("\(function): graph: at least one node expected") }
      guard table[agents].map({ $0 == graph.graph.nodeCount }) ?? true else {
        throw ScriptError("\(function): agents: the graph has \(graph.graph.nodeCount) nodes")
      }
      return graph
    }
    let agents = Int(table[agents] ?? 100)
    var random = RandomStream(seed: seed, "population", "graph")
    let degree = min(8, agents - 1)
    return ScriptGraph(.regular(agents, degree: agents * degree % 2 == 0 ? degree : degree - 1, random: &random), name: "\(degree)-regular")
  }

  private static func opening(_ value: Value, agents: Int, options: Int, _ function: String) throws -> PopulationSetup.Opening {
    switch value {
    case .none, .string("uniform"): return .uniform
    case .string("split"): return .split
    case .string("undecided"): return .undecided
    case .table(let table) where table.fields.isEmpty:
      return .counts(try table.list.map { value in
        guard let count = Int64(value), count >= 0, count <= agents else { throw ScriptError("\(function): start: counts in 0…\(agents) expected") }
        return Int(count)
      })
    case .object(let object):
      guard let matrix = object as? Matrix else { break }
      return .beliefs(try shares(matrix, agents: agents, options: options, "\(function): start"))
    default: break
    }
    throw ScriptError("\(function): start: uniform, split, undecided, a list of \(options) counts or a matrix expected, got \(value.typeName)")
  }

  private static func stubborn(_ value: Value, agents: Int, _ function: String) throws(ScriptError) -> [Int: Int] {
    guard case .table(let table) = value else { return [:] }
    var stubborn: [Int: Int] = [:]
    let entries = table.list.enumerated().map { (Value.integer(Int64($0.offset + 1)), $0.element) } + table.fields.map { ($0.key, $0.value) }
    for (key, value) in entries {
      guard let option = Int64(key), option >= 1, option <= 65_536, let count = Int64(value), count >= 0, count <= agents else {
        throw ScriptError("\(function): stubborn: a number of agents in 0…\(agents) for each option expected, as in { [2] = 5 }")
      }
      stubborn[Int(option) - 1] = Int(count)
    }
    return stubborn
  }

  private static func evidence(_ value: Value, agents: Int, options: Int, _ function: String) throws -> PopulationSetup.Evidence? {
    switch value {
    case .none: return nil
    case .object(let object):
      guard let matrix = object as? Matrix else { break }
      return .logLikelihoods(try shares(matrix, agents: agents, options: options, "\(function): evidence"))
    default:
      if let accuracy = Double(value), accuracy >= 0, accuracy <= 1 { return .sighting(accuracy: accuracy) }
    }
    throw ScriptError("\(function): evidence: a probability in 0…1 or a matrix of log-likelihoods expected, got \(value.typeName)")
  }

  /// A matrix's elements, a row an agent.
  static func shares(_ matrix: Matrix, agents: Int, options: Int, _ place: String) throws -> [Float] {
    guard matrix.rows == agents, matrix.columns == options else {
      throw ScriptError("\(place): \(matrix.rows)×\(matrix.columns), \(agents)×\(options) expected: a row an agent, a column an option")
    }
    return try matrix.asArray(of: Float.self)
  }
}
