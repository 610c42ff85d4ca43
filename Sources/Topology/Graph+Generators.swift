public import Kernels

extension Graph {
  /// A cycle; two nodes have one link, one has none.
  public static func ring(_ count: Int) -> Graph {
    Graph(nodeCount: count, edges: (0..<count).map { ($0, ($0 + 1) % count) })
  }

  /// Every pair.
  public static func complete(_ count: Int) -> Graph {
    Graph(
      offsets: (0...count).map { Int32($0 * max(0, count - 1)) },
      neighbours: (0..<Int32(count)).flatMap { i in (0..<Int32(count)).lazy.filter { $0 != i } })
  }

  /// A random graph in which every node has exactly `degree` neighbours: pairing with switches of the pairs that would
  /// be a loop or a repeat (Bollobás 1980; switching as in McKay & Wormald 1990). Above half of all pairs it is the
  /// complement of such a graph, for a dense pairing may leave no switch that helps.
  ///
  /// - Precondition: `count * degree` is even and `degree < count`.
  public static func regular(_ count: Int, degree: Int, random: inout RandomStream) -> Graph {
    precondition(degree < count && count * degree % 2 == 0)
    guard degree <= (count - 1) / 2 else {
      let missing = regular(count, degree: count - 1 - degree, random: &random)
      let edges = (0..<count).flatMap { i in
        let apart = Set(missing[i].map { Int($0) })
        return (0..<i).filter { !apart.contains($0) }.map { (i, $0) }
      }
      return Graph(nodeCount: count, edges: edges)
    }
    while true {
      if let edges = pairing(count, degree: degree, random: &random) { return Graph(nodeCount: count, edges: edges) }
    }
  }

  /// The edges of one pairing; nil if its switches got stuck, as they can in a small graph.
  private static func pairing(_ count: Int, degree: Int, random: inout RandomStream) -> [(Int, Int)]? {
    var stubs = (0..<count).flatMap { [Int](repeating: $0, count: degree) }
    for i in stride(from: stubs.count - 1, to: 0, by: -1) { stubs.swapAt(i, random.below(i + 1)) }
    var seen = Set<UInt64>()
    func key(_ a: Int, _ b: Int) -> UInt64 { UInt64(min(a, b)) << 32 | UInt64(max(a, b)) }
    var bad: [Int] = [], isBad = [Bool](repeating: false, count: stubs.count / 2)
    for pair in stride(from: 0, to: stubs.count, by: 2) {
      if stubs[pair] == stubs[pair + 1] || !seen.insert(key(stubs[pair], stubs[pair + 1])).inserted {
        bad.append(pair)
        isBad[pair / 2] = true
      }
    }
    var failures = 0
    while let pair = bad.last {
      guard failures < 1_000 + 10 * stubs.count else { return nil }
      let other = 2 * random.below(stubs.count / 2)
      let (a, b, c, d) = (stubs[pair], stubs[pair + 1], stubs[other], stubs[other + 1])
      guard !isBad[other / 2], a != c, b != d, !seen.contains(key(a, c)), !seen.contains(key(b, d)), key(a, c) != key(b, d)
      else {
        failures += 1
        continue
      }
      failures = 0
      seen.remove(key(c, d))
      seen.insert(key(a, c))
      seen.insert(key(b, d))
      (stubs[pair], stubs[pair + 1], stubs[other], stubs[other + 1]) = (a, c, b, d)
      bad.removeLast()
      isBad[pair / 2] = false
    }
    return stride(from: 0, to: stubs.count, by: 2).map { (stubs[$0], stubs[$0 + 1]) }
  }

  /// A ring whose nodes know their `degree` nearest, each link's far end moved with probability `rewiring` to a node drawn
  /// from all that are not yet linked (Watts & Strogatz 1998). The number of links stays *n* · `degree` / 2.
  ///
  /// - Precondition: `degree` is even and below `count`.
  public static func smallWorld(_ count: Int, degree: Int, rewiring: Double, random: inout RandomStream) -> Graph {
    precondition(degree % 2 == 0 && (degree < count || count == 0))
    var linked = Set<UInt64>()
    func key(_ a: Int, _ b: Int) -> UInt64 { UInt64(min(a, b)) << 32 | UInt64(max(a, b)) }
    var edges: [(Int, Int)] = []
    for step in 1..<degree / 2 + 1 { for node in 0..<count { edges.append((node, (node + step) % count)) } }
    for (a, b) in edges { linked.insert(key(a, b)) }
    var degrees = [Int](repeating: degree, count: count)
    for i in edges.indices where random.uniform() < rewiring {
      let (node, old) = edges[i]
      guard degrees[node] < count - 1 else { continue }  // linked to everybody: there is nobody to move to
      var new = random.below(count)
      while new == node || linked.contains(key(node, new)) { new = random.below(count) }
      linked.remove(key(node, old))
      linked.insert(key(node, new))
      degrees[old] -= 1
      degrees[new] += 1
      edges[i].1 = new
    }
    return Graph(nodeCount: count, edges: edges)
  }

