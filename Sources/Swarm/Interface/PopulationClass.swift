import CKernels
import Interface
import Kernels
import Topology

// The methods of a population in scripts.
extension SwarmInterface {
  static let populationClass = Class(
    ScriptPopulation.className, "Agents on a graph that negotiate by a rule.", methods: populationMoves + populationViews + populationChanges,
    fields: populationFields, operators: [.card(of: ScriptPopulation.self, example: "tostring(\(sample))")])

  static func isInterrupted() -> Bool { ck_is_interrupted() }

  private static let sample = "swarm.population{ agents = 20 }"
  private static let onPopulation: Typed<ScriptPopulation> = .object("self")

  private static let populationMoves: [Function] = [
    Function(
      "step", "Moves everybody by one round, or so many. Asynchronously, a round is as many activations as there are agents.", onPopulation,
      .optional(.integer("rounds", 1...100_000_000), "1"), returns: Parameter("share", .number, "of the leading option"), example: "\(sample):step(3)",
      errors: ["Ctrl-C ended it"]
    ) { population, rounds in
      try population.step(Int(rounds ?? 1))
      return population.population.share
    },
    Function(
      "run", "Steps until the quorum agrees, or the rounds are over in all.", onPopulation,
      .optional(.table("options", fields: [roundLimit.parameter, quorum.parameter]), "{}"), returns: .table("result", fields: outcome),
      example: "\(sample):run{ rounds = 500, quorum = 0.9 }.agreed", errors: ["Ctrl-C ended it"]
    ) { (population: ScriptPopulation, options: Table?) throws -> Value in
      let options = options ?? Table()
      let quorum = options[quorum] ?? population.quorum
      population.population.run(rounds: Int(options[roundLimit]), quorum: quorum, isInterrupted: isInterrupted)
      if isInterrupted() { throw ScriptError("interrupted in round \(population.population.round)") }
      return .table(result(population, quorum))
    },
    Function(
      "reset", "Begins anew: another lot, other first beliefs, nothing kept.", onPopulation, .optional(.integer("seed"), "its seed"),
      returns: .nothing, example: "\(sample):reset(2)"
    ) { population, seed in
      try population.population.reset(seed: seed.map { UInt64(bitPattern: $0) } ?? population.population.seed)
      return Nothing()
    },
  ]

  private static let quorum: Typed<Double?> = .optional(.number("quorum", 0...1, "share of the agents that has to agree"), "the population's")

  private static let outcome: [Parameter] = [
    Parameter("agreed", .boolean), Parameter("steps", .integer, "rounds so far"), Parameter("winner", .integer, "the leading option, from 1"),
    Parameter("share", .number, "that exhibits it"), Parameter("correct", .boolean, "whether it is the right one"),
    Parameter("accuracy", .number, "share that exhibits the right one"), Parameter("certainty", .number, "mean of all agents"),
    Parameter("camps", .integer, "groups of equal choice"), Parameter("active_links", .integer, "between different choices"),
  ]

  private static func result(_ population: ScriptPopulation, _ quorum: Double) -> Table {
    let p = population.population, camps = p.campCount
    return Table(fields: [
      (.string("agreed"), .boolean(p.isAgreed(quorum))), (.string("steps"), .integer(Int64(p.round))), (.string("winner"), .integer(Int64(p.leader) + 1)),
      (.string("share"), .number(p.share)), (.string("correct"), .boolean(p.leader == p.truth)), (.string("accuracy"), .number(p.accuracy)),
      (.string("certainty"), .number(p.meanCertainty)), (.string("camps"), .integer(Int64(camps.camps))),
      (.string("active_links"), .integer(Int64(camps.activeLinks))),
    ])
  }

