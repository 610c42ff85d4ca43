/// An undirected graph in compressed sparse rows: the neighbours of node *i* lie at `offsets[i] ..< offsets[i + 1]`,
/// sorted, without loops or repeats.
public struct Graph: Sendable, Equatable {
  public let offsets: [Int32]
  public let neighbours: [Int32]

  public var nodeCount: Int { offsets.count - 1 }
  public var edgeCount: Int { neighbours.count / 2 }

  public func degree(_ node: Int) -> Int { Int(offsets[node + 1] - offsets[node]) }

  /// The neighbours of a node, ascending.
  @inlinable public subscript(node: Int) -> ArraySlice<Int32> { neighbours[Int(offsets[node])..<Int(offsets[node + 1])] }

  public var largestDegree: Int { (0..<nodeCount).reduce(0) { max($0, degree($1)) } }

  /// The most links a graph may have: its rows are indexed by 32 bits.
  public static let linksMax = 1_000_000_000

  /// - Precondition: rows are sorted, without loops or repeats, and every link is there from both ends.
  init(offsets: [Int32], neighbours: [Int32]) {
    self.offsets = offsets
    self.neighbours = neighbours
  }

  /// - Parameter edges: in any order and direction; loops and repeats are dropped.
  /// - Complexity: O(*n* + *edges*), and sorting each node's neighbours
  public init(nodeCount: Int, edges: [(Int, Int)]) {
    precondition(nodeCount >= 0 && nodeCount <= Int(Int32.max) && edges.count <= Self.linksMax)
    var ends = [Int32](repeating: 0, count: nodeCount + 1)  // where each row ends, once filled
    for (a, b) in edges where a != b {
      precondition(a >= 0 && b >= 0 && a < nodeCount && b < nodeCount)
      ends[a] += 1
      ends[b] += 1
    }
    var total: Int32 = 0
    for node in 0..<nodeCount { (ends[node], total) = (total, total + ends[node]) }
    var cells = [Int32](repeating: 0, count: Int(total))
    cells.withUnsafeMutableBufferPointer { cells in
      ends.withUnsafeMutableBufferPointer { ends in
        for (a, b) in edges where a != b {
          cells[Int(ends[a])] = Int32(b)
          cells[Int(ends[b])] = Int32(a)
          ends[a] += 1
          ends[b] += 1
        }
      }
    }
    var offsets = [Int32](repeating: 0, count: nodeCount + 1)
    let kept = cells.withUnsafeMutableBufferPointer { cells in
      var kept = 0, begin = 0
      for node in 0..<nodeCount {
        let end = Int(ends[node])
        cells[begin..<end].sort()
        let start = kept
        for cell in begin..<end where kept == start || cells[kept - 1] != cells[cell] {
          cells[kept] = cells[cell]  // towards the front, never over a cell that is still to be read
          kept += 1
        }
        begin = end
        offsets[node + 1] = Int32(kept)
      }
      return kept
    }
    cells.removeLast(cells.count - kept)
    self.offsets = offsets
    neighbours = cells
  }
}

extension Graph {
  /// Each link once, from the lower node to the higher.
  public var edges: [(Int, Int)] {
    (0..<nodeCount).flatMap { node in self[node].lazy.filter { $0 > node }.map { (node, Int($0)) } }
  }

  /// The same nodes without the links of some of them: a network in which they have failed.
  ///
  /// - Complexity: O(*n* + *m*)
  public func without(_ nodes: some Sequence<Int>) -> Graph {
    var isGone = [Bool](repeating: false, count: nodeCount)
    for node in nodes { isGone[node] = true }
    return Graph(nodeCount: nodeCount, edges: edges.filter { !isGone[$0.0] && !isGone[$0.1] })
  }

  /// The same nodes without the links between some of them and the rest: a network that is partitioned.
  ///
  /// - Complexity: O(*n* + *m*)
  public func cut(_ nodes: some Sequence<Int>) -> Graph {
    var isInside = [Bool](repeating: false, count: nodeCount)
    for node in nodes { isInside[node] = true }
    return Graph(nodeCount: nodeCount, edges: edges.filter { isInside[$0.0] == isInside[$0.1] })
  }

  /// Splits the graph into neighbourhoods: the group of each node, from 0. A group is connected and has at most `size`
  /// nodes; it is grown breadth first from the lowest node not yet in one.
  ///
  /// - Complexity: O(*n* + *m*)
  public func neighbourhoods(size: Int) -> [Int] {
    precondition(size > 0)
    var group = [Int](repeating: -1, count: nodeCount)
    var groups = 0
    for seed in 0..<nodeCount where group[seed] < 0 {
      var members = [seed], head = 0
      group[seed] = groups
      while head < members.count, members.count < size {
        for next in self[members[head]] where group[Int(next)] < 0 && members.count < size {
          group[Int(next)] = groups
          members.append(Int(next))
        }
        head += 1
      }
      groups += 1
    }
    return group
  }
}
