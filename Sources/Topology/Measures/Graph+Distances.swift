/// The longest shortest path of a graph.
public struct Diameter: Sendable, Equatable {
  /// In hops.
  public var hops: Int
  /// Whether it is known; where not, `hops` is a lower bound that some pair of nodes reaches.
  public var isExact: Bool

  public init(hops: Int, isExact: Bool) {
    self.hops = hops
    self.isExact = isExact
  }
}

extension Graph {
  /// Hops from a node to every other, -1 where there is no path.
  ///
  /// - Complexity: O(*n* + *m*)
  public func distances(from start: Int) -> [Int32] {
    var search = BreadthFirst(self)
    search.run(from: start)
    return search.distance
  }

  public var isConnected: Bool { nodeCount == 0 || !distances(from: 0).contains(-1) }

  /// The component of each node, from 0 in order of their lowest nodes; and how many there are.
  ///
  /// - Complexity: O(*n* + *m*)
  public func components() -> (of: [Int32], count: Int) {
    var component = [Int32](repeating: -1, count: nodeCount)
    var count: Int32 = 0, members: [Int32] = []
    for seed in 0..<nodeCount where component[seed] < 0 {
      members = [Int32(seed)]
      component[seed] = count
      while let node = members.popLast() {
        for next in self[Int(node)] where component[Int(next)] < 0 {
          component[Int(next)] = count
          members.append(next)
        }
      }
      count += 1
    }
    return (component, Int(count))
  }

  /// A shortest path between two nodes, both ends in it, by the lowest nodes where there are several; nil where there is none.
  ///
  /// - Complexity: O(*n* + *m*)
  public func path(from a: Int, to b: Int) -> [Int]? {
    let distance = distances(from: b)
    guard distance[a] >= 0 else { return nil }
    var path = [a]
    while path.last! != b {
      let here = path.last!
      path.append(Int(self[here].first { distance[Int($0)] == distance[here] - 1 }!))
    }
    return path
  }

  /// The longest shortest path; nil where the graph is not connected or has no node.
  ///
  /// Each search from a node bounds every other's eccentricity from both sides, which soon leaves no node that could be
  /// further from any than the longest found (Takes & Kosters 2011). Where that takes more than `work` steps, the longest
  /// found is what the answer says.
  ///
  /// - Parameter work: nodes and links to be looked at, at most.
  /// - Complexity: O(searches · (*n* + *m*)): a few in most networks, *n* in rings and lattices
  public func diameter(work: Int = 200_000_000) -> Diameter? {
    let n = nodeCount
    guard n > 0 else { return nil }
    var search = BreadthFirst(self)
    var lower = [Int32](repeating: 0, count: n), upper = [Int32](repeating: .max, count: n)
    var longest: Int32 = 0, spent = 0, candidates = Array(0..<Int32(n)), takesUpper = true
    var node = (0..<n).max { (degree($0), $1) < (degree($1), $0) }!
    while true {
      guard search.run(from: node) == n else { return nil }
      spent += n + neighbours.count
      let eccentricity = search.furthest
      longest = max(longest, eccentricity)
      for w in candidates {
        let d = search.distance[Int(w)]
        lower[Int(w)] = max(lower[Int(w)], max(d, eccentricity - d))
        upper[Int(w)] = min(upper[Int(w)], eccentricity + d)
      }
      longest = candidates.reduce(longest) { max($0, lower[Int($1)]) }
      candidates.removeAll { upper[Int($0)] <= longest || Int($0) == node }
      guard let first = candidates.first else { return Diameter(hops: Int(longest), isExact: true) }
      guard spent < work else { return Diameter(hops: Int(longest), isExact: false) }
      var next = first
      for w in candidates where takesUpper ? upper[Int(w)] > upper[Int(next)] : lower[Int(w)] < lower[Int(next)] { next = w }
      takesUpper.toggle()
      node = Int(next)
    }
  }
}

/// Breadth-first searches that reuse their memory.
struct BreadthFirst {
  private let graph: Graph
  private(set) var distance: [Int32]
  /// Hops to the furthest node that was reached.
  private(set) var furthest: Int32 = 0
  private var queue: [Int32]

  init(_ graph: Graph) {
    self.graph = graph
    distance = Array(repeating: -1, count: graph.nodeCount)
    queue = Array(repeating: 0, count: graph.nodeCount)
  }

  /// - Returns: how many nodes were reached.
  @discardableResult
  mutating func run(from start: Int) -> Int {
    let (found, last) = graph.offsets.withUnsafeBufferPointer { offsets in
      graph.neighbours.withUnsafeBufferPointer { neighbours in
        distance.withUnsafeMutableBufferPointer { distance in
          queue.withUnsafeMutableBufferPointer { queue in
            distance.update(repeating: -1)
            distance[start] = 0
            queue[0] = Int32(start)
            var head = 0, tail = 1
            while head < tail {
              let node = Int(queue[head])
              head += 1
              for cell in Int(offsets[node])..<Int(offsets[node + 1]) where distance[Int(neighbours[cell])] < 0 {
                distance[Int(neighbours[cell])] = distance[node] + 1
                queue[tail] = neighbours[cell]
                tail += 1
              }
            }
            return (tail, distance[Int(queue[tail - 1])])
          }
        }
      }
    }
    furthest = last
    return found
  }
}
