import Kernels

/// How many of a node's neighbours are each other's.
public struct Clustering: Sendable, Equatable {
  /// The mean over nodes of the share of pairs of neighbours that are linked, 0 for fewer than two (Watts & Strogatz 1998).
  public var local: Double
  /// Three times the triangles over the pairs of links that share a node (transitivity; Newman 2003).
  public var global: Double
  /// Whether every node was counted; where not, both are estimates from a sample of nodes.
  public var isExact: Bool
}

extension Graph {
  /// Local and global clustering.
  ///
  /// - Parameter work: pairs of cells to be compared, at most; a larger graph is sampled, its nodes drawn with a fixed seed.
  /// - Complexity: O(Σ over links of the two degrees), or `work`
  public func clustering(work: Int = 500_000_000) -> Clustering {
    var cost = 0
    for node in 0..<nodeCount { for next in self[node] { cost += degree(node) + degree(Int(next)) } }
    let isExact = cost <= work
    var random = RandomStream(seed: 0, "topology", "clustering")
    let sample = isExact ? nodeCount : max(100, Int(Double(nodeCount) * Double(work) / Double(cost)))
    var local = 0.0, closed = 0, pairs = 0
    for i in 0..<sample {
      let node = isExact ? i : random.below(nodeCount)
      let degree = degree(node)
      guard degree > 1 else { continue }
      let linked = linksAmongNeighbours(of: node)
      local += Double(linked) / Double(degree * (degree - 1) / 2)
      closed += linked
      pairs += degree * (degree - 1) / 2
    }
    return Clustering(local: sample == 0 ? 0 : local / Double(sample), global: pairs == 0 ? 0 : Double(closed) / Double(pairs), isExact: isExact)
  }

  /// Links between two neighbours of a node: sorted rows are merged.
  private func linksAmongNeighbours(of node: Int) -> Int {
    offsets.withUnsafeBufferPointer { offsets in
      neighbours.withUnsafeBufferPointer { cells in
        let own = Int(offsets[node])..<Int(offsets[node + 1])
        var links = 0
        for cell in own {
          let other = Int(cells[cell])
          var a = own.lowerBound, b = Int(offsets[other])
          let end = Int(offsets[other + 1])
          while a < own.upperBound, b < end {
            let (x, y) = (cells[a], cells[b])
            links += x == y ? 1 : 0
            a += x <= y ? 1 : 0
            b += y <= x ? 1 : 0
          }
        }
        return links / 2  // each was seen from both ends
      }
    }
  }
}
