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
  #expect(ring.diameter() == Diameter(hops: 100, isExact: true))
  #expect(world.diameter()!.hops < 30 && world.edgeCount == ring.edgeCount * 2)
  #expect(world.spectralGap().value > 10 * ring.spectralGap().value)
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

@Test func `tiny networks have answers`() {
  #expect(Graph.ring(1).edgeCount == 0 && Graph.ring(2).edgeCount == 1 && Graph.ring(3).edgeCount == 3)
  #expect(Graph.complete(1).edgeCount == 0 && Graph.complete(2).edgeCount == 1 && Graph.complete(0).nodeCount == 0)
  #expect(Graph.exponential(1).edgeCount == 0 && Graph.exponential(2).edgeCount == 1)
  for count in 1...6 {
    for links in 0...8 {
      var random = RandomStream(seed: 1, "graph")
      let graph = Graph.scaleFree(count, links: links, random: &random)
      #expect(graph.nodeCount == count && (graph.isConnected || links == 0))
    }
    for degree in stride(from: 0, to: count, by: 2) {
      for rewiring in [0, 0.5, 1] {
        var random = RandomStream(seed: 1, "graph")
        #expect(Graph.smallWorld(count, degree: degree, rewiring: rewiring, random: &random).edgeCount == count * degree / 2)
      }
    }
  }
}

@Test func `a random geometric graph links exactly the near pairs`() {
  for seed in 0..<40 as Range<UInt64> {
    for radius in [0, 0.05, 0.2, 0.7, 1.5] {
      var random = RandomStream(seed: seed, "graph"), same = RandomStream(seed: seed, "graph")
      let graph = Graph.geometric(60, radius: radius, random: &random)!
      let points = (0..<60).map { _ in SIMD2(same.uniform(), same.uniform()) }
      let near = (0..<60).flatMap { i in (0..<i).filter { let way = points[i] - points[$0]; return way.x * way.x + way.y * way.y <= radius * radius }.map { (i, $0) } }
      #expect(graph == Graph(nodeCount: 60, edges: near), "seed \(seed), radius \(radius)")
    }
  }
  var random = RandomStream(seed: 1, "graph")
  #expect(Graph.geometric(500, radius: 1.5, linksMax: 1_000, random: &random) == nil)
}

@Test func `a network that lost nodes or was cut keeps its other links`() {
  let ring = Graph.ring(6)
  #expect(ring.without([0]).edges.map { [$0.0, $0.1] } == [[1, 2], [2, 3], [3, 4], [4, 5]])
  #expect(ring.cut([0, 1, 2]).edges.map { [$0.0, $0.1] } == [[0, 1], [1, 2], [3, 4], [4, 5]])
  #expect(ring.cut([0, 1, 2]).components().count == 2 && ring.without([0, 3]).components().count == 4)
}
