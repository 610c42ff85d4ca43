import Kernels
import Testing
import VectorMemory

@Suite struct VectorRecallTests {
  private func hardIndex() throws -> VectorIndex {
    let index = VectorIndex(.init(dimension: 32, m: 6, efConstruction: 30, efSearch: 1, exactBelow: 0))
    for (i, vector) in clusteredVectors(3_000, dimension: 32, centres: 3_000, seed: 41).enumerated() { try index.insert(Int64(i), vector) }
    return index
  }

  @Test func `tuning reaches the recall that is asked for, on queries it has not seen`() throws {
    let index = try hardIndex()
    let queries = Array(clusteredVectors(200, dimension: 32, centres: 3_000, seed: 42).joined())
    let before = try queries.withUnsafeBufferPointer { try index.recall($0, count: 10) }
    var widths: [Int] = []
    for wanted in [0.6, 0.9, 0.99] {
      let (ef, share) = try index.tune(recall: wanted, count: 10)
      let measured = try queries.withUnsafeBufferPointer { try index.recall($0, count: 10) }
      print("wanted \(wanted): ef \(ef), \(share) of the sample, \(measured) of others")
      #expect(share >= wanted && measured >= wanted - 0.03 && index.configuration.efSearch == ef)
      widths.append(ef)
    }
    #expect(before < 0.5 && widths == widths.sorted() && widths[2] > widths[0])
    let (_, own) = try queries.withUnsafeBufferPointer { try index.tune(recall: 0.95, count: 10, queries: $0) }
    #expect(try own == queries.withUnsafeBufferPointer { try index.recall($0, count: 10) } && own >= 0.95)
  }

  @Test func `the recall of an exact scan is 1, and leaves nothing to tune`() throws {
    let index = VectorIndex(dimension: 4)
    for (i, vector) in clusteredVectors(50, dimension: 4, seed: 43).enumerated() { try index.insert(Int64(i), vector) }
    #expect(try index.tune(recall: 0.99, count: 10) == (64, 1))
    #expect(try [1, 2, 3, 4].withUnsafeBufferPointer { try index.recall($0, count: 10) } == 1)
  }

  @Test func `many at once are all inserted, or none`() throws {
    let index = VectorIndex(dimension: 2)
    try index.insert(5, [1, 0])
    func insertAll(_ ids: [Int64], _ vectors: [Float], tags: [String?]? = nil) throws { try vectors.withUnsafeBufferPointer { try index.insert(ids, $0, tags: tags) } }
    #expect(throws: VectorError.present(5)) { try insertAll([1, 5], [1, 2, 3, 4]) }
    #expect(throws: VectorError.present(1)) { try insertAll([1, 1], [1, 2, 3, 4]) }
    #expect(throws: VectorError.notFinite) { try insertAll([1, 2], [1, 2, 3, .nan]) }
    #expect(throws: VectorError.tag(bytes: 1_001)) { try insertAll([1, 2], [1, 2, 3, 4], tags: [nil, String(repeating: "x", count: 1_001)]) }
    #expect(index.count == 1)
    try insertAll([1, 2], [1, 2, 3, 4], tags: ["a", nil])
    #expect(try index.count == 3 && index.vector(2) == [3, 4] && index.tag(1) == "a")
  }

  @Test func `a filter that changes what it is asked about is refused, and nothing has changed`() throws {
    let index = VectorIndex(dimension: 2)
    for i in 0..<200 as Range<Int64> { try index.insert(i, [Float(i), 1]) }
    #expect(throws: VectorError.asked) { try index.search([1, 1], count: 3, filter: .condition { id, _ in try index.remove(id) }) }
    #expect(index.count == 200)
    try index.remove(3)
    #expect(index.count == 199)
  }
}
