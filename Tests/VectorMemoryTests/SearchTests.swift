import Kernels
import Testing
import VectorMemory

/// A small index that answers by its graph.
private func graphIndex(_ metric: Metric = .cosine, dimension: Int = 16, code: Code? = nil, efSearch: Int = 64) -> VectorIndex {
  VectorIndex(.init(dimension: dimension, metric: metric, efConstruction: 100, efSearch: efSearch, exactBelow: 0, code: code))
}

@Suite struct VectorSearchTests {
  @Test(arguments: Metric.allCases, 0..<5 as Range<UInt64>)
  func `an exact search finds what brute force finds, with distances of the definition`(metric: Metric, seed: UInt64) throws {
    let dimension = [1, 3, 16, 100, 384][Int(seed)]
    let vectors = clusteredVectors(300, dimension: dimension, seed: seed), queries = clusteredVectors(10, dimension: dimension, seed: seed + 100)
    let index = VectorIndex(dimension: dimension, metric: metric)
    for (i, vector) in vectors.enumerated() { try index.insert(Int64(i), vector) }
    for query in queries {
      let reference = vectors.map { referenceDistance(metric, query, $0) }
      let scale = metric == .cosine ? 1 : max(1, reference.map(abs).max()!)
      let found = try index.search(query, count: 10, isExact: true)
      for neighbour in found { #expect(abs(Double(neighbour.distance) - reference[Int(neighbour.id)]) <= 2e-6 * scale) }
      let bound = reference.sorted()[9]
      #expect(found.count == 10 && found.allSatisfy { reference[Int($0.id)] <= bound + 4e-6 * scale })
      #expect(found == found.sorted())
    }
  }

  @Test(arguments: Metric.allCases, 0..<5 as Range<UInt64>)
  func `the order of insertion is irrelevant to an exact search`(metric: Metric, seed: UInt64) throws {
    var vectors = Array(clusteredVectors(400, dimension: 12, centres: 5, seed: seed).enumerated())
    vectors += vectors.prefix(40).map { (offset: $0.offset + 1_000, element: $0.element) }  // as near, to the last bit
    var random = RandomStream(seed: seed, "test", "order")
    func answers() throws -> [[Neighbour]] {
      let index = VectorIndex(dimension: 12, metric: metric)
      for (id, vector) in vectors { try index.insert(Int64(id), vector) }
      return try vectors.sorted { $0.offset < $1.offset }.prefix(30).map { try index.search($0.element, count: 7) }
    }
    let first = try answers()
    vectors.shuffle(using: &random)
    #expect(try answers() == first)
  }

  @Test(arguments: Metric.allCases, Code.allCases)
  func `the graph finds 95 of 100 nearest, with the distances of the scan`(metric: Metric, code: Code) throws {
    let index = graphIndex(metric, code: code)
    for (i, vector) in clusteredVectors(2_000, dimension: 16, seed: 1).enumerated() { try index.insert(Int64(i), vector) }
    let queries = clusteredVectors(100, dimension: 16, seed: 1).map { $0.map { $0 * 1.1 } }
    let recall = try index.measuredRecall(queries)
    print("recall@10 of 2,000, \(metric), \(code): \(recall)")
    #expect(recall >= 0.95)
    for query in queries.prefix(20) {
      let exact = Dictionary(uniqueKeysWithValues: try index.search(query, count: 2_000, isExact: true).map { ($0.id, $0.distance) })
      for found in try index.search(query, count: 10) { #expect(found.distance == exact[found.id]) }
    }
  }

  @Test(arguments: [false, true])
  func `what was removed is never found, and what was updated is found where it went`(isExact: Bool) throws {
    let index = graphIndex()
    var vectors = clusteredVectors(1_500, dimension: 16, seed: 2)
    for (i, vector) in vectors.enumerated() { try index.insert(Int64(i), vector) }
    _ = try index.search(vectors[0], count: 1)  // the graph is built of them all
    var random = RandomStream(seed: 2, "test", "removal")
    var removed: Set<Int64> = []
    for _ in 0..<300 {
      let id = Int64(random.below(vectors.count))
      if removed.insert(id).inserted { #expect(try index.remove(id)) }
      let found = try index.search(vectors[Int(id)], count: 10, isExact: isExact)
      #expect(found.count == 10 && found.allSatisfy { !removed.contains($0.id) })
    }
    let moved = clusteredVectors(200, dimension: 16, seed: 77)
    for (i, vector) in moved.enumerated() where !removed.contains(Int64(i)) {
      vectors[i] = vector
      try index.update(Int64(i), vector)
      let nearest = try index.search(vector, count: 1, isExact: isExact)
      #expect(nearest[0].id == Int64(i) && nearest[0].distance < 1e-5)
    }
  }

  /// Every vector replaced three times over, by removal and insertion and by update.
  @Test(arguments: [Code.int8, .float32])
  func `churn keeps the recall`(code: Code) throws {
    let index = graphIndex(code: code, efSearch: 48)
    let count = 800
    for (i, vector) in clusteredVectors(count, dimension: 16, seed: 3).enumerated() { try index.insert(Int64(i), vector) }
    var random = RandomStream(seed: 3, "test", "churn")
    var next = Int64(count)
    for epoch in 0..<3 as Range<UInt64> {
      for (i, vector) in clusteredVectors(count, dimension: 16, seed: 30 + epoch).enumerated() {
        let victim = index.ids[random.below(index.count)]
        if i % 2 == 0 {
          try index.remove(victim)
          try index.insert(next, vector)
          next += 1
        } else {
          try index.update(victim, vector)
        }
        if i % 100 == 0 { _ = try index.search(vector, count: 1) }
      }
      let recall = try index.measuredRecall(clusteredVectors(100, dimension: 16, seed: 30 + epoch).map { $0.map { $0 * 1.2 } })
      print("recall@10 after \(epoch + 1) changes of everything, \(code): \(recall)")
      #expect(index.count == count && recall >= 0.95)
    }
  }

  @Test(arguments: [0.01, 0.1, 0.5], [Metric.cosine, .l2])
  func `a filtered search finds nothing forbidden and 95 of 100 of the allowed`(share: Double, metric: Metric) throws {
    let index = graphIndex(metric)
    var random = RandomStream(seed: 5, "test", "filter")
    let vectors = clusteredVectors(4_000, dimension: 16, seed: 5)
    var allowed: [Int64] = []
    for (i, vector) in vectors.enumerated() {
      let isAllowed = random.uniform() < share
      if isAllowed { allowed.append(Int64(i)) }
      try index.insert(Int64(i), vector, tag: isAllowed ? "yes" : i % 2 == 0 ? "no" : nil)
    }
    let queries = vectors.prefix(100).map { $0.map { $0 * 1.3 } }
    let members = Set(allowed)
    for filter in [VectorIndex.Filter.tag("yes"), .ids(allowed + [-1, 99_999]), .condition { id, _ in members.contains(id) }] {
      for query in queries {
        let found = try index.search(query, count: 10, filter: filter)
        #expect(found.count == 10 && found.allSatisfy { members.contains($0.id) })
      }
      let recall = try index.measuredRecall(queries, filter: filter)
      print("recall@10 of the \(share) allowed, \(metric): \(recall)")
      #expect(recall >= 0.95)
    }
  }

  @Test func `the same calls give the same answers, and another seed another graph`() throws {
    let vectors = clusteredVectors(3_000, dimension: 16, centres: 3_000, seed: 6)
    func answers(seed: UInt64) throws -> [[Int64]] {
      let index = VectorIndex(.init(dimension: 16, efConstruction: 20, efSearch: 2, exactBelow: 0, seed: seed))
      for (i, vector) in vectors.enumerated() { try index.insert(Int64(i), vector) }
      return try vectors.prefix(100).map { try index.search($0.map { -$0 }, count: 2).map(\.id) }
    }
    let first = try answers(seed: 1)
    #expect(try answers(seed: 1) == first)
    #expect(try answers(seed: 2) != first)
  }

  @Test func `many queries at once are answered as one by one`() throws {
    for exactBelow in [0, 10_000] {
      let index = VectorIndex(.init(dimension: 16, exactBelow: exactBelow))
      let vectors = clusteredVectors(1_000, dimension: 16, seed: 8)
      for (i, vector) in vectors.enumerated() { try index.insert(Int64(i), vector) }
      let queries = Array(vectors.prefix(50).joined())
      let all = try queries.withUnsafeBufferPointer { try index.search(all: $0, count: 5) }
      #expect(try all == vectors.prefix(50).map { try index.search($0, count: 5) })
    }
  }
}
