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

  /// - Parameter edges: in any order and direction; loops and repeats are dropped.
  /// - Complexity: O(*edges* · log *edges*)
  public init(nodeCount: Int, edges: [(Int, Int)]) {
    var directed: [UInt64] = []
    directed.reserveCapacity(2 * edges.count)
    for (a, b) in edges where a != b {
      precondition(a >= 0 && b >= 0 && a < nodeCount && b < nodeCount)
      directed.append(UInt64(a) << 32 | UInt64(b))
      directed.append(UInt64(b) << 32 | UInt64(a))
    }
    directed.sort()
    var offsets = [Int32](repeating: 0, count: nodeCount + 1)
    var neighbours: [Int32] = []
    neighbours.reserveCapacity(directed.count)
    var previous = UInt64.max
    for edge in directed where edge != previous {
      previous = edge
      offsets[Int(edge >> 32) + 1] += 1
      neighbours.append(Int32(truncatingIfNeeded: edge & 0xFFFF_FFFF))
    }
    for i in 0..<nodeCount { offsets[i + 1] += offsets[i] }
    self.offsets = offsets
    self.neighbours = neighbours
  }
}

extension Graph {
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

  /// Hops from a node to every other, -1 where there is no path.
  public func distances(from start: Int) -> [Int32] {
    var distance = [Int32](repeating: -1, count: nodeCount)
    var frontier = [Int32(start)]
    distance[start] = 0
    var head = 0
    while head < frontier.count {
      let node = Int(frontier[head])
      head += 1
      for next in self[node] where distance[Int(next)] < 0 {
        distance[Int(next)] = distance[node] + 1
        frontier.append(next)
      }
    }
    return distance
  }

  public var isConnected: Bool { nodeCount == 0 || !distances(from: 0).contains(-1) }

  /// The longest shortest path in hops; nil when the graph is not connected.
  ///
  /// - Complexity: O(*n* · (*n* + *m*))
  public var diameter: Int? {
    var longest: Int32 = 0
    for node in 0..<nodeCount {
      let distance = distances(from: node)
      if distance.contains(-1) { return nil }
      longest = max(longest, distance.max() ?? 0)
    }
    return Int(longest)
  }

  /// 1 − λ₂ of the Metropolis–Hastings mixing matrix `W_ij = 1 / (1 + max(d_i, d_j))`: the rate at which gossip
  /// forgets disagreement (Xiao & Boyd 2004). 0 for a disconnected graph.
  ///
  /// Power iteration on the complement of the constant vector, on (W + I) / 2 so that λ₂ dominates.
  ///
  /// - Complexity: O(`iterations` · *m*)
  public func spectralGap(iterations: Int = 2_000) -> Double {
    let n = nodeCount
    guard n > 1 else { return 1 }
    var x = (0..<n).map { Double(($0 &* 2_654_435_761) % 1_000) / 1_000 - 0.5 }
    var eigenvalue = 0.0
    for _ in 0..<iterations {
      let mean = x.reduce(0, +) / Double(n)
      var norm = 0.0
      for i in 0..<n {
        x[i] -= mean
        norm += x[i] * x[i]
      }
      norm = norm.squareRoot()
      guard norm > 0 else { return 1 }
      for i in 0..<n { x[i] /= norm }
      var y = x
      for i in 0..<n {
        for j in self[i] {
          y[i] += (x[Int(j)] - x[i]) / Double(1 + max(degree(i), degree(Int(j))))
        }
        y[i] = (y[i] + x[i]) / 2
      }
      eigenvalue = zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
      x = y
    }
    return max(0, 1 - (2 * eigenvalue - 1))
  }
}
