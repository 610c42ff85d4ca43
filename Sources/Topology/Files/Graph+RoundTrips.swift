extension Graph {
  /// Which pairs of hosts a matrix of round-trip times links.
  public enum Nearness: Sendable, Equatable {
    /// Each host to the so many nearest, and to those who count it among theirs.
    case nearest(Int)
    /// All pairs whose mean of both ways is at most so many µs.
    case below(Int64)
  }

  /// Hosts linked by their measured distance.
  ///
  /// - Parameter microseconds: row-major, `count × count`.
  /// - Complexity: O(`count`² log `count`)
  public init(roundTrips microseconds: [Int32], count: Int, linking nearness: Nearness) {
    precondition(microseconds.count == count * count)
    func distance(_ a: Int, _ b: Int) -> Int64 { Int64(microseconds[a * count + b]) + Int64(microseconds[b * count + a]) }
    var edges: [(Int, Int)] = []
    for a in 0..<count {
      switch nearness {
      case .nearest(let links):
        let others = (0..<count).filter { $0 != a }.map { (distance(a, $0), $0) }.sorted { $0 < $1 }
        edges += others.prefix(links).map { (a, $0.1) }
      case .below(let limit):
        edges += (0..<a).filter { distance(a, $0) <= 2 * limit }.map { (a, $0) }
      }
    }
    self.init(nodeCount: count, edges: edges)
  }
}
