import Kernels
import Testing
import Topology

private func reproducible(_ make: (inout RandomStream) -> Graph) -> Graph {
  var first = RandomStream(seed: 7, "graph"), second = RandomStream(seed: 7, "graph")
  let graph = make(&first)
  #expect(graph == make(&second))
  for node in 0..<graph.nodeCount {
    #expect(graph[node].elementsEqual(Set(graph[node]).sorted()), "sorted, without repeats")
    #expect(!graph[node].contains(Int32(node)), "no loops")
    for other in graph[node] { #expect(graph[Int(other)].contains(Int32(node)), "undirected") }
  }
  return graph
}

@Test(arguments: [3, 4, 8])
func `a regular graph is regular and connected`(degree: Int) {
  let graph = reproducible { .regular(200, degree: degree, random: &$0) }
  #expect((0..<200).allSatisfy { graph.degree($0) == degree })
  #expect(graph.isConnected)
}

@Test func `a regular graph is found at every degree a small network allows`() {
  for count in 1...12 {
    for degree in 0..<count where count * degree % 2 == 0 {
      for seed in 0..<20 {
        var random = RandomStream(seed: UInt64(seed), "graph")
        let graph = Graph.regular(count, degree: degree, random: &random)
        #expect((0..<count).allSatisfy { graph.degree($0) == degree })
      }
    }
  }
}

@Test func `a small world is nearer than its ring`() {
  let ring = reproducible { _ in .ring(200) }
  let world = reproducible { .smallWorld(200, degree: 4, rewiring: 0.2, random: &$0) }
  #expect(ring.diameter == 100)
  #expect(world.diameter! < 30)
  #expect(world.spectralGap() > 10 * ring.spectralGap())
}

@Test func `preferential attachment grows hubs`() {
  let graph = reproducible { .scaleFree(500, links: 2, random: &$0) }
  #expect(graph.isConnected)
  #expect((0..<500).map(graph.degree).max()! > 25)
}

@Test func `an overlay prefers the near and keeps everybody connected`() {
  let graph = reproducible { random in
    .local(300, near: 4, far: 1, random: random) { abs(Double($0) - Double($1)) }
  }
  #expect(graph.isConnected)
  let near = (0..<300).flatMap { node in graph[node].map { abs(Int($0) - node) } }.filter { $0 <= 4 }.count
  #expect(Double(near) / Double(graph.neighbours.count) > 0.5)
}

/// The Metropolis matrix of a complete graph averages at once; a ring of n has λ₂ = 1 − (2/3)(1 − cos 2π/n).
@Test func `spectral gaps agree with the closed forms`() {
  #expect(abs(Graph.complete(10).spectralGap() - 1) < 1e-9)
  let expected = 2.0 / 3 * (1 - 0.9510565162951535)  // cos(2π/20)
  #expect(abs(Graph.ring(20).spectralGap(iterations: 20_000) - expected) < 1e-6)
  #expect(Graph(nodeCount: 4, edges: [(0, 1), (2, 3)]).spectralGap() < 1e-9)
}

@Test(arguments: [1, 7, 50, 1_000])
func `neighbourhoods are connected, bounded, and cover the graph`(size: Int) {
  let graph = reproducible { .smallWorld(300, degree: 6, rewiring: 0.1, random: &$0) }
  let group = graph.neighbourhoods(size: size)
  #expect(group.allSatisfy { $0 >= 0 })
  for g in Set(group) {
    let members = (0..<300).filter { group[$0] == g }
    #expect(members.count <= size)
    let place = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, $0) })
    let inner = Graph(nodeCount: members.count, edges: members.flatMap { a in graph[a].compactMap { b in place[Int(b)].map { (place[a]!, $0) } } })
    #expect(inner.isConnected)
  }
}
