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

extension NeighbourLists {
  /// Nodes on a triangular lattice, one `x y` a line, linked to those at (±1, 0), (0, ±1), (1, −1) and (−1, 1): the
  /// format of Liu & Lee's networks.
  ///
  /// - Throws: `SwarmError` naming the line that isn't two integers or repeats a point.
  public init(lattice text: String) throws(SwarmError) {
    var points: [(x: Int, y: Int)] = []
    var index: [SIMD2<Int>: Int] = [:]
    for (number, line) in text.split(separator: "\n").enumerated() {
      let fields = line.split(whereSeparator: \.isWhitespace).map { Int($0) }
      if fields.isEmpty { continue }
      guard fields.count == 2, let x = fields[0], let y = fields[1] else {
        throw SwarmError("line \(number + 1): two integers expected, got '\(line)'")
      }
      guard index.updateValue(points.count, forKey: SIMD2(x, y)) == nil else {
        throw SwarmError("line \(number + 1): the point \(x) \(y) is there twice")
      }
      points.append((x, y))
    }
    var edges: [(Int, Int)] = []
    for (i, point) in points.enumerated() {
      for step in [SIMD2(1, 0), SIMD2(0, 1), SIMD2(1, -1)] {
        if let j = index[SIMD2(point.x, point.y) &+ step] { edges.append((i, j)) }
      }
    }
    self.init(Graph(nodeCount: points.count, edges: edges))
  }
}