  /// Preferential attachment of `links` links a node, begun by a clique of `links` + 1 (Barabási & Albert 1999).
  public static func scaleFree(_ count: Int, links: Int, random: inout RandomStream) -> Graph {
    let founders = min(links + 1, count)
    var edges: [(Int, Int)] = []
    for i in 0..<founders { for j in 0..<i { edges.append((i, j)) } }
    var ends = edges.flatMap { [$0.0, $0.1] }  // each node as often as it has links
    var chosenBy = [Int](repeating: -1, count: count)
    for node in founders..<max(count, founders) where links > 0 {
      var chosen: [Int] = []
      while chosen.count < links {
        let other = ends[random.below(ends.count)]
        if chosenBy[other] == node { continue }
        chosenBy[other] = node
        chosen.append(other)
      }
      for other in chosen {
        edges.append((node, other))
        ends += [node, other]
      }
    }
    return Graph(nodeCount: count, edges: edges)
  }

  /// Points drawn uniformly in the unit square, linked where they are at most `radius` apart (Gilbert 1961; Penrose 2003).
  ///
  /// Points are sorted into square cells at least `radius` wide, so that only nine cells are searched for each.
  ///
  /// - Parameter linksMax: nil is returned where there would be more.
  /// - Complexity: O(*n* + *m*) expected
  public static func geometric(_ count: Int, radius: Double, linksMax: Int = Graph.linksMax, random: inout RandomStream) -> Graph? {
    let points = (0..<count).map { _ in SIMD2(random.uniform(), random.uniform()) }
    let side = max(1, min(radius > 0 ? Int(1 / max(radius, 1e-9)) : 1 << 30, Int(Reproducible.sqrt(Double(count)))))
    func cell(_ point: SIMD2<Double>) -> SIMD2<Int> {
      SIMD2(min(side - 1, Int(point.x * Double(side))), min(side - 1, Int(point.y * Double(side))))
    }
    var members = [[Int32]](repeating: [], count: side * side)
    for (i, point) in points.enumerated() {
      let place = cell(point)
      members[place.y * side + place.x].append(Int32(i))
    }
    var edges: [(Int, Int)] = []
    for (i, point) in points.enumerated() {
      let place = cell(point)
      for y in max(0, place.y - 1)...min(side - 1, place.y + 1) {
        for x in max(0, place.x - 1)...min(side - 1, place.x + 1) {
          for j in members[y * side + x] where Int(j) < i {
            let way = point - points[Int(j)]
            if way.x * way.x + way.y * way.y <= radius * radius { edges.append((i, Int(j))) }
          }
        }
      }
      if edges.count > linksMax { return nil }
    }
    return Graph(nodeCount: count, edges: edges)
  }

  /// Every node linked to those 1, 2, 4, 8 … steps away on a ring: the static exponential graph, in which gossip needs
  /// about as many rounds as there are doublings (Ying et al. 2021).
  public static func exponential(_ count: Int) -> Graph {
    let steps = sequence(first: 1) { $0 * 2 }.prefix { $0 < count }
    return Graph(nodeCount: count, edges: steps.flatMap { step in (0..<count).map { ($0, ($0 + step) % count) } })
  }

  /// An overlay that knows the neighbourhood and has short cuts: each node links to the `near` nearest of a sample of
  /// nodes and to `far` random ones, over a ring that keeps it connected.
  ///
  /// - Parameters:
  ///   - sample: how many nodes are measured to find the near ones; all of them in a small network.
  ///   - distance: between two nodes, in any unit.
  /// - Complexity: O(*n* · `sample`)
  public static func local(
    _ count: Int, near: Int, far: Int, sample: Int = 512, random: RandomStream, distance: (Int, Int) -> Double
  ) -> Graph {
    var edges: [(Int, Int)] = []
    for node in 0..<count {
      edges.append((node, (node + 1) % count))
      var random = random.lane(UInt64(node))
      let others = count <= sample ? Array(0..<count) : (0..<sample).map { _ in random.below(count) }
      let nearest = others.filter { $0 != node }.map { (distance(node, $0), $0) }.sorted { $0 < $1 }.prefix(near)
      edges += nearest.map { (node, $0.1) }
      for _ in 0..<far { edges.append((node, random.below(count))) }
    }
    return Graph(nodeCount: count, edges: edges)
  }
}
