import Kernels
import Testing
import VectorMemory

/// Recall on real sentence embeddings: 5,500 of them, and others as queries.
@Suite struct SentenceRecallTests {
  @Test(arguments: ["as stored", "shuffled", "sorted by class"])
  func `the graph finds 95 of 100 nearest sentences, whatever order they came in`(order: String) throws {
    var rows = Array(stride(from: 0, to: sentences.count, by: 4))
    var random = RandomStream(seed: 9, "test", "order")
    switch order {
    case "shuffled": rows.shuffle(using: &random)
    case "sorted by class": rows.sort { (sentences.intent($0) ?? -1, $0) < (sentences.intent($1) ?? -1, $1) }
    default: break
    }
    let index = VectorIndex(.init(dimension: sentences.dimension))
    for row in rows { try index.insert(Int64(row), sentences.embedding(row)) }
    let queries = stride(from: 1, to: sentences.count, by: 119).map { sentences.embedding($0) }
    let recall = try index.measuredRecall(queries)
    print("recall@10 of \(index.count) sentences \(order): \(recall) over \(queries.count) queries")
    #expect(recall >= 0.95)
  }
}
