import Kernels
import Testing
import VectorMemory

@Suite struct VectorContentTests {
  @Test(arguments: Metric.allCases)
  func `a vector is given back as it was, until it is updated or removed`(metric: Metric) throws {
    let index = VectorIndex(dimension: 3, metric: metric)
    try index.insert(7, [3, 4, 0], tag: "a")
    try index.insert(-2, [0, 1, 0])
    #expect(index.count == 2 && index.contains(7) && index.ids == [7, -2])
    #expect(try index.vector(7) == [3, 4, 0] && index.tag(7) == "a" && index.tag(-2) == nil)
    try index.update(7, [0, 0, 1])
    #expect(try index.vector(7) == [0, 0, 1] && index.tag(7) == "a")
    try index.setTag(7, "b")
    #expect(try index.tag(7) == "b")
    #expect(try index.remove(7) && !index.remove(7) && !index.contains(7))
    #expect(throws: VectorError.absent(7)) { try index.vector(7) }
    #expect(throws: VectorError.absent(7)) { try index.update(7, [0, 0, 1]) }
    #expect(throws: VectorError.present(-2)) { try index.insert(-2, [0, 0, 1]) }
    #expect(try index.search([0, 1, 0], count: 5).map(\.id) == [-2])
  }

  @Test(arguments: [[1, 2], [], [1, 2, 3, 4], [.nan, 0, 0], [.infinity, 0, 0], [4e18, 0, 0], [3e38, 3e38, 0]] as [[Float]], Metric.allCases)
  func `a vector of another size, not finite or too long is refused and changes nothing`(vector: [Float], metric: Metric) throws {
    let index = VectorIndex(dimension: 3, metric: metric)
    try index.insert(1, [1, 2, 3])
    #expect(throws: VectorError.self) { try index.insert(2, vector) }
    #expect(throws: VectorError.self) { try index.update(1, vector) }
    #expect(throws: VectorError.self) { try index.search(vector, count: 1) }
    #expect(try index.count == 1 && index.vector(1) == [1, 2, 3])
  }

  @Test func `a vector without a direction has no cosine, but a distance`() throws {
    #expect(throws: VectorError.noDirection) { try VectorIndex(dimension: 2).insert(1, [0, 0]) }
    #expect(throws: VectorError.noDirection) { try VectorIndex(dimension: 2).insert(1, [1e-30, 0]) }
    for metric in [Metric.l2, .innerProduct] {
      let index = VectorIndex(dimension: 2, metric: metric)
      try index.insert(1, [0, 0])
      #expect(try index.search([0, 0], count: 1) == [Neighbour(id: 1, distance: metric == .l2 ? 0 : 1)])
    }
  }

  @Test func `nothing is found among nothing`() throws {
    let index = VectorIndex(dimension: 2)
    #expect(try index.search([1, 0], count: 3).isEmpty)
    try index.insert(1, [1, 0])
    #expect(try index.search([1, 0], count: 0).isEmpty)
    #expect(try index.search([1, 0], count: 3, filter: .tag("none")).isEmpty)
    try index.remove(1)
    #expect(try index.search([1, 0], count: 3).isEmpty && index.count == 0)
  }

  /// Slots are taken again: removing and inserting for ever holds no more memory.
  @Test func `memory follows the largest set there was, and what lives is kept when it shrinks`() throws {
    var random = RandomStream(seed: 4, "test", "churn")
    let index = VectorIndex(dimension: 8)
    var kept: [Int64: [Float]] = [:]
    var largest = 0
    for i in 0..<20_000 as Range<Int64> {
      let vector = (0..<8).map { _ in Float(random.normal()) }
      try index.insert(i, vector)
      kept[i] = vector
      if i >= 500, let victim = kept.keys.sorted().dropFirst(random.below(500)).first {
        try index.remove(victim)
        kept[victim] = nil
      }
      if i == 1_000 { largest = index.bytes }
    }
    #expect(index.bytes <= largest)
    for id in kept.keys.sorted().dropLast(20) {
      try index.remove(id)
      kept[id] = nil
    }
    #expect(index.count == 20)
    for (id, vector) in kept { #expect(try index.vector(id) == vector) }
  }
}
