/// Sizes of the groups Liu & Lee's negotiation weighs voices by: connected nodes that exhibit the same choice.
enum ChoiceGroups {
  /// Writes the size of each node's group, links taken both ways.
  ///
  /// Union–find with path halving; the smaller index is the root, so the result depends on nothing else.
  ///
  /// - Parameter roots: scratch, one a node.
  /// - Complexity: O(edges · α)
  static func count(
    _ graph: UnsafePointer<Int64>, choices: UnsafePointer<Int32>, nodes: Int, roots: UnsafeMutablePointer<Int32>,
    sizes: UnsafeMutablePointer<Float>
  ) {
    for i in 0..<nodes { roots[i] = Int32(i) }
    for i in 0..<nodes {
      for k in Int(graph[i]) - 1..<Int(graph[i + 1]) - 1 {
        let j = Int(graph[k]) - 1
        guard j != i, choices[i] == choices[j] else { continue }
        let a = root(of: Int32(i), roots), b = root(of: Int32(j), roots)
        if a != b { roots[Int(max(a, b))] = min(a, b) }
      }
    }
    sizes.update(repeating: 0, count: nodes)
    for i in 0..<nodes { sizes[Int(root(of: Int32(i), roots))] += 1 }
    var i = nodes - 1
    while i >= 0 {  // roots have the smallest index of their group: read them last
      sizes[i] = sizes[Int(root(of: Int32(i), roots))]
      i -= 1
    }
  }

  @inline(__always)
  private static func root(of node: Int32, _ roots: UnsafeMutablePointer<Int32>) -> Int32 {
    var node = node
    while roots[Int(node)] != node {
      roots[Int(node)] = roots[Int(roots[Int(node)])]
      node = roots[Int(node)]
    }
    return node
  }
}
