import Interface
import Kernels
import Policies
import Topology

extension SwarmInterface {
  static let studies = [consensus]

  private static let consensus = Function(
    "consensus", "Lets a population negotiate until a quorum agrees.",
    detail: "Beliefs start as normalised uniform draws.",
    .table("options", fields: [net.parameter, nodes.parameter, degree.parameter, choices.parameter, ruleName.parameter, seed.parameter, roundsMax.parameter, quorum.parameter, rate.parameter, groups.parameter], "what to study; {} for the defaults"),
    returns: .table(
      "result",
      fields: [
        Parameter("steps", .integer, "rounds it took"), Parameter("winner", .integer, "the leading option, from 1"), Parameter("agreed", .boolean),
        Parameter("share", .number, "of the nodes that exhibit the winner"), Parameter("certainty", .number, "mean of all nodes"),
      ]),
    example: "swarm.consensus{ nodes = 100, degree = 8, options = 8, rule = \"entropy\", seed = 1 }", errors: ["the net cannot be read", "nodes × degree is odd, or the degree is not below the nodes", "nodes × options is over 100000000"]
  ) { (table: Table) throws -> Value in
    let seed = UInt64(bitPattern: table[seed]), options = Int(table[choices])
    let policy = ConsensusKind.nativeRule(table[ruleName])!  // the declaration lists their names
    let lists = try population(table, seed: seed)
    guard lists.count * options <= 100_000_000 else {
      throw ScriptError("swarm.consensus: \(lists.count) nodes with \(options) options are more than 100000000 shares")
    }
    var random = RandomStream(seed: seed, "consensus", "beliefs")
    let beliefs = ConsensusStudy.randomBeliefs(nodes: lists.count, options: options, random: &random)
    let study = try ConsensusStudy(lists, beliefs: beliefs, options: options, policy: policy, random: RandomStream(seed: seed, "consensus"))
    study.rate = table[rate]
    study.countsGroups = table[groups]
    let agreed = study.run(rounds: Int(table[roundsMax]), quorum: table[quorum])
    let certainty = study.certainty.reduce(0) { $0 + Double($1) } / Double(lists.count)
    return [
      "steps": .integer(Int64(study.round)), "winner": .integer(Int64(study.leader + 1)), "agreed": .boolean(agreed),
      "share": .number(Double(study.followers) / Double(lists.count)), "certainty": .number(certainty),
    ]
  }

  private static let net: Typed<String?> = .optional(.string("net", "a file of lattice points, one 'x y' a line, instead of a random regular graph"))
  private static let nodes = Typed<Int64>.integer("nodes", 1...10_000_000, "of the random regular graph").defaulting(to: 100)
  private static let degree: Typed<Int64?> = .optional(
    .integer("degree", 0...1_000, "links of each of its nodes"), "8, or nodes − 1 if that is less")
  private static let choices = Typed<Int64>.integer("options", 1...65_536, "to choose from").defaulting(to: 8)
  private static let ruleName = Typed<String>.choice("rule", ConsensusKind.nativeRuleNames, "which built-in rule").defaulting(to: "entropy")
  private static let seed = Typed<Int64>.integer("seed", nil, "of every draw").defaulting(to: 1)
  private static let roundsMax = Typed<Int64>.integer("rounds", 0...10_000_000, "the most there are").defaulting(to: 1000)
  private static let quorum = Typed<Double>.number("quorum", 0...1, "share of the nodes that has to agree").defaulting(to: 1)
  private static let rate = Typed<Double>.number("rate", 0...1, "how far a belief may move in a round").defaulting(to: 1)
  private static let groups = Typed<Bool>.boolean("groups", "whether rules hear how large each group of equal choice is").defaulting(to: true)

  private static func population(_ table: Table, seed: UInt64) throws -> NeighbourLists {
    let nodes = Int(table[nodes])
    let degree = table[degree].map { Int($0) } ?? min(8, nodes - 1)
    if let net = table[net] {
      do { return NeighbourLists(try Graph(lattice: TextFile.read(net), path: net)) } catch { throw ScriptError("swarm.consensus: net: \(error)") }
    }
    guard degree < nodes, nodes * degree % 2 == 0 else {
      throw ScriptError("swarm.consensus: degree: less than nodes, and nodes × degree even, expected; got \(degree) of \(nodes)")
    }
    var random = RandomStream(seed: seed, "consensus", "graph")
    return NeighbourLists(Graph.regular(nodes, degree: degree, random: &random))
  }
}
