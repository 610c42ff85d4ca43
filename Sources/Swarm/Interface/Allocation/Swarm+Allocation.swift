public import Interface
import Kernels
public import Policies

extension SwarmInterface {
  /// - Parameter source: of plugins; nil where there is none.
  public static func allocation(_ source: @escaping @Sendable () -> (any PolicySource)?) -> Function {
    Function(
      "allocation", "Studies how a rule gives tasks to nodes that it knows by their outcomes only, and its regret.",
      detail: """
        A node serves a type of task in a time whose logarithm is Normal(mean, noise²), the means Normal(10, spread²) around 22 ms, \
        and fails with a chance of its own, up to failures; round trips are 0 … 40 ms. The oracle knows every true median service \
        time and chance of success at the moment and takes the least (service + rtt) / success; a task's regret is what the node \
        chosen costs more by the same figures. Studies with one seed meet the same world, tasks and luck, whatever the rule.
        """,
      .table("options", fields: [
        nodes.parameter, types.parameter, submitters.parameter, tasks.parameter, allocationRule.parameter, driftOption.parameter, share.parameter,
        failures.parameter, spread.parameter, noise.parameter, memory.parameter, seed.parameter, detect.parameter,
      ], "what to study; {} for the defaults"),
      returns: Parameter("study", .object(ScriptAllocation.className)),
      example: "swarm.allocation{ nodes = 16, types = 4, rule = \"thompson\", tasks = 1000 }:run()",
      errors: [
        "there is no such rule, or it cannot be loaded", "the rule is a policy of another kind than allocation",
        "drift is not one of the words and no table with at", "nodes × types or nodes × submitters is over 1000000",
      ]
    ) { (options: Table) throws -> ScriptAllocation in
      var configuration = AllocationStudy.Configuration()
      configuration.nodes = Int(options[nodes])
      configuration.types = Int(options[types])
      configuration.submitters = Int(options[submitters])
      guard configuration.nodes * max(configuration.types, configuration.submitters) <= 1_000_000 else {
        throw ScriptError("swarm.allocation: nodes × types and nodes × submitters are at most 1000000")
      }
      configuration.tasks = Int(options[tasks])
      configuration.shares = options[share]
      configuration.failures = options[failures]
      configuration.spread = options[spread]
      configuration.noise = options[noise]
      configuration.memory = options[memory].map { Double($0) } ?? .infinity
      configuration.changeThreshold = options[detect]
      configuration.seed = UInt64(bitPattern: options[seed])
      let (drift, name) = try drift(options["drift"], tasks: configuration.tasks)
      configuration.drift = drift
      let made = ScriptAllocation(AllocationStudy(configuration, policy: ThompsonRule().policy()), drift: name, source: source)
      if case .none = options["rule"] { return made }
      try made.use(RuleChoice(options["rule"], of: AllocationKind.kind, at: "swarm.allocation: rule"))
      return made
    }
  }

  private static let nodes = Typed<Int64>.integer("nodes", 1...4_096, "that can have a task").defaulting(to: 16)
  private static let types = Typed<Int64>.integer("types", 1...1_000, "of task; each node is good at some").defaulting(to: 4)
  private static let submitters = Typed<Int64>.integer("submitters", 1...1_000, "each with beliefs of its own").defaulting(to: 4)
  private static let tasks = Typed<Int64>.integer("tasks", 1...100_000_000, "in all, one a second").defaulting(to: 10_000)
  static let allocationRule = Typed<Value>(
    Parameter(
      "rule", .any, isOptional: true, defaultText: "\"thompson\"",
      "\(NativeRules.names(of: AllocationKind.kind).joined(separator: ", ")); a plugin's name such as \"allocation/ucb\" or its path, { name, option = value }, or plugin.load(…)"))
  private static let driftOption = Typed<Value>(
    Parameter(
      "drift", .any, isOptional: true, defaultText: "\"none\"",
      "\"none\"; \"swap\": at half time the fastest become the slowest; { at = 3000 } or { at = { 3000, 6000 } }: before these tasks; \"walk\": every 100 tasks each log mean takes a step of 0.1"))
  private static let share = Typed<Bool>.boolean("share", "whether submitters, in a ring, pass on to their neighbours what was seen, each observation once").defaulting(to: true)
  private static let failures = Typed<Double>.number("failures", 0...1, "largest chance of failure of a node").defaulting(to: 0.2)
  private static let spread = Typed<Double>.number("spread", 0...5, "standard deviation of nodes' ln(service time)").defaulting(to: 0.5)
  private static let noise = Typed<Double>.number("noise", 0...5, "standard deviation of one node's ln(service time)").defaulting(to: 0.3)
  private static let memory: Typed<Int64?> = .optional(.integer("memory", 1...1_000_000_000, "tasks in which an observation fades to 1/e"), "observations don't fade")
  private static let detect: Typed<Double?> = .optional(
    .number("detect", 1...1_000, "surprise in standard deviations, summed, at which a submitter forgets a pair; 8 is a good one (Page's CUSUM)"), "changes go unnoticed")
  private static let seed = Typed<Int64>.integer("seed", nil, "of the world and every draw").defaulting(to: 1)

  private static func drift(_ value: Value, tasks: Int) throws(ScriptError) -> (AllocationDrift, String) {
    switch value {
    case .none, .string("none"): return (.none, "none")
    case .string("swap"): return (.swap([tasks / 2]), "swap")
    case .string("walk"): return (.walk(0.1), "walk")
    case .table(let table):
      let values: [Value] = if case .table(let list) = table["at"] { list.list } else { [table["at"]] }
      let moments = values.compactMap { Int64($0) }.filter { (1...Int64(tasks)).contains($0) }
      guard moments.count == values.count, values.count <= 1_000, table.fields.count == 1, table.list.isEmpty else {
        throw ScriptError("swarm.allocation: drift: { at = TASK } or { at = { TASK, … } } with tasks of 1…\(tasks) expected")
      }
      return (.swap(moments.map { Int($0) }), "swap")
    default: throw ScriptError("swarm.allocation: drift: \"none\", \"swap\", \"walk\" or { at = TASK } expected, got \(value.typeName == "string" ? "another word" : value.typeName)")
    }
  }
}
