import Kernels
import Swarm
import Testing

@Suite struct PatternIndexTests {
  /// Three thousand patterns of one episode each, around a few hundred directions: more than are scanned.
  @Test(arguments: 0..<1 as Range<UInt64>)
  func `the ten patterns recalled by index are those of a scan, nearly always`(seed: UInt64) throws {
    let dimension = 32, count = 3_000
    let memory = CollectiveMemory(.init(dimension: dimension, episodesMax: 1_000, patternsMax: 10_000, radius: 1e-5))
    var random = RandomStream(seed: seed, "test", "index")
    let centres = (0..<300).map { _ in (0..<dimension).map { _ in Float(random.normal()) } }
    func example() -> [Float] { centres[random.below(300)].map { $0 + Float(0.5 * random.normal()) } }
    var units: [[Float]] = []
    for i in 0..<count {
      let example = example(), length = example.reduce(0) { $0 + $1 * $1 }.squareRoot()
      units.append(example.map { $0 / length })
      try memory.record(example, time: Int64(i))
    }
    memory.consolidate()
    #expect(memory.patterns.count == count)
    var found = 0
    for _ in 0..<20 {
      let query = example()
      let similarities = units.map { dot($0, query) }
      let scan = units.indices.sorted { similarities[$0] > similarities[$1] }.prefix(10).map { Int64($0) }
      found += Set(try memory.recall(query, count: 10).map(\.pattern.time)).intersection(scan).count
    }
    #expect(Double(found) / 200 >= 0.95, "recall@10 \(Double(found) / 200), seed \(seed)")
    // What was forgotten is never recalled, and what is new is.
    for _ in 0..<200 { try memory.record(centres[7], node: 3, time: 400_000_000_000) }
    memory.consolidate()
    #expect(memory.forget(now: 400_000_000_000) == count)
    #expect(try memory.recall(centres[7], count: 10, now: 400_000_000_000).map(\.pattern.count) == [200])
  }

  private func dot(_ a: [Float], _ b: [Float]) -> Float {
    a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { b in zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } } }
  }
}
