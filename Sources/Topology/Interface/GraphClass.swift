import Interface
import Kernels

// The methods of a graph in scripts.
extension TopologyInterface {
  static let graphClass = Class(
    ScriptGraph.className, "Who is linked to whom.", methods: methods, fields: fields,
    operators: [.card(of: ScriptGraph.self, example: "tostring(topology.ring(10))")])

  private static let node: Typed<Int64> = .integer("node", 1...10_000_000)
  private static let some: Typed<Table> = .table("nodes", elements: Parameter("node", .integer, bounds: .integers(1...10_000_000)))

  private static let methods: [Function] = [
    Function("degree", "How many links a node has.", onGraph, node, returns: Parameter("degree", .integer), example: "topology.ring(5):degree(1)", errors: ["there is no such node"]) {
      Int64($0.graph.degree(try index($1, $0)))
    },
    Function(
      "neighbours", "Whom a node is linked to, ascending.", onGraph, node, returns: Parameter("nodes", .object("vector"), "i64, from 1"),
      example: "topology.ring(5):neighbours(1)", errors: ["there is no such node"]
    ) { Vector($0.graph[try index($1, $0)].map { Int64($0) + 1 }) },
    Function(
      "label", "What a file calls a node; its number where none does.", onGraph, node, returns: Parameter("label", .string),
      example: "topology.ring(5):label(1)", errors: ["there is no such node"]
    ) { graph, node in
      let place = try index(node, graph)
      return graph.labels.isEmpty ? "\(node)" : graph.labels[place]
    },
    Function(
      "path", "A shortest path between two nodes, both ends in it; nil where there is none.", detail: "O(nodes + links).", onGraph,
      .integer("from", 1...10_000_000), .integer("to", 1...10_000_000), returns: Parameter("nodes", .object("vector"), isOptional: true, "i64, from 1"),
      example: "topology.ring(5):path(1, 3)", errors: ["there is no such node"]
    ) { graph, a, b in graph.graph.path(from: try index(a, graph), to: try index(b, graph)).map { Vector($0.map { Int64($0) + 1 }) } },
    Function(
      "degrees", "Every node's degree.", onGraph, returns: Parameter("degrees", .object("vector"), "i64"), example: "topology.ring(5):degrees()"
    ) { graph in Vector((0..<graph.graph.nodeCount).map { Int64(graph.graph.degree($0)) }) },
    Function(
      "without", "The same nodes without the links of some: they have failed.", detail: "O(nodes + links).", onGraph, some, returns: graph,
      example: "topology.ring(5):without{ 1, 2 }.components", errors: ["there is no such node"]
    ) { graph, nodes in ScriptGraph(graph.graph.without(try indices(nodes, graph)), name: "\(graph.name) without \(Readable.count(nodes.list.count, "node"))", labels: graph.labels) },
    Function(
      "cut", "The same nodes without the links between some and the rest: the network is partitioned.", detail: "O(nodes + links).", onGraph, some, returns: graph,
      example: "topology.ring(6):cut{ 1, 2, 3 }.components", errors: ["there is no such node"]
    ) { graph, nodes in ScriptGraph(graph.graph.cut(try indices(nodes, graph)), name: "\(graph.name), cut", labels: graph.labels) },
    Function(
      "save", "Writes the links as text, which topology.edges reads.", onGraph, .string("path"), returns: .nothing,
      example: "file = os.tmpname(); topology.ring(5):save(file); os.remove(file)", errors: ["the file cannot be written"]
    ) { graph, path in
      do throws(TextFile.Problem) { try TextFile.write(EdgeList.text(graph.graph), to: path) } catch { throw ScriptError("\(error)") }
      return Nothing()
    },
  ]

  private static let fields: [Function] = [
    Function("name", "What it is.", onGraph, returns: Parameter("name", .string), example: "topology.ring(5).name") { $0.name },
    Function("nodes", "How many nodes.", onGraph, returns: Parameter("nodes", .integer), example: "topology.ring(5).nodes") { Int64($0.graph.nodeCount) },
    Function("links", "How many links.", onGraph, returns: Parameter("links", .integer), example: "topology.ring(5).links") { Int64($0.graph.edgeCount) },
    Function("mean_degree", "Links a node, on average.", onGraph, returns: Parameter("degree", .number), example: "topology.ring(5).mean_degree") { $0.meanDegree },
    Function("components", "How many parts that no link joins.", onGraph, returns: Parameter("components", .integer), example: "topology.ring(5).components") {
      Int64($0.componentCount)
    },
    Function(
      "diameter", "The longest shortest path in hops; nil where the graph is in parts. Exact if diameter_is_exact, else what it is at least.",
      detail: "Searches from chosen nodes, until bounds leave no longer path or 200,000,000 links were looked at (Takes & Kosters 2011).",
      onGraph, returns: Parameter("hops", .integer, isOptional: true), example: "topology.ring(10).diameter"
    ) { $0.diameter.map { Int64($0.hops) } },
    Function("diameter_is_exact", "Whether diameter is proven.", onGraph, returns: Parameter("exact", .boolean), example: "topology.ring(10).diameter_is_exact") {
      $0.diameter?.isExact ?? true
    },
    Function(
      "clustering", "Mean over nodes of the share of their pairs of neighbours that are linked.",
      detail: "Watts & Strogatz 1998. Estimated from a sample of nodes where counting all takes over 500,000,000 steps.",
      onGraph, returns: Parameter("clustering", .number, bounds: .numbers(0...1)), example: "topology.complete(5).clustering"
    ) { $0.clustering.local },
    Function(
      "transitivity", "Three times the triangles over the pairs of links that meet.", detail: "As exact as clustering.",
      onGraph, returns: Parameter("transitivity", .number, bounds: .numbers(0...1)), example: "topology.complete(5).transitivity"
    ) { $0.clustering.global },
    Function(
      "spectral_gap", "1 − λ₂ of the Metropolis–Hastings mixing matrix: the share of disagreement gossip forgets a round; 0 for a graph in parts.",
      detail: "Lanczos' method, to a residual of 1e-6 of the gap, or until 1,000,000,000 links were followed: see spectral_residual. Xiao & Boyd 2004.",
      onGraph, returns: Parameter("gap", .number, bounds: .numbers(0...1)), example: "topology.complete(5).spectral_gap"
    ) { $0.spectralGap.value },
    Function(
      "spectral_residual", "How far spectral_gap may be from 1 minus an eigenvalue.", onGraph, returns: Parameter("residual", .number),
      example: "topology.ring(5).spectral_residual"
    ) { $0.spectralGap.residual },
  ]

  private static func index(_ node: Int64, _ graph: ScriptGraph) throws(ScriptError) -> Int {
    guard node >= 1, node <= graph.graph.nodeCount else { throw ScriptError("node \(node): the graph has nodes 1…\(graph.graph.nodeCount)") }
    return Int(node) - 1
  }

  private static func indices(_ nodes: Table, _ graph: ScriptGraph) throws(ScriptError) -> [Int] {
    var indices: [Int] = []
    for value in nodes.list { indices.append(try index(Int64(value) ?? 0, graph)) }
    return indices
  }
}