  private static let populationViews: [Function] = [
    Function(
      "report", "How things stand, with the measures of its graph.", detail: "The first on a graph also takes what its measures take.", onPopulation,
      returns: .table("report", fields: outcome + [
        Parameter("agents", .integer), Parameter("options", .integer), Parameter("rule", .string, "who answers: kind/name version"),
        Parameter("graph", .string), Parameter("links", .integer), Parameter("mean_degree", .number),
        Parameter("diameter", .integer, isOptional: true, "in hops; nil where the graph is in parts"), Parameter("diameter_is_exact", .boolean),
        Parameter("clustering", .number), Parameter("spectral_gap", .number), Parameter("bytes_per_agent", .number, unit: "bytes"),
        Parameter("faults", .integer, "answers of the rule that could not be used"),
      ]), example: "\(sample):report().spectral_gap"
    ) { (population: ScriptPopulation) -> Value in
      let p = population.population, graph = population.graph
      var table = result(population, population.quorum)
      table.fields += [
        (.string("agents"), .integer(Int64(p.agentCount))), (.string("options"), .integer(Int64(p.options))),
        (.string("rule"), .string("\(p.slot.answering.identity)")), (.string("graph"), .string(graph.name)),
        (.string("links"), .integer(Int64(graph.graph.edgeCount))), (.string("mean_degree"), .number(graph.meanDegree)),
        (.string("diameter_is_exact"), .boolean(graph.diameter?.isExact ?? true)), (.string("clustering"), .number(graph.clustering.local)),
        (.string("spectral_gap"), .number(graph.spectralGap.value)),
        (.string("bytes_per_agent"), .number(Double(p.byteCount) / Double(p.agentCount))), (.string("faults"), .integer(Int64(p.slot.faultCount))),
      ]
      if let diameter = graph.diameter { table["diameter"] = .integer(Int64(diameter.hops)) }
      return .table(table)
    },
    Function(
      "choices", "What each agent exhibits: the option it gives the largest share.", onPopulation, returns: Parameter("choices", .object("vector"), "i64, from 1; 0 where all shares are alike"),
      example: "\(sample):choices()"
    ) { population in Vector(population.population.choices.map { Int64($0) + 1 }) },
    Function(
      "beliefs", "Every agent's belief, as a copy.", onPopulation, returns: Parameter("beliefs", .object("matrix"), "f32, a row of shares an agent"),
      example: "\(sample):beliefs()"
    ) { population in Matrix(population.population.beliefs, rows: population.population.agentCount, columns: population.population.options) },
    Function(
      "certainties", "1 − H / ln K of each belief.", onPopulation, returns: Parameter("certainties", .object("vector"), "f32"), example: "\(sample):certainties()"
    ) { population in Vector(population.population.certainty) },
    Function(
      "counts", "How many of the agents that count exhibit each option.", onPopulation, returns: Parameter("counts", .object("vector"), "i64"),
      example: "\(sample):counts()"
    ) { population in Vector(population.population.counts.map { Int64($0) }) },
    Function(
      "memory", "What the rule keeps of an agent: options + 4 numbers; none where it keeps nothing.", onPopulation, .integer("agent", 1...10_000_000),
      returns: Parameter("memory", .object("vector"), "f32"), example: "\(sample):memory(1)", errors: ["there is no such agent"]
    ) { population, agent in
      guard agent <= population.population.agentCount else { throw ScriptError("agent \(agent): there are agents 1…\(population.population.agentCount)") }
      return Vector(population.population.memory(of: Int(agent) - 1))
    },
    Function(
      "series", "What was measured after each round, from the start: one element a row.",
      detail: "Past 65,536 rounds every second one is dropped, and so on. camps and active_links are NaN where they weren't counted.", onPopulation,
      returns: .table("series", fields: [
        Parameter("round", .object("vector"), "i64"), Parameter("share", .object("vector"), "f32, of the leading option"),
        Parameter("certainty", .object("vector"), "f32, mean"), Parameter("accuracy", .object("vector"), "f32, share that exhibits the right option"),
        Parameter("camps", .object("vector"), "f32, groups of equal choice"), Parameter("active_links", .object("vector"), "f32, between different choices"),
      ]), example: "\(sample):series().share"
    ) { (population: ScriptPopulation) -> Value in
      let series = population.population.series
      return [
        "round": .object(Vector(series.rounds)), "share": .object(Vector(series.share)), "certainty": .object(Vector(series.certainty)),
        "accuracy": .object(Vector(series.accuracy)), "camps": .object(Vector(series.camps)), "active_links": .object(Vector(series.activeLinks)),
      ]
    },
  ]

