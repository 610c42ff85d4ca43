/// What is wrong with a file of a network, and where: `path:line: …`.
public struct TopologyError: Error, CustomStringConvertible, Equatable, Sendable {
  public var description: String
  public init(_ description: String) { self.description = description }
}

/// A network as text, a link a line: two names and whatever follows them, such as a weight, which is ignored. `#` begins a
/// comment; a name alone on its line is a node, which may have no links.
///
/// Where all names are whole numbers, nodes are numbered in their order; otherwise in order of appearance.
public struct EdgeList: Sendable, Equatable {
  public var graph: Graph
  /// Each node's name.
  public var names: [String]

  /// - Parameter path: how complaints name the text.
  /// - Throws: `TopologyError` naming the line that says too much or the whole that says nothing.
  /// - Complexity: O(*lines* · log *lines*)
  public init(_ text: String, path: String) throws(TopologyError) {
    var index: [Substring: Int] = [:], names: [Substring] = []
    var edges: [(Int, Int)] = []
    func node(_ name: Substring) -> Int {
      if let known = index[name] { return known }
      index[name] = names.count
      names.append(name)
      return names.count - 1
    }
    for (i, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let fields = line.prefix { $0 != "#" }.split(maxSplits: 2, whereSeparator: { $0.isWhitespace || $0 == "," })
      if fields.isEmpty { continue }
      for name in fields.prefix(2) where name.utf8.count > 256 {
        throw TopologyError("\(path):\(i + 1): a name of \(name.utf8.count) bytes, at most 256 expected")
      }
      let from = node(fields[0])
      if fields.count > 1 { edges.append((from, node(fields[1]))) }
    }
    guard !names.isEmpty else { throw TopologyError("\(path): no link and no node") }
    let numbers = names.compactMap { Int($0) }
    if numbers.count == names.count, Set(numbers).count == numbers.count {
      let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }
      var place = order
      for (new, old) in order.enumerated() { place[old] = new }
      graph = Graph(nodeCount: names.count, edges: edges.map { (place[$0.0], place[$0.1]) })
      self.names = order.map { String(names[$0]) }
    } else {
      graph = Graph(nodeCount: names.count, edges: edges)
      self.names = names.map(String.init)
    }
  }

  /// The text of a graph whose nodes are called 1 … n; reading it gives the graph back.
  public static func text(_ graph: Graph) -> String {
    var text = "# \(graph.nodeCount) nodes, \(graph.edgeCount) links\n"
    for node in 0..<graph.nodeCount {
      if graph.degree(node) == 0 { text += "\(node + 1)\n" }
      for other in graph[node] where other > node { text += "\(node + 1) \(other + 1)\n" }
    }
    return text
  }
}
