import Kernels
import Swarm
import Testing

@Suite struct CollectiveMemoryTests {
  private func memory(patterns: Int = 64, radius: Double = 0.3, dimension: Int = 16) -> CollectiveMemory {
    CollectiveMemory(.init(dimension: dimension, episodesMax: 32, patternsMax: patterns, radius: radius))
  }

  private func record(_ memory: CollectiveMemory, _ embedding: [Float], quality: Double = 1, latency: Int64 = 1_000, time: Int64 = 0) throws {
    try embedding.withUnsafeBufferPointer { try memory.record($0, Episode(quality: quality, latency: latency, time: time)) }
  }

  private func recall(_ memory: CollectiveMemory, _ query: [Float], count: Int = 3, now: Int64 = 0) throws -> [Recollection] {
    try query.withUnsafeBufferPointer { try memory.recall($0, count: count, now: now) }
  }

  /// Around one of a few random directions.
  private func example(of kind: Int, _ random: inout RandomStream) -> [Float] {
    var centre = RandomStream(seed: UInt64(kind), "test", "centre")
    return (0..<16).map { _ in Float(centre.normal() + 0.15 * random.normal()) }
  }

  @Test func `similar episodes become one pattern with their means`() throws {
    let memory = memory(dimension: 2)
    for i in 0..<100 { try record(memory, [1, Float(i % 2) * 0.1], quality: i % 2 == 0 ? 1 : 0.5, latency: i % 2 == 0 ? 100 : 300) }
    memory.consolidate()
    #expect(memory.patterns.count == 1)
    #expect(memory.patterns[0].count == 100)
    #expect(abs(memory.patterns[0].quality - 0.75) < 1e-9 && abs(memory.patterns[0].latency - 200) < 1e-6)
  }

  /// Appending a batch's clusters to what is there would give ten patterns a kind.
  @Test func `batches of the same kinds add no patterns`() throws {
    let memory = memory()
    var random = RandomStream(seed: 2, "test", "memory")
    for i in 0..<1_000 { try record(memory, example(of: i % 5, &random)) }
    memory.consolidate()
    #expect(memory.patterns.count == 5)
    #expect(memory.patterns.reduce(0) { $0 + $1.count } == 1_000)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `the same stream in another order gives the same clusters`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, "test", "order")
    var stream = (0..<200).map { (kind: $0 % 5, example: example(of: $0 % 5, &random)) }
    func counts() throws -> [Double] {
      let memory = memory()
      for episode in stream { try record(memory, episode.example) }
      memory.consolidate()
      return memory.patterns.map(\.count).sorted()
    }
    let first = try counts()
    for i in stride(from: stream.count - 1, to: 0, by: -1) { stream.swapAt(i, random.below(i + 1)) }
    let second = try counts()
    #expect(second == first)
  }

  @Test func `ring and patterns are bounded, and the least trusted is forgotten`() throws {
    let memory = memory(patterns: 4, radius: 0.01)
    var random = RandomStream(seed: 3, "test", "bound")
    for i in 0..<500 {
      try record(memory, example(of: i, &random), quality: i == 7 ? 1 : 0.1)
      #expect(memory.episodes.count <= 32 && memory.patterns.count <= 4)
    }
    memory.consolidate()
    #expect(memory.patterns.contains { $0.quality == 1 })
  }

  @Test func `a rare but exact pattern is recalled before a common one that is merely like it`() throws {
    let memory = memory(radius: 0.1, dimension: 2)
    for _ in 0..<100 { try record(memory, [1, 0]) }
    try record(memory, [0.6, 0.8])
    memory.consolidate()
    let found = try recall(memory, [0.6, 0.8])
    #expect(found.count == 2 && abs(found[0].similarity - 1) < 1e-6 && found[0].pattern.count == 1)
    #expect(found[0].confidence < found[1].confidence)
  }

  @Test func `confidence comes from number, quality and age, not from the share of a batch`() throws {
    func confidence(count: Int, quality: Double = 1, others: Int = 0, now: Int64 = 0) throws -> Double {
      let memory = memory(dimension: 2)
      for _ in 0..<count { try record(memory, [1, 0], quality: quality) }
      for _ in 0..<others { try record(memory, [0, 1]) }
      memory.consolidate()
      return try recall(memory, [1, 0], count: 1, now: now)[0].confidence
    }
    #expect(try confidence(count: 20) > confidence(count: 2))
    #expect(try confidence(count: 20) > confidence(count: 20, quality: 0.5))
    #expect(try confidence(count: 20) > confidence(count: 20, now: 3_600_000_000))
    #expect(try confidence(count: 20, others: 200) == confidence(count: 20))
  }

  @Test(arguments: [[0, 0], [Float.nan, 1], [.infinity, 0], [1, 2, 3], []] as [[Float]])
  func `an embedding without a direction is refused`(embedding: [Float]) throws {
    let memory = memory(dimension: 2)
    try record(memory, [1, 0])
    memory.consolidate()
    #expect(throws: SwarmError.self) { try record(memory, embedding) }
    #expect(throws: SwarmError.self) { try recall(memory, embedding) }
    #expect(memory.patterns.count == 1 && memory.episodes.isEmpty)
  }

  @Test func `an empty memory recalls nothing`() throws {
    #expect(try recall(memory(dimension: 2), [1, 0]).isEmpty)
  }
}