  private static let populationChanges: [Function] = [
    Function(
      "use", "Puts another rule in force while it runs; what the one before kept of each agent is forgotten.", onPopulation,
      .any("rule", "a name, a path, { name, option = value } or plugin.load(…)"), returns: Parameter("rule", .string, "who answers now"),
      example: "\(sample):use(\"voter\")", errors: ["the rule is not found, or breaks a law of its kind"]
    ) { population, rule in
      try population.use(RuleChoice(rule, at: "rule"))
      return "\(population.population.slot.answering.identity)"
    },
    Function(
      "set_qualities", "Gives the options other qualities while it runs; without an explicit truth the best is the right one from now on.", onPopulation,
      .table("qualities", elements: Parameter("quality", .number, bounds: .numbers(0...1e6)), "of each option"), returns: .nothing,
      example: "p = swarm.population{ qualities = { 1, 0.8 } }; p:set_qualities{ 0.8, 1 }", errors: ["there is not one for each option"]
    ) { population, qualities in
      try population.population.setQualities(qualities.list.map { Float(Double($0) ?? .nan) })
      return Nothing()
    },
    Function(
      "observe", "What every agent observes in each of the rounds to come; nothing with nil.", onPopulation,
      .optional(.any("evidence", "matrix of log-likelihoods, a row an agent, a column an option"), "nothing, or what it was made with"), returns: .nothing,
      example: "p = \(sample); p:observe(matrix.zeros(20, 2)); p:step()", errors: ["it is not a matrix of a row an agent and a column an option"]
    ) { (population: ScriptPopulation, evidence: Value?) throws -> Nothing in
      let p = population.population
      guard let evidence else {
        try p.observe(nil)
        return Nothing()
      }
      guard case .object(let object) = evidence, let matrix = object as? Matrix else {
        throw ScriptError("evidence: a matrix expected, got \(evidence.typeName)")
      }
      try p.observe(PopulationOptions.shares(matrix, agents: p.agentCount, options: p.options, "evidence"))
      return Nothing()
    },
    Function(
      "rewire", "Puts another graph of as many nodes in place: a network that changes, loses nodes or is cut.", onPopulation,
      .object("graph") as Typed<ScriptGraph>, returns: .nothing, example: "\(sample):rewire(topology.ring(20))", errors: ["it has another number of nodes"]
    ) { population, graph in
      try population.rewire(graph)
      return Nothing()
    },
  ]

  private static let populationFields: [Function] = [
    Function("agents", "How many there are.", onPopulation, returns: Parameter("agents", .integer), example: "\(sample).agents") { Int64($0.population.agentCount) },
    Function("options", "How many there are to choose from.", onPopulation, returns: Parameter("options", .integer), example: "\(sample).options") { Int64($0.population.options) },
    Function("round", "Rounds so far.", onPopulation, returns: Parameter("round", .integer), example: "\(sample).round") { Int64($0.population.round) },
    Function("graph", "Who hears whom.", onPopulation, returns: Parameter("graph", .object("graph")), example: "\(sample).graph") { $0.graph },
    Function("rule", "Who answers: kind/name version.", onPopulation, returns: Parameter("rule", .string), example: "\(sample).rule") {
      "\($0.population.slot.answering.identity)"
    },
    Function("fault", "The first answer of the rule that could not be used; nil while all could.", onPopulation, returns: Parameter("fault", .string, isOptional: true), example: "\(sample).fault") {
      $0.population.slot.faults.first.map { "\($0)" }
    },
    Function("leader", "The option most agents exhibit, the first of equals.", onPopulation, returns: Parameter("option", .integer, "from 1"), example: "\(sample).leader") {
      Int64($0.population.leader) + 1
    },
    Function(
      "undecided", "Agents that give every option the same share; they exhibit none.", onPopulation, returns: Parameter("agents", .integer),
      example: "\(sample).undecided"
    ) { Int64($0.population.undecided) },
    Function("truth", "The right option.", onPopulation, returns: Parameter("option", .integer, "from 1"), example: "\(sample).truth") { Int64($0.population.truth) + 1 },
    Function("share", "Share of the agents that exhibit the leading option.", onPopulation, returns: Parameter("share", .number), example: "\(sample).share") { $0.population.share },
    Function("accuracy", "Share that exhibits the right option.", onPopulation, returns: Parameter("share", .number), example: "\(sample).accuracy") { $0.population.accuracy },
    Function("certainty", "Mean certainty.", onPopulation, returns: Parameter("certainty", .number), example: "\(sample).certainty") { $0.population.meanCertainty },
    Function("agreed", "Whether the quorum agrees.", onPopulation, returns: Parameter("agreed", .boolean), example: "\(sample).agreed") {
      $0.population.isAgreed($0.quorum)
    },
  ]
}
