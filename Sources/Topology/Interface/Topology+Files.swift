import Datasets
import Interface
import Kernels

// Graphs that a file holds.
extension TopologyInterface {
  static let files: [Function] = [
    Function(
      "lattice", "Points of a triangular lattice, each linked to its six neighbours: the format of Liu & Lee's networks.",
      detail: "One 'x y' a line, two whole numbers.", .string("path"), returns: graph,
      example: "topology.lattice(\"scripts/data/consensus_nets/30-1\").nodes", errors: ["the file cannot be read", "a line is not two whole numbers, or repeats a point"]
    ) { path in ScriptGraph(try reading { try Graph(lattice: TextFile.read(path), path: path) }, name: "lattice \(path)") },
    Function(
      "edges", "A list of links as text: two names a line, and what follows them is ignored; # begins a comment.",
      detail: """
        A name alone is a node without links. Where all names are whole numbers, nodes are numbered in their order, otherwise in \
        order of appearance; g:label(i) tells a node's name.
        """,
      .string("path"), returns: graph,
      example: "file = os.tmpname(); topology.ring(5):save(file); g = topology.edges(file); os.remove(file)",
      errors: ["the file cannot be read, or names nothing", "a name is longer than 256 bytes"]
    ) { path in
      let list = try reading { try EdgeList(TextFile.read(path), path: path) }
      return ScriptGraph(list.graph, name: "edges \(path)", labels: list.names)
    },
    Function(
      "map", "A map of routers in node-link JSON, as TopoHub's Gabriel graphs are.", .string("path"), returns: graph,
      example: "topology.map(\"scripts/data/topology/gabriel/gabriel-25-0.json\").diameter",
      errors: ["the file cannot be read, or is not JSON", "nodes or edges are missing, or name what isn't there"]
    ) { path in
      let map = try reading { try NodeLinkMap(TextFile.read(path), path: path) }
      return ScriptGraph(map.graph, name: "map \(path)", labels: map.names)
    },
    Function(
      "from_rtt", "Hosts linked by the measured round-trip times between them.",
      detail: "A square float32 .npy matrix. A zero off the diagonal is filled from the way back, or else by the median; the two ways count by their mean.",
      .string("path"), .table("options", fields: [nearest.parameter, below.parameter, unit.parameter], "nearest or below_ms"), returns: graph,
      example: "topology.from_rtt(\"scripts/data/rtt/planetlab-490-slice01.f32.npy\", { nearest = 8 }).mean_degree",
      errors: ["the file cannot be read, or is no square matrix of times", "neither or both of nearest and below_ms are given"]
    ) { path, options in
      let nearness: Graph.Nearness
      switch (options[nearest], options[below]) {
      case (let links?, nil): nearness = .nearest(Int(links))
      case (nil, let time?): nearness = .below(Int64(time * 1e3))
      default: throw ScriptError("topology.from_rtt: one of nearest and below_ms expected, as in { nearest = 8 }")
      }
      let times = try RoundTripTimes(path: path, unit: options[unit] == "s" ? .seconds : .milliseconds)
      return ScriptGraph(Graph(roundTrips: times.microseconds, count: times.count, linking: nearness), name: "round trips \(path)")
    },
  ]

  private static let nearest: Typed<Int64?> = .optional(.integer("nearest", 1...100_000, "links each host to so many nearest ones"), "by time")
  private static let below: Typed<Double?> = .optional(.number("below_ms", 0...2_000_000, unit: "ms", "links all pairs no further apart"), "by number")
  private static let unit = Typed<String>.choice("unit", ["ms", "s"], "of the numbers in the file").defaulting(to: "ms")

  private static func reading<Read>(_ body: () throws -> Read) throws(ScriptError) -> Read {
    do { return try body() } catch { throw ScriptError("\(error)") }
  }
}
