import Kernels
import Testing
import Topology

private func hypercube(_ dimensions: Int) -> Graph {
  Graph(nodeCount: 1 << dimensions, edges: (0..<1 << dimensions).flatMap { node in (0..<dimensions).map { (node, node ^ (1 << $0)) } })
}

private func star(_ leaves: Int) -> Graph { Graph(nodeCount: leaves + 1, edges: (1...leaves).map { (0, $0) }) }

/// Networks of all sorts, connected or not.
private func networks(_ seed: UInt64) -> [Graph] {
  var random = RandomStream(seed: seed, "test", "measures")
  let count = 2 + random.below(40)
  return [
    .ring(count), .complete(count), .exponential(count), star(count), hypercube(1 + random.below(5)),
    .smallWorld(count, degree: 2 * random.below((count + 1) / 2), rewiring: 0.2, random: &random),
    .scaleFree(count, links: random.below(4), random: &random), .geometric(count, radius: 0.3, random: &random)!,
  ]
}

@Suite struct SpectralGapTests {
  /// A ring of n has λ₂ = 1/3 + 2/3 cos 2π/n; a complete graph agrees at once; a star of n nodes has λ₂ = 1 − 1/n; a
  /// hypercube of d dimensions λ₂ = (d − 1) / (d + 1).
  @Test func `agree with the closed forms`() {
    for count in [3, 4, 10, 20, 101, 1_000] {
      let gap = Graph.ring(count).spectralGap()
      let expected = 2.0 / 3 * (1 - Reproducible.cos(2 * .pi / Double(count)))
      #expect(abs(gap.value - expected) <= max(1e-9, 1e-5 * expected), "ring of \(count): \(gap), expected \(expected)")
    }
    for count in [2, 3, 10, 200] { #expect(abs(Graph.complete(count).spectralGap().value - 1) < 1e-9, "\(count)") }
    for leaves in [2, 10, 99] { #expect(abs(star(leaves).spectralGap().value - 1 / Double(leaves + 1)) < 1e-9, "\(leaves)") }
    for d in 1...10 { #expect(abs(hypercube(d).spectralGap().value - 2 / Double(d + 1)) < 1e-9, "\(d)") }
  }

  @Test func `are 0 for a network in parts, and defined for none and one node`() {
    #expect(Graph(nodeCount: 4, edges: [(0, 1), (2, 3)]).spectralGap().value == 0)
    #expect(Graph.ring(1).spectralGap().value == 1 && Graph.complete(0).spectralGap().value == 1)
  }

  @Test func `tell how well they are known when the work is limited`() {
    let exact = 2.0 / 3 * (1 - Reproducible.cos(2 * .pi / 5_000))
    let rough = Graph.ring(5_000).spectralGap(work: 2_000_000)
    #expect(rough.value > exact && rough.residual > 1e-3 * rough.value && rough.value - exact <= rough.residual, "\(rough)")
  }
}

@Suite struct DistanceTests {
  @Test(arguments: 0..<60 as Range<UInt64>) func `the diameter is the longest distance there is`(seed: UInt64) {
    for graph in networks(seed) {
      let longest = (0..<graph.nodeCount).map { graph.distances(from: $0) }
      let expected = longest.contains { $0.contains(-1) } ? nil : Diameter(hops: Int(longest.map { $0.max()! }.max()!), isExact: true)
      #expect(graph.diameter() == expected)
      #expect((graph.components().count == 1) == graph.isConnected)
    }
  }

  @Test func `a diameter that takes too long is a lower bound`() {
    let rough = Graph.ring(10_001).diameter(work: 100_000)!
    #expect(!rough.isExact && rough.hops == 5_000)
    #expect(Graph.ring(1).diameter() == Diameter(hops: 0, isExact: true) && Graph.complete(0).diameter() == nil)
  }

  @Test(arguments: 0..<20 as Range<UInt64>) func `a path is as long as the distance, and each step a link`(seed: UInt64) {
    for graph in networks(seed) {
      let from = graph.distances(from: 0)
      for node in 0..<graph.nodeCount {
        guard let path = graph.path(from: 0, to: node) else {
          #expect(from[node] == -1)
          continue
        }
        #expect(path.first == 0 && path.last == node && path.count == Int(from[node]) + 1)
        for (a, b) in zip(path, path.dropFirst()) { #expect(graph[a].contains(Int32(b))) }
      }
    }
  }
}

@Suite struct ClusteringTests {
  @Test(arguments: 0..<40 as Range<UInt64>) func `agrees with counting every pair and triangle`(seed: UInt64) {
    for graph in networks(seed) {
      var local = 0.0, closed = 0, pairs = 0
      for node in 0..<graph.nodeCount where graph.degree(node) > 1 {
        let near = Array(graph[node])
        let linked = near.indices.reduce(0) { sum, i in sum + near[..<i].filter { graph[Int(near[i])].contains($0) }.count }
        local += Double(linked) / Double(near.count * (near.count - 1) / 2)
        closed += linked
        pairs += near.count * (near.count - 1) / 2
      }
      let found = graph.clustering()
      #expect(found.isExact && abs(found.local - local / Double(graph.nodeCount)) < 1e-12)
      #expect(abs(found.global - (pairs == 0 ? 0 : Double(closed) / Double(pairs))) < 1e-12)
    }
  }

  @Test func `is estimated from a sample where counting takes too long`() {
    var random = RandomStream(seed: 3, "test")
    let graph = Graph.smallWorld(20_000, degree: 10, rewiring: 0.1, random: &random)
    let all = graph.clustering(), some = graph.clustering(work: 400_000)
    #expect(all.isExact && !some.isExact && abs(all.local - some.local) < 0.05, "\(all) \(some)")
  }
}
