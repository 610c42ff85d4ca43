public import Topology

/// A network that ants walk: numbered links between nodes, each taking a time to cross, the same both ways.
public struct TrailNetwork: Sendable {
  public struct Link: Sendable, Equatable {
    public var a: Int
    public var b: Int
    /// To cross it, in µs; > 0.
    public var time: Int64

    public init(_ a: Int, _ b: Int, time: Int64) { (self.a, self.b, self.time) = (a, b, time) }

    /// The end that is not `node`.
    public func end(from node: Int) -> Int { node == a ? b : a }
  }

  public let nodeCount: Int
  public let links: [Link]
  /// The links at node *i* are `incident[offsets[i] ..< offsets[i + 1]]`.
  private let offsets: [Int]
  private let incident: [Int]

  /// - Precondition: ends are different nodes of `0 ..< nodeCount`, times > 0. Two links may join the same nodes.
  /// - Complexity: O(nodes + links)
  public init(nodeCount: Int, links: [Link]) {
    var offsets = [Int](repeating: 0, count: nodeCount + 1)
    for link in links {
      precondition(link.a != link.b && link.time > 0)
      offsets[link.a + 1] += 1
      offsets[link.b + 1] += 1
    }
    for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
    var incident = [Int](repeating: 0, count: 2 * links.count), next = offsets
    for (number, link) in links.enumerated() {
      for node in [link.a, link.b] {
        incident[next[node]] = number
        next[node] += 1
      }
    }
    (self.nodeCount, self.links, self.offsets, self.incident) = (nodeCount, links, offsets, incident)
  }

  /// Every link of a graph, with one time for all.
  public init(_ graph: Graph, time: Int64) {
    let links = (0..<graph.nodeCount).flatMap { a in graph[a].filter { Int($0) > a }.map { Link(a, Int($0), time: time) } }
    self.init(nodeCount: graph.nodeCount, links: links)
  }

  /// The links at a node, in the order they were given in.
  public subscript(node: Int) -> ArraySlice<Int> { incident[offsets[node]..<offsets[node + 1]] }

  /// The least time from a node to every other, over links that are not closed; nil where there is no way (Dijkstra 1959).
  ///
  /// - Complexity: O(nodes²): for the sizes that ants are watched on.
  public func times(from start: Int, closed: Set<Int> = []) -> [Int64?] {
    var times = [Int64?](repeating: nil, count: nodeCount), isDone = [Bool](repeating: false, count: nodeCount)
    times[start] = 0
    while true {
      var nearest: Int?
      for node in 0..<nodeCount where !isDone[node] && times[node] != nil && (nearest.map { times[node]! < times[$0]! } ?? true) { nearest = node }
      guard let node = nearest else { return times }
      isDone[node] = true
      for number in self[node] where !closed.contains(number) {
        let other = links[number].end(from: node), time = times[node]! + links[number].time
        if times[other].map({ time < $0 }) ?? true { times[other] = time }
      }
    }
  }
}
