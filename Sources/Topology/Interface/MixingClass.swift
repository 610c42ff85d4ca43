import Interface
import Kernels

/// A mixing sequence as scripts hold it.
public final class ScriptMixing: Describable {
  public static var className: String { "mixing_sequence" }
  let sequence: MixingSequence
  let name: String

  init(_ sequence: MixingSequence, name: String) {
    self.sequence = sequence
    self.name = name
  }

  public var card: Card {
    let links = sequence.rounds.map { Double($0.count) }
    return Card(
      "mixing sequence \(name)", [Readable.count(sequence.nodeCount, "node"), Readable.count(sequence.rounds.count, "round"), "at most \(Readable.count(sequence.peersMax, "peer"))"],
      parts: links.isEmpty ? [] : [.course("links a round", links, ["\(Readable.number(links.reduce(0, +))) in all"])])
  }
}

extension TopologyInterface {
  static let mixings: [Function] = [
    Function(
      "base", "Rounds of averaging after which every node holds the exact mean: the Base-(k + 1) graph.",
      detail: """
        A graph that changes from round to round, for any number of nodes: O(log n) rounds in which none hears more than k peers. \
        Takezawa et al., "Beyond exponential graph", NeurIPS 2023.
        """,
      .integer("nodes", 1...100_000), .integer("peers", 1...1_000, "k: the most a node hears in a round"),
      returns: Parameter("sequence", .object(ScriptMixing.className)), example: "topology.base(25, 2).rounds",
      errors: ["nodes × peers is more than 4000000"]
    ) { nodes, peers in
      guard nodes * min(peers, nodes) <= 4_000_000 else {
        throw ScriptError("topology.base: nodes × peers of at most 4000000 expected, got \(nodes) × \(min(peers, nodes))")
      }
      return ScriptMixing(.base(Int(nodes), peers: Int(peers)), name: "Base-\(peers + 1)")
    }
  ]

  static let mixingClass = Class(
    ScriptMixing.className, "Rounds of weighted averaging on a graph that changes.",
    methods: [
      Function(
        "mix", "Every node's values after a round, or after all of them.", detail: "O(links · columns).", onMixing,
        .object("values", "f64, a row a node") as Typed<Matrix>, .optional(.integer("round", 1...Int64(Int32.max), "from 1; after the last the sequence starts again"), "all, one after the other"),
        returns: Parameter("mixed", .object("matrix"), "f64"), example: "topology.base(3, 2):mix(matrix.new({ { 1 }, { 2 }, { 6 } }, \"f64\"))",
        errors: ["the values are not f64, or not a row a node"]
      ) { mixing, values, round in
        let sequence = mixing.sequence
        guard values.rows == sequence.nodeCount else { throw ScriptError("mix: a row for each of \(sequence.nodeCount) nodes expected, got \(values.rows)") }
        var mixed = try values.withElements(of: Double.self) { Array($0) }
        for round in round.map({ Int($0) - 1...Int($0) - 1 }) ?? 0...max(0, sequence.rounds.count - 1) {
          sequence.mix(&mixed, columns: values.columns, round: round)
        }
        let result = try Matrix(.f64, rows: values.rows, columns: values.columns)
        try result.withMutableElements(of: Double.self) { _ = $0.update(fromContentsOf: mixed) }
        return result
      },
      Function(
        "graph", "Who hears whom in a round.", onMixing, .integer("round", 1...Int64(Int32.max)), returns: graph, example: "topology.base(25, 2):graph(1).links"
      ) { mixing, round in ScriptGraph(mixing.sequence.graph(round: Int(round) - 1), name: "\(mixing.name), round \(round)") },
    ],
    fields: [
      Function("nodes", "How many nodes.", onMixing, returns: Parameter("nodes", .integer), example: "topology.base(25, 2).nodes") { Int64($0.sequence.nodeCount) },
      Function("rounds", "After how many every node has the mean.", onMixing, returns: Parameter("rounds", .integer), example: "topology.base(25, 2).rounds") {
        Int64($0.sequence.rounds.count)
      },
      Function("peers", "The most a node hears in a round.", onMixing, returns: Parameter("peers", .integer), example: "topology.base(25, 2).peers") { Int64($0.sequence.peersMax) },
    ],
    operators: [.card(of: ScriptMixing.self, example: "tostring(topology.base(25, 2))")])

  private static let onMixing: Typed<ScriptMixing> = .object("self")
}
