/// Rounds of weighted averaging on a graph that changes from round to round: in each, `x_i ← x_i + Σ w_ij (x_j − x_i)` over
/// that round's links.
///
/// Weights are symmetric, so every round keeps the mean; a sequence of finite time ends with the mean at every node.
public struct MixingSequence: Sendable, Equatable {
  /// Two nodes that hear each other, and how far each moves toward the other.
  public struct Link: Sendable, Equatable {
    public var a, b: Int32
    public var weight: Double
  }

  public let nodeCount: Int
  public let rounds: [[Link]]

  init(nodeCount: Int, rounds: [[Link]]) {
    self.nodeCount = nodeCount
    self.rounds = rounds
  }

  /// Moves every node's row of `columns` values by one round; the sequence starts again after its last.
  ///
  /// - Precondition: `values.count == nodeCount * columns` and `round >= 0`.
  /// - Complexity: O(links · columns)
  public func mix(_ values: inout [Double], columns: Int, round: Int) {
    precondition(values.count == nodeCount * columns && round >= 0)
    guard !rounds.isEmpty else { return }
    let before = values
    for link in rounds[round % rounds.count] {
      let a = Int(link.a) * columns, b = Int(link.b) * columns
      for k in 0..<columns {
        let step = link.weight * (before[b + k] - before[a + k])
        values[a + k] += step
        values[b + k] -= step
      }
    }
  }

  /// Who hears whom in one round.
  public func graph(round: Int) -> Graph {
    Graph(nodeCount: nodeCount, edges: rounds.isEmpty ? [] : rounds[round % rounds.count].map { (Int($0.a), Int($0.b)) })
  }

  /// The most peers a node hears in any round.
  public var peersMax: Int {
    rounds.map { links in
      var degrees = [Int32](repeating: 0, count: nodeCount)
      for link in links {
        degrees[Int(link.a)] += 1
        degrees[Int(link.b)] += 1
      }
      return Int(degrees.max() ?? 0)
    }.max() ?? 0
  }
}
