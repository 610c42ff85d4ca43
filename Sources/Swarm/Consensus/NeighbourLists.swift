public import Topology

/// Who hears whom, packed into the one vector that consensus policies read: cells 1 … n + 1 say where each node's
/// neighbours begin in this same vector, and the neighbours follow, all counted from 1 as Lua does.
///
///     for k = graph[i], graph[i + 1] - 1 do local neighbour = graph[k] … end
public struct NeighbourLists: Sendable, Equatable {
  public let count: Int
  public let cells: [Int64]
  /// The most neighbours any node has.
  public let largestDegree: Int

  /// - Parameters:
  ///   - offsets: one more than there are nodes, ascending from 0.
  ///   - neighbours: those of node i at `offsets[i] ..< offsets[i + 1]`, counted from 0.
  /// - Precondition: offsets ascend and every neighbour is a node.
  public init(offsets: [Int32], neighbours: [Int32]) {
    precondition(!offsets.isEmpty && offsets[0] == 0 && Int(offsets.last!) == neighbours.count)
    let count = offsets.count - 1
    precondition(neighbours.allSatisfy { $0 >= 0 && $0 < count })
    var largest = 0
    for i in 0..<count {
      precondition(offsets[i] <= offsets[i + 1])
      largest = max(largest, Int(offsets[i + 1] - offsets[i]))
    }
    self.count = count
    largestDegree = largest
    cells = offsets.map { Int64(count) + 2 + Int64($0) } + neighbours.map { Int64($0) + 1 }
  }

  public init(_ graph: Graph) {
    self.init(offsets: graph.offsets, neighbours: graph.neighbours)
  }
}
