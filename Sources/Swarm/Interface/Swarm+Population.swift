public import Interface
import Kernels
public import Policies
import Topology

// Populations and their trials: what needs to know where plugins come from.
extension SwarmInterface {
  /// - Parameter source: of plugins; nil where there is none.
  public static func populations(_ source: @escaping @Sendable () -> (any PolicySource)?) -> [Function] {
    [
      Function(
        "population", "Agents on a graph that negotiate by a rule: all at once or one after the other, with those who are stubborn, faulty or lie.",
        detail: """
          Each agent believes in every option a share that sums to 1, and exhibits the one with the most. A round is O(links · options). \
          Faulty and Byzantine agents don't count in what is measured.
          """,
        .table("options", fields: PopulationOptions.fields, "{} for the defaults"), returns: Parameter("population", .object("population")),
        example: "swarm.population{ graph = topology.ring(30), options = 3, rule = \"voter\" }",
        errors: ["the parts don't fit each other: counts, qualities, stubborn agents, graph", "the rule is not found, or breaks a law of its kind", "agents × options is over 1,000,000,000"]
      ) { table in
        let options = try PopulationOptions(table, "swarm.population")
        return try make(options, "swarm.population", source)
      },
      Function(
        "trials", "Many runs of one population from different seeds: how long it takes, how often it agrees and is right.",
        detail: """
          Rounds are those of the runs that agreed, intervals are 95%: mean ± 1.96 sd / √n, shares by Wilson. Native rules run on several threads, \
          plugins on one; results are the same whatever the workers.
          """,
        .table("options", fields: PopulationOptions.fields + [runs.parameter, workers.parameter, roundLimit.parameter], "as swarm.population takes them, and how often"),
        returns: .table("result", fields: [
          Parameter("runs", .integer), proportion("agreed", "runs that agreed"), proportion("right", "runs led by the right option in the end"),
          estimate("rounds", "rounds of the runs that agreed; NaN where none did"), estimate("share", "of the leading option"),
          estimate("accuracy", "share that exhibits the right option"), estimate("camps", "groups of equal choice"),
          Parameter("times", .object("vector"), "f64, rounds of each run"), Parameter("winners", .object("vector"), "i64, the leading option of each run"),
          Parameter("agreements", .object("vector"), "i64, 1 where the run agreed"),
          Parameter("faults", .integer, "answers of a plugin that could not be used: others stood in for them, and after three the rule before it"),
          Parameter("fault", .string, isOptional: true, "the first"),
        ]),
        example: "swarm.trials{ agents = 30, options = 3, rule = \"voter\", runs = 20 }.agreed.share",
        errors: ["the parts don't fit each other: counts, qualities, stubborn agents, graph", "the rule is not found, or breaks a law of its kind", "Ctrl-C ended it"]
      ) { table in try trials(table, source) },
      vote(source),
    ]
  }

  private static let runs = Typed<Int64>.integer("runs", 1...1_000_000, "how many").defaulting(to: 100)
  private static let workers = Typed<Int64>.integer("workers", 1...64, "threads, for native rules").defaulting(to: 2)
  static let roundLimit = Typed<Int64>.integer("rounds", 0...100_000_000, "the most there are").defaulting(to: 1_000)

  private static func make(
    _ options: PopulationOptions, _ function: String, _ source: @escaping @Sendable () -> (any PolicySource)?
  ) throws -> ScriptPopulation {
    do {
      let population = try Population(options.graph.graph, options.setup, seed: options.seed, policy: EntropyRule().policy())
      let made = ScriptPopulation(population, options.graph, quorum: options.quorum, source: source)
      try made.use(options.rule)
      return made
    } catch { throw ScriptError("\(function): \(error)") }
  }

  private static func trials(_ table: Table, _ source: @escaping @Sendable () -> (any PolicySource)?) throws -> Value {
    let options = try PopulationOptions(table, "swarm.trials")
    let count = Int(table[runs]), rounds = Int(table[roundLimit])
    let trials: Trials
    var slot: PolicySlot?
    if case .native(let name, let settings) = options.rule {
      do throws(SwarmError) {
        trials = try Trials.run(
          options.graph.graph, options.setup, seed: options.seed, runs: count, rounds: rounds, quorum: options.quorum,
          workers: Int(table[workers])
        ) { NativeRules.policy(named: name, settings: settings)! }
      } catch { throw ScriptError("swarm.trials: \(error)") }
    } else {
      let made = try make(options, "swarm.trials", source)
      trials = try Trials.run(made.population, seed: options.seed, runs: count, rounds: rounds, quorum: options.quorum)
      slot = made.population.slot
    }
    guard !isInterrupted() else { throw ScriptError("swarm.trials: interrupted") }
    return [
      "runs": .integer(Int64(trials.runs.count)), "agreed": value(trials.agreed), "right": value(trials.right), "rounds": value(trials.rounds),
      "share": value(trials.share), "accuracy": value(trials.accuracy), "camps": value(trials.camps),
      "times": .object(Vector(trials.runs.map { Double($0.rounds) })), "winners": .object(Vector(trials.runs.map { Int64($0.winner) + 1 })),
      "agreements": .object(Vector(trials.runs.map { $0.isAgreed ? Int64(1) : 0 })),
      "faults": .integer(Int64(slot?.faults.count ?? 0)), "fault": slot?.faults.first.map { .string("\($0)") } ?? .none,
    ]
  }

  private static func estimate(_ name: String, _ summary: String) -> Parameter {
    .table(name, fields: [
      Parameter("mean", .number), Parameter("sd", .number, "of the runs"), Parameter("low", .number, "of the mean's interval"), Parameter("high", .number),
      Parameter("runs", .integer, "that count"),
    ], summary)
  }

  private static func proportion(_ name: String, _ summary: String) -> Parameter {
    .table(name, fields: [Parameter("share", .number), Parameter("low", .number, "of its interval"), Parameter("high", .number), Parameter("runs", .integer, "how many")], summary)
  }

  private static func value(_ estimate: Estimate) -> Value {
    [
      "mean": .number(estimate.mean), "sd": .number(estimate.deviation), "low": .number(estimate.mean - estimate.margin),
      "high": .number(estimate.mean + estimate.margin), "runs": .integer(Int64(estimate.count)),
    ]
  }

  private static func value(_ share: Proportion) -> Value {
    ["share": .number(share.share), "low": .number(share.low), "high": .number(share.high), "runs": .integer(Int64(share.count))]
  }
}
