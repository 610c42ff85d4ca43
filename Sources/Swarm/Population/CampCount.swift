/// How split a population is.
public struct CampCount: Sendable, Equatable {
  /// Connected groups of agents that exhibit the same choice.
  public var camps: Int
  /// Links between agents of different choices.
  public var activeLinks: Int

  /// Counts the agents that `isCounted` says, by union–find over their links.
  ///
  /// - Parameters:
  ///   - graph: packed as consensus policies read it, each link from both ends.
  ///   - roots: scratch, one a node.
  /// - Complexity: O(links · α)
  init(
    _ graph: UnsafePointer<Int64>, choices: UnsafePointer<Int32>, nodes: Int, roots: UnsafeMutablePointer<Int32>, isCounted: (Int) -> Bool
  ) {
    func root(_ node: Int) -> Int {
      var node = node
      while Int(roots[node]) != node {
        roots[node] = roots[Int(roots[node])]
        node = Int(roots[node])
      }
      return node
    }
    for i in 0..<nodes { roots[i] = Int32(i) }
    var camps = 0, active = 0
    for i in 0..<nodes where isCounted(i) {
      camps += 1
      for cell in Int(graph[i]) - 1..<Int(graph[i + 1]) - 1 {
        let j = Int(graph[cell]) - 1
        guard j < i, isCounted(j) else { continue }  // each link once; an earlier node's group is already there
        if choices[i] != choices[j] {
          active += 1
          continue
        }
        let a = root(i), b = root(j)
        if a != b {
          roots[max(a, b)] = Int32(min(a, b))
          camps -= 1
        }
      }
    }
    self.camps = camps
    activeLinks = active
  }
}
