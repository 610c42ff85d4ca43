import Kernels
import Swarm
import Testing

@Suite struct RecallTests {
  @Test func `a rare but exact pattern is recalled before a common one that is merely like it`() throws {
    let memory = MemoryFixture.memory(radius: 0.1, dimension: 2)
    for _ in 0..<100 { try memory.record([1, 0]) }
    try memory.record([0.6, 0.8])
    memory.consolidate()
    let found = try memory.recall([0.6, 0.8])
    #expect(found.count == 2 && abs(found[0].similarity - 1) < 1e-6 && found[0].pattern.count == 1)
    #expect(found[0].confidence < found[1].confidence)
  }

  @Test func `confidence comes from number, quality and age, not from the share of a batch`() throws {
    func confidence(count: Int, quality: Double = 1, others: Int = 0, now: Int64 = 0) throws -> Double {
      let memory = MemoryFixture.memory(dimension: 2)
      for _ in 0..<count { try memory.record([1, 0], quality: quality) }
      for _ in 0..<others { try memory.record([0, 1]) }
      memory.consolidate()
      return try memory.recall([1, 0], count: 1, now: now)[0].confidence
    }
    #expect(try confidence(count: 20) > confidence(count: 2))
    #expect(try confidence(count: 20) > confidence(count: 20, quality: 0.5))
    #expect(try confidence(count: 20) > confidence(count: 20, now: 3_600_000_000))
    #expect(try confidence(count: 20, others: 200) == confidence(count: 20))
  }

  @Test func `it names who did well at similar tasks, not who was asked most`() throws {
    let memory = MemoryFixture.memory()
    var random = RandomStream(seed: 7, "test", "nodes")
    for i in 0..<60 {
      try memory.record(MemoryFixture.example(of: 1, &random), node: i % 6 == 0 ? 4 : 9, quality: i % 6 == 0 ? 0.95 : 0.2, latency: 2_000)
      try memory.record(MemoryFixture.example(of: 2, &random), node: 9, quality: 1)
    }
    memory.consolidate()
    let query = MemoryFixture.example(of: 1, &random)
    let nodes = memory.nodes(in: try memory.recall(query, count: 1), now: 0)
    #expect(nodes.map(\.node) == [4, 9])
    #expect(abs(nodes[0].quality - 0.95) < 1e-9 && abs(nodes[1].quality - 0.2) < 1e-9)
    #expect(nodes[0].confidence < nodes[1].confidence && nodes[1].confidence < 1)
    #expect(abs(Reproducible.exp(nodes[0].evidence.mean) - 2_000) < 1e-6)
  }

  @Test func `a pattern keeps a bounded number of nodes, the strongest`() throws {
    let memory = MemoryFixture.memory(dimension: 2)
    for i in 0..<400 { try memory.record([1, 0], node: i % 2 == 0 ? 7 : Int32(100 + i), quality: 0.5, time: Int64(i)) }
    memory.consolidate()
    let nodes = memory.patterns[0].nodes
    #expect(nodes.count == Pattern.nodesMax && nodes.contains { $0.node == 7 && $0.outcomes > 190 })
    #expect(nodes.map(\.node) == nodes.map(\.node).sorted())
  }

  @Test func `what is known of a node fades`() throws {
    let memory = MemoryFixture.memory(dimension: 2)
    for _ in 0..<20 { try memory.record([1, 0], node: 3) }
    memory.consolidate()
    func observations(at now: Int64) throws -> Double {
      memory.nodes(in: try memory.recall([1, 0], now: now), now: now).first?.evidence.successes ?? 0
    }
    #expect(try observations(at: 0) > observations(at: 1_800_000_000))
    #expect(try observations(at: .max) < 1e-9)
  }

  @Test func `ring and patterns are bounded, and the least trusted is forgotten`() throws {
    let memory = MemoryFixture.memory(patterns: 4, radius: 0.01)
    var random = RandomStream(seed: 3, "test", "bound")
    for i in 0..<500 {
      try memory.record(MemoryFixture.example(of: i, &random), quality: i == 7 ? 1 : 0.1)
      #expect(memory.episodes.count <= 32 && memory.patterns.count <= 4)
    }
    memory.consolidate()
    #expect(memory.patterns.contains { $0.quality == 1 })
  }

  @Test func `patterns nobody trusts any more are forgotten, and nothing recalls them`() throws {
    let memory = MemoryFixture.memory(dimension: 2)
    for i in 0..<20 { try memory.record([1, 0], time: Int64(i)) }
    try memory.record([0, 1], time: 40_000_000_000)
    memory.consolidate()
    #expect(memory.forget(now: 40_000_000_000) == 1)
    #expect(try memory.recall([1, 0], now: 40_000_000_000).map(\.pattern.count) == [1])
    #expect(memory.forget(now: 40_000_000_000) == 0)
  }

  @Test func `the policy in force decides what is trusted and what is forgotten`() throws {
    let rule = MemoryRule()
    let memory = CollectiveMemory(.init(dimension: 2), rule: rule)
    try memory.record([1, 0], node: 1)
    memory.consolidate()
    rule.slot.use(NativePolicyFixture.memory { 0.25 })
    #expect(try memory.recall([1, 0])[0].confidence == 0.25)
    rule.slot.use(NativePolicyFixture.memory { 0 })
    #expect(memory.nodes(in: try memory.recall([1, 0]), now: 0).isEmpty)
    #expect(memory.forget(now: 0) == 1)
  }

  @Test(arguments: [[0, 0], [Float.nan, 1], [.infinity, 0], [1, 2, 3], []] as [[Float]])
  func `an embedding without a direction is refused`(embedding: [Float]) throws {
    let memory = MemoryFixture.memory(dimension: 2)
    try memory.record([1, 0])
    memory.consolidate()
    #expect(throws: SwarmError.self) { try memory.record(embedding) }
    #expect(throws: SwarmError.self) { try memory.recall(embedding) }
    #expect(memory.patterns.count == 1 && memory.episodes.count == 1 && memory.pendingCount == 0)
  }

  @Test(arguments: [(-0.1, 0, 0), (1.1, 0, 0), (.nan, 0, 0), (1, -1, 0), (1, 0, -1)] as [(Double, Int64, Int64)])
  func `an impossible outcome is refused`(quality: Double, latency: Int64, time: Int64) throws {
    let memory = MemoryFixture.memory(dimension: 2)
    #expect(throws: SwarmError.self) { try memory.record([1, 0], quality: quality, latency: latency, time: time) }
    #expect(memory.episodes.isEmpty)
  }

  @Test func `an empty memory recalls nothing`() throws {
    #expect(try MemoryFixture.memory(dimension: 2).recall([1, 0]).isEmpty)
  }
}
