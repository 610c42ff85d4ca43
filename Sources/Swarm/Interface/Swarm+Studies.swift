import Interface
import Kernels
import Policies
import Topology

extension SwarmInterface {
  static let studies = [consensus, tsp]

  private static let rules = ["entropy", "local_negotiation", "majority", "voter"]

  private static func rule(_ name: String) -> any Policy {
    switch name {
    case "local_negotiation": LocalNegotiation().policy()
    case "majority": MajorityRule().policy()
    case "voter": VoterRule().policy()
    default: EntropyRule().policy()
    }
  }

  private static let consensus = Function(
    "consensus", "Lets a population negotiate until a quorum agrees.",
    detail: """
      Options: net (a file of lattice points, one 'x y' a line) or nodes and degree of a random regular graph (100, 8); \
      options (8); rule: entropy, local_negotiation, majority or voter (entropy); seed (1); rounds, the most (1000); quorum, a \
      share of the nodes (1); rate, how far a belief may move in a round (1); groups, whether rules hear how large each \
      group of equal choice is (true). Beliefs start as normalised uniform draws. \
      The result holds steps, winner (from 1), agreed, share (of the nodes that exhibit the winner) and certainty (the mean).
      """,
    .table("options", "what to study; {} for the defaults"), returns: Parameter("result", .table),
    example: "swarm.consensus{ nodes = 100, degree = 8, options = 8, rule = \"entropy\", seed = 1 }"
  ) { (table: Table) throws -> Value in
    var reader = OptionReader("swarm.consensus", table)
    let seed = UInt64(bitPattern: try reader.integer("seed", Int64.min...Int64.max, default: 1))
    let options = Int(try reader.integer("options", 1...65_536, default: 8))
    let policy = rule(try reader.choice("rule", rules, default: "entropy"))
    let lists = try population(&reader, seed: seed)
    guard lists.count * options <= 100_000_000 else {
      throw ScriptError("swarm.consensus: \(lists.count) nodes with \(options) options are more than 100000000 shares")
    }
    let rounds = Int(try reader.integer("rounds", 0...10_000_000, default: 1000))
    let quorum = try reader.number("quorum", 0...1, default: 1)
    var random = RandomStream(seed: seed, "consensus", "beliefs")
    let beliefs = ConsensusStudy.randomBeliefs(nodes: lists.count, options: options, random: &random)
    let study = try ConsensusStudy(lists, beliefs: beliefs, options: options, policy: policy, random: RandomStream(seed: seed, "consensus"))
    study.rate = try reader.number("rate", 0...1, default: 1)
    study.countsGroups = try reader.boolean("groups", default: true)
    try reader.finish()
    let agreed = study.run(rounds: rounds, quorum: quorum)
    let certainty = study.certainty.reduce(0) { $0 + Double($1) } / Double(lists.count)
    return [
      "steps": .integer(Int64(study.round)), "winner": .integer(Int64(study.leader + 1)), "agreed": .boolean(agreed),
      "share": .number(Double(study.followers) / Double(lists.count)), "certainty": .number(certainty),
    ]
  }

  private static func population(_ reader: inout OptionReader, seed: UInt64) throws -> NeighbourLists {
    let nodes = Int(try reader.integer("nodes", 1...10_000_000, default: 100))
    let degree = Int(try reader.integer("degree", 0...1_000, default: Int64(min(8, nodes - 1))))
    if let net = try reader.string("net") {
      do throws(SwarmError) { return try NeighbourLists(lattice: textFile(net)) } catch { throw ScriptError("swarm.consensus: net: \(error)") }
    }
    guard degree < nodes, nodes * degree % 2 == 0 else {
      throw ScriptError("swarm.consensus: degree: less than nodes, and nodes × degree even, expected; got \(degree) of \(nodes)")
    }
    var random = RandomStream(seed: seed, "consensus", "graph")
    return NeighbourLists(Graph.regular(nodes, degree: degree, random: &random))
  }

  private static let tsp = Function(
    "tsp", "Looks for a short tour with ants that follow pheromone trails (MAX–MIN ant system).",
    detail: """
      Reads TSPLIB files with EUC_2D coordinates. Options: seed (1); iterations, the most (1000); ants (as many as cities, at \
      most 50); target, a length to stop at (0). The result holds length, iterations, name and tour (cities from 1).
      """,
    .string("path", "a TSPLIB file"), .optional(.table("options"), "{}"), returns: Parameter("result", .table),
    example: "swarm.tsp(\"scripts/data/tsp_generated/rnd16_0.tsp\", { target = 3792 }).length"
  ) { (path: String, options: Table?) throws -> Value in
    var reader = OptionReader("swarm.tsp", options ?? Table())
    let seed = UInt64(bitPattern: try reader.integer("seed", Int64.min...Int64.max, default: 1))
    let iterations = Int(try reader.integer("iterations", 1...100_000_000, default: 1000))
    let ants = Int(try reader.integer("ants", 0...10_000, default: 0))
    let target = Int(try reader.integer("target", 0...Int64.max, default: 0))
    try reader.finish()
    let problem: TravellingSalesman
    do throws(SwarmError) { problem = try TravellingSalesman(tsplib: textFile(path)) } catch { throw ScriptError("swarm.tsp: \(error)") }
    let colony = AntColony(problem, AntColony.Configuration(ants: ants == 0 ? nil : ants), random: RandomStream(seed: seed, "ants"))
    colony.run(iterations: iterations, target: target)
    return [
      "name": .string(problem.name), "length": .integer(Int64(colony.length)), "iterations": .integer(Int64(colony.iterations)),
      "tour": .table(Table(list: colony.tour.map { .integer(Int64($0) + 1) })),
    ]
  }
}
