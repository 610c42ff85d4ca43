import Interface
import Kernels

// Graphs that a rule or chance makes.
extension TopologyInterface {
  static let rules: [Function] = [
    Function(
      "ring", "A cycle: the slowest way to agree. Two nodes have one link, one has none.", nodes, returns: graph, example: "topology.ring(10).diameter"
    ) { nodes in ScriptGraph(.ring(Int(nodes)), name: "ring") },
    Function(
      "complete", "Every node is linked to every other.", .integer("nodes", 1...10_000), returns: graph, example: "topology.complete(10).links"
    ) { nodes in ScriptGraph(.complete(Int(nodes)), name: "complete") },
    Function(
      "exponential", "Every node is linked to those 1, 2, 4, 8 … steps away on a ring: gossip agrees in about log₂ n rounds.",
      detail: "Ying et al., \"Exponential graph is provably efficient for decentralized deep training\", NeurIPS 2021.",
      .integer("nodes", 1...1_000_000), returns: graph, example: "topology.exponential(16).diameter"
    ) { nodes in ScriptGraph(.exponential(Int(nodes)), name: "exponential") },
    Function(
      "new", "A graph of the links that are given.", nodes,
      .optional(.table("links", elements: .table("link", elements: Parameter("node", .integer, bounds: .integers(1...10_000_000)), "two nodes"), "pairs of nodes; loops and repeats count once or not at all"), "{}"),
      returns: graph, example: "topology.new(3, { { 1, 2 }, { 2, 3 } }).diameter",
      errors: ["a link has not two nodes, or one that is not there"]
    ) { nodes, links in
      let edges = try (links?.list ?? []).enumerated().map { i, value in
        guard case .table(let pair) = value, pair.list.count == 2, let a = Int64(pair.list[0]), let b = Int64(pair.list[1]), a <= nodes, b <= nodes else {
          throw ScriptError("topology.new: links[\(i + 1)]: two nodes in 1…\(nodes) expected")
        }
        return (Int(a) - 1, Int(b) - 1)
      }
      return ScriptGraph(Graph(nodeCount: Int(nodes), edges: edges), name: "of \(Readable.count(edges.count, "given link"))")
    },
  ]

  static let chances: [Function] = [
    Function(
      "regular", "A random graph in which every node has the same number of links.",
      detail: "Pairing with switches (Bollobás 1980; McKay & Wormald 1990).",
      nodes, .integer("degree", 0...10_000), seed, returns: graph, example: "topology.regular(100, 8, 1).spectral_gap",
      errors: ["nodes × degree is odd, or the degree is not below the nodes", "that makes more than 50,000,000 links"]
    ) { nodes, degree, seed in
      guard degree < nodes, nodes * degree % 2 == 0 else {
        throw ScriptError("topology.regular: degree: less than nodes, and nodes × degree even, expected; got \(degree) of \(nodes)")
      }
      try limit("regular", links: Double(nodes) * Double(max(degree, degree > (nodes - 1) / 2 ? nodes - 1 : 0)) / 2)
      var random = stream(seed)
      return ScriptGraph(.regular(Int(nodes), degree: Int(degree), random: &random), name: "\(degree)-regular")
    },
    Function(
      "small_world", "A ring whose nodes know their nearest, with some links moved to random nodes.",
      detail: "Watts & Strogatz, Nature 393, 1998. The number of links stays nodes × degree / 2.",
      nodes, .integer("degree", 0...1_000, "even"), .number("rewiring", 0...1, "probability that a link is moved"), seed, returns: graph,
      example: "topology.small_world(100, 6, 0.1, 1).clustering",
      errors: ["the degree is odd, or not below the nodes", "that makes more than 50,000,000 links"]
    ) { nodes, degree, rewiring, seed in
      guard degree < nodes, degree % 2 == 0 else {
        throw ScriptError("topology.small_world: degree: even, and less than nodes, expected; got \(degree) of \(nodes)")
      }
      try limit("small_world", links: Double(nodes) * Double(degree) / 2)
      var random = stream(seed)
      return ScriptGraph(.smallWorld(Int(nodes), degree: Int(degree), rewiring: rewiring, random: &random), name: "small world")
    },
    Function(
      "scale_free", "Grown by preferential attachment: few hubs, many leaves.",
      detail: "Barabási & Albert, Science 286, 1999; begun by a clique of links + 1.",
      nodes, .integer("links", 0...1_000, "of a new node"), seed, returns: graph, example: "topology.scale_free(100, 2, 1):degree(1)",
      errors: ["that makes more than 50,000,000 links"]
    ) { nodes, links, seed in
      try limit("scale_free", links: Double(nodes) * Double(links))
      var random = stream(seed)
      return ScriptGraph(.scaleFree(Int(nodes), links: Int(links), random: &random), name: "scale-free")
    },
    Function(
      "geometric", "Points drawn in the unit square, linked where they are at most the radius apart.",
      detail: "Connected, with high probability, from a radius of √(ln n / (π n)) up (Penrose 1997). O(nodes + links).",
      nodes, .number("radius", 0...1.5), seed, returns: graph, example: "topology.geometric(200, 0.15, 1).components",
      errors: ["that makes more than 50,000,000 links"]
    ) { nodes, radius, seed in
      var random = stream(seed)
      guard let made = Graph.geometric(Int(nodes), radius: radius, linksMax: linksMax, random: &random) else {
        throw ScriptError("topology.geometric: \(nodes) points with a radius of \(radius) make more than \(Readable.count(linksMax)) links")
      }
      return ScriptGraph(made, name: "random geometric")
    },
  ]

  private static func stream(_ seed: Int64?) -> RandomStream { RandomStream(seed: UInt64(bitPattern: seed ?? 1), "topology") }
}
