import Kernels
import Swarm
import Testing

@Suite struct ClusteringTests {
  @Test func `similar episodes become one pattern with their means`() throws {
    let memory = MemoryFixture.memory(dimension: 2)
    for i in 0..<100 { try memory.record([1, Float(i % 2) * 0.1], quality: i % 2 == 0 ? 1 : 0.5, latency: i % 2 == 0 ? 100 : 300) }
    memory.consolidate()
    #expect(memory.patterns.count == 1)
    #expect(memory.patterns[0].count == 100)
    #expect(abs(memory.patterns[0].quality - 0.75) < 1e-9 && abs(memory.patterns[0].latency - 200) < 1e-6)
  }

  /// Appending a batch's clusters to what is there would give ten patterns a kind.
  @Test func `batches of the same kinds add no patterns`() throws {
    let memory = MemoryFixture.memory()
    var random = RandomStream(seed: 2, "test", "memory")
    for i in 0..<1_000 { try memory.record(MemoryFixture.example(of: i % 5, &random)) }
    memory.consolidate()
    #expect(memory.patterns.count == 5)
    #expect(memory.patterns.reduce(0) { $0 + $1.count } == 1_000)
  }

  @Test func `a pattern's spread is the mean distance of its episodes to its centroid`() throws {
    let memory = MemoryFixture.memory(episodes: 200)
    var random = RandomStream(seed: 4, "test", "spread")
    let examples = (0..<200).map { _ in MemoryFixture.example(of: 1, &random) }
    for example in examples { try memory.record(example) }
    memory.consolidate()
    #expect(memory.patterns.count == 1)
    let mean = try examples.reduce(0.0) { try $0 + 1 - memory.recall($1, count: 1)[0].similarity } / 200
    #expect(abs(memory.patterns[0].spread - mean) < 1e-4, "\(memory.patterns[0].spread) against \(mean)")
  }

  /// Kinds far apart come out alike in any order; overlapping ones within an adjusted Rand index of 0.9, after replay.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `the same stream in another order gives the same clusters`(seed: UInt64) throws {
    for (noise, radius, least) in [(0.15, 0.3, 1.0), (0.45, 0.45, 0.9)] {
      var random = RandomStream(seed: seed, "test", "order")
      var stream = (0..<240).map { MemoryFixture.example(of: $0 % 6, &random, noise: noise) }
      let things = stream
      func labels() throws -> [Int64?] {
        let memory = MemoryFixture.memory(radius: radius, episodes: 240)
        for example in stream { try memory.record(example) }
        memory.replay(2_000, seed: seed)
        return try things.map { try memory.pattern(of: $0).map { memory.clusters[$0] } }
      }
      let first = try labels()
      stream.shuffle(using: &random)
      let second = try labels()
      let agreement = ClusterAgreement(labels: first, truth: second.map { $0 ?? -1 })
      #expect(agreement.adjustedRand >= least, "noise \(noise), seed \(seed)")
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `replay moves episodes and counts none twice`(seed: UInt64) throws {
    let memory = MemoryFixture.memory(radius: 0.5, episodes: 128)
    var random = RandomStream(seed: seed, "test", "replay")
    for i in 0..<128 {
      try memory.record(MemoryFixture.example(of: random.below(8), &random, noise: 0.6), node: Int32(i % 5), quality: random.uniform(), time: Int64(i))
    }
    memory.consolidate()
    func sums() -> (Double, Double, Double) {
      memory.patterns.reduce((0, 0, 0)) { sum, pattern in
        (sum.0 + pattern.count, sum.1 + pattern.count * pattern.quality, sum.2 + pattern.nodes.reduce(0) { $0 + $1.outcomes })
      }
    }
    let before = sums()
    for round in 0..<4 { memory.replay(200, seed: seed + UInt64(round)) }
    let after = sums()
    #expect(abs(before.0 - after.0) < 1e-9 && abs(before.1 - after.1) < 1e-6 && abs(before.2 - after.2) < 1e-6, "\(before) \(after)")
    #expect(memory.episodes.count == 128)
  }

  @Test func `noise does not become a pattern until it is dense`() throws {
    let memory = MemoryFixture.memory(clustering: .density(minimum: 4))
    var random = RandomStream(seed: 5, "test", "noise")
    for i in 0..<300 {
      // Three kinds, and every third episode is like no other.
      try memory.record(MemoryFixture.example(of: i % 3 == 2 ? 1_000 + i : i % 2, &random))
      if i == 4 { memory.consolidate() }
      if i == 4 { #expect(memory.patterns.isEmpty && memory.outlierCount > 0) }
    }
    memory.consolidate()
    #expect(memory.patterns.count == 2)
    #expect(memory.patterns.allSatisfy { $0.count >= 4 })
    #expect(memory.outlierCount > 0 && memory.outlierCount <= 64)
  }

  @Test func `by density, patterns that touch are one cluster`() throws {
    let memory = MemoryFixture.memory(radius: 0.1, dimension: 2, clustering: .density(minimum: 3))
    // A bow of directions, and one apart.
    for i in 0..<400 { try memory.record([Reproducible.cos(Double(i % 40) * 0.04), Reproducible.sin(Double(i % 40) * 0.04)].map { Float($0) }) }
    for _ in 0..<10 { try memory.record([-1, -1]) }
    memory.consolidate()
    #expect(memory.patterns.count == 3)
    #expect(Set(memory.clusters).count == 2)
  }

  @Test func `the adjusted Rand index is 1 for the same partition and near 0 by chance`() {
    #expect(ClusterAgreement(labels: [1, 1, 2, 2], truth: [7, 7, 5, 5]) == ClusterAgreement(labels: [5, 5, 9, 9], truth: [1, 1, 2, 2]))
    #expect(ClusterAgreement(labels: [1, 1, 2, 2], truth: [7, 7, 5, 5]).adjustedRand == 1)
    // The contingency table of Hubert & Arabie's formula by hand: Σ C(nij, 2) = 2, rows 6, columns 4, of 15 pairs.
    let agreement = ClusterAgreement(labels: [1, 1, 1, 2, 2, 2], truth: [1, 1, 2, 2, 3, 3])
    #expect(abs(agreement.adjustedRand - (2 - 6.0 * 3 / 15) / ((6.0 + 3) / 2 - 6.0 * 3 / 15)) < 1e-12)
    var random = RandomStream(seed: 6, "test", "rand")
    let chance = ClusterAgreement(labels: (0..<2_000).map { _ in Int64(random.below(5)) }, truth: (0..<2_000).map { _ in Int64(random.below(5)) })
    #expect(abs(chance.adjustedRand) < 0.01)
    #expect(ClusterAgreement(labels: [nil, nil], truth: [1, 1]).clusters == 2)
  }
}
