extension Graph {
  /// Nodes on a triangular lattice, one `x y` a line, linked to those at (±1, 0), (0, ±1), (1, −1) and (−1, 1): the
  /// format of Liu & Lee's networks.
  ///
  /// - Parameter path: how complaints name the text.
  /// - Throws: `TopologyError` naming the line that isn't two integers or repeats a point.
  public init(lattice text: String, path: String) throws(TopologyError) {
    var points: [SIMD2<Int>] = []
    var index: [SIMD2<Int>: Int] = [:]
    for (i, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let fields = line.split(whereSeparator: \.isWhitespace).map { Int($0) }
      if fields.isEmpty { continue }
      guard fields.count == 2, let x = fields[0], let y = fields[1], (-(1 << 30)...1 << 30).contains(x), (-(1 << 30)...1 << 30).contains(y) else {
        throw TopologyError("\(path):\(i + 1): two integers within ±2³⁰ expected, got '\(line.prefix(40))'")
      }
      guard index.updateValue(points.count, forKey: SIMD2(x, y)) == nil else {
        throw TopologyError("\(path):\(i + 1): the point \(x) \(y) is there twice")
      }
      points.append(SIMD2(x, y))
    }
    guard !points.isEmpty else { throw TopologyError("\(path): no point") }
    var edges: [(Int, Int)] = []
    for (i, point) in points.enumerated() {
      for step in [SIMD2(1, 0), SIMD2(0, 1), SIMD2(1, -1)] {
        if let j = index[point &+ step] { edges.append((i, j)) }
      }
    }
    self.init(nodeCount: points.count, edges: edges)
  }
}
