import Kernels
import Swarm
import Testing

@Suite struct GossipTests {
  /// Peers with episodes of their own, each of a few kinds.
  private func peers(_ count: Int, seed: UInt64) throws -> [CollectiveMemory] {
    var random = RandomStream(seed: seed, "test", "peers")
    return try (0..<count).map { owner in
      let memory = MemoryFixture.memory(owner: Int64(owner))
      for i in 0..<40 {
        try memory.record(MemoryFixture.example(of: random.below(6), &random), node: Int32(random.below(10)), quality: random.uniform(), time: Int64(i))
      }
      memory.consolidate()
      return memory
    }
  }

  private func answers(_ memory: CollectiveMemory, _ query: [Float]) throws -> ([Int64], [Double], [NodeRecollection]) {
    let found = try memory.recall(query, count: 8, now: 100)
    return (found.map { $0.origin << 32 | $0.pattern.id }, found.map(\.confidence), memory.nodes(in: found, now: 100))
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `repeated and circulating gossip changes nothing`(seed: UInt64) throws {
    let peers = try peers(4, seed: seed)
    for (a, b) in [(0, 1), (1, 2), (2, 3), (3, 0), (0, 2), (1, 3)] { _ = try peers[a].gossip(with: peers[b], now: 100) }
    var random = RandomStream(seed: seed, "test", "query")
    let query = MemoryFixture.example(of: 2, &random)
    let before = try answers(peers[0], query)
    var news = 0
    for _ in 0..<50 {
      let a = random.below(4), b = (a + 1 + random.below(3)) % 4
      news += try peers[a].gossip(with: peers[b], now: 100)
    }
    let after = try answers(peers[0], query)
    #expect(news <= 6 && before.0 == after.0 && before.1 == after.1 && before.2 == after.2)
    #expect(peers.allSatisfy { $0.reports.count == 3 })
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `after enough rounds all peers recall the same`(seed: UInt64) throws {
    let peers = try peers(8, seed: seed)
    // A ring: what the farthest knows takes four rounds.
    for _ in 0..<4 { for i in peers.indices { _ = try peers[i].gossip(with: peers[(i + 1) % 8], now: 100) } }
    var random = RandomStream(seed: seed, "test", "query")
    for kind in 0..<6 {
      let query = MemoryFixture.example(of: kind, &random)
      let first = try answers(peers[0], query)
      for peer in peers.dropFirst() {
        let other = try answers(peer, query)
        #expect(other.0 == first.0 && other.1 == first.1, "seed \(seed)")
      }
    }
  }

  @Test func `a newer report takes the place of the older, and an older one is no news`() throws {
    let peers = try peers(2, seed: 1)
    let old = peers[0].report
    #expect(try peers[1].hear(old, now: 100))
    for _ in 0..<40 { try peers[0].record([Float](repeating: 1, count: 16), time: 50) }
    peers[0].consolidate()
    #expect(try peers[1].hear(peers[0].report, now: 100))
    #expect(try !peers[1].hear(old, now: 100))
    #expect(peers[1].reports.map(\.version) == [peers[0].version])
  }

  @Test func `a peer's praise is bounded by the trust in it, however much it claims`() throws {
    func observations(claimed: Double, trust: Double) throws -> Double {
      let memory = MemoryFixture.memory(owner: 1, dimension: 2)
      var evidence = Evidence()
      (evidence.successes, evidence.count, evidence.mean) = (claimed, claimed, 1)
      let praise = NodeRecord(node: 6, evidence: evidence, qualities: claimed, time: 0)
      let pattern = Pattern(id: 1, count: claimed, quality: 1, latency: 1, spread: 0, time: 0, nodes: [praise])
      memory.trust(66, trust)
      try memory.hear(MemoryReport(origin: 66, version: 1, time: 0, dimension: 2, patterns: [pattern], centroids: [1, 0]), now: 0)
      return memory.nodes(in: try memory.recall([1, 0]), now: 0).first?.evidence.successes ?? 0
    }
    #expect(try observations(claimed: 1e9, trust: 1) <= 8)
    #expect(try observations(claimed: 1e9, trust: 0.25) <= 2)
    #expect(try observations(claimed: 1e9, trust: 0) == 0)
    #expect(try observations(claimed: 2, trust: 1) < observations(claimed: 1e9, trust: 1))
  }

  /// Own evidence outweighs a liar in the end, who can't.
  @Test func `a liar's favourite loses against what one saw oneself`() throws {
    let memory = MemoryFixture.memory(owner: 1, dimension: 2)
    var evidence = Evidence()
    (evidence.successes, evidence.count, evidence.mean) = (1e9, 1e9, 1)
    let praise = NodeRecord(node: 6, evidence: evidence, qualities: 1e9, time: 0)
    let pattern = Pattern(id: 1, count: 1e9, quality: 1, latency: 1, spread: 0, time: 0, nodes: [praise])
    try memory.hear(MemoryReport(origin: 66, version: 1, time: 0, dimension: 2, patterns: [pattern], centroids: [1, 0]), now: 0)
    for _ in 0..<40 { try memory.record([1, 0], node: 6, quality: 0.05) }
    for _ in 0..<40 { try memory.record([1, 0], node: 3, quality: 0.9) }
    memory.consolidate()
    #expect(memory.nodes(in: try memory.recall([1, 0]), now: 0).first?.node == 3)
  }

  @Test func `hostile reports are refused and change nothing`() throws {
    let memory = MemoryFixture.memory(owner: 1, dimension: 2)
    func report(
      origin: Int64 = 2, version: Int64 = 1, time: Int64 = 0, count: Double = 1, quality: Double = 1, latency: Double = 1, spread: Double = 0,
      moment: Int64 = 0, nodes: [NodeRecord] = [], centroids: [Float] = [1, 0], dimension: Int = 2
    ) throws -> MemoryReport {
      try MemoryReport(
        origin: origin, version: version, time: time, dimension: dimension,
        patterns: [Pattern(id: 1, count: count, quality: quality, latency: latency, spread: spread, time: moment, nodes: nodes)], centroids: centroids)
    }
    func record(_ node: Int32, _ successes: Double, mean: Double = 1, qualities: Double = 1) -> NodeRecord {
      var evidence = Evidence()
      (evidence.successes, evidence.count, evidence.mean) = (successes, successes, mean)
      return NodeRecord(node: node, evidence: evidence, qualities: qualities, time: 0)
    }
    let hostile: [() throws -> MemoryReport] = [
      { try report(count: 1e300) }, { try report(count: .nan) }, { try report(count: 0) }, { try report(count: -1) },
      { try report(quality: 1.5) }, { try report(quality: .nan) }, { try report(latency: .infinity) }, { try report(latency: -1) },
      { try report(spread: .nan) }, { try report(moment: 5) }, { try report(moment: -5) }, { try report(centroids: [.nan, 0]) },
      { try report(centroids: [.infinity, 0]) }, { try report(centroids: [3, 0]) }, { try report(centroids: [1, 0, 0]) }, { try report(centroids: []) },
      { try report(origin: -1) }, { try report(version: -1) }, { try report(time: -1) },
      { try report(nodes: [record(3, 1), record(3, 1)]) }, { try report(nodes: [record(4, 1), record(3, 1)]) }, { try report(nodes: [record(-1, 1)]) },
      { try report(nodes: [record(3, 1e300, qualities: 1e300)]) }, { try report(nodes: [record(3, .nan)]) }, { try report(nodes: [record(3, 1, qualities: 9)]) },
      { try report(nodes: [record(3, 1, mean: 1e9)]) }, { try report(nodes: (0..<17).map { record($0, 1) }) },
    ]
    for (i, make) in hostile.enumerated() { #expect(throws: SwarmError.self, "\(i)") { _ = try make() } }
    // Sound in itself, and yet not to be taken.
    #expect(throws: SwarmError.self) { _ = try memory.hear(report(centroids: [1], dimension: 1), now: 0) }
    #expect(throws: SwarmError.self) { _ = try memory.hear(report(time: 10), now: 9) }
    #expect(throws: SwarmError.self) { _ = try memory.hear(report(origin: 1, version: 7), now: 0) }
    #expect(memory.reports.isEmpty)
    #expect(try memory.hear(report(), now: 0))
  }

  @Test func `the number of peers is bounded, and the longest silent is let go`() throws {
    let memory = CollectiveMemory(.init(dimension: 2, owner: 1_000, originsMax: 4))
    for origin in 0..<20 as Range<Int64> {
      _ = try memory.hear(MemoryReport(origin: origin, version: 1, time: origin, dimension: 2, patterns: [], centroids: []), now: 100)
      #expect(memory.reports.count <= 4)
    }
    #expect(memory.reports.map(\.origin) == [16, 17, 18, 19])
  }
}
