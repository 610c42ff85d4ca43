import Charts
import Datasets
import VectorMemory

/// P16: the ten nearest of many vectors, by the graph at a recall of 0.95 and by exact scan.
///
/// Up to 23,700 vectors are the bundled sentence embeddings; beyond, copies of them with noise that depends on row and
/// element alone, so that a peer makes the same ones (scripts/bench/peers.py).
enum VectorRecall {
  static let id = "P16"
  private static let wanted = 0.95
  private static let nearest = 10
  /// Rows from here on are queries.
  private static let firstQuery = 1_000_000
  private static let sizes = [1_000, 5_000, 10_000, 23_700, 100_000]
  private static func name(_ size: Int) -> String { "10 nearest of \(size) × 384" }

  /// Rows for each size that `isWanted`.
  static func rows(folder: @autoclosure () throws -> String, isWanted: (String) -> Bool) throws -> [BenchmarkRow] {
    let chosen = sizes.filter { isWanted(name($0)) }
    guard !chosen.isEmpty else { return [] }
    let sentences = try Utterances.shared(folder: folder() + "/clinc150")
    return try chosen.flatMap { size in
      let index = VectorIndex(.init(dimension: sentences.dimension, exactBelow: 0))
      for row in 0..<size { try vector(row, sentences).withUnsafeBufferPointer { try index.insert(Int64(row), $0) } }
      let start = Stopwatch.threadNanoseconds
      _ = try search(index, queries(0..<1, sentences), isExact: false)
      let building = Double(Stopwatch.threadNanoseconds - start) / 1e9
      return try measured(index, building, size, sentences)
    }
  }

  private static func measured(_ index: VectorIndex, _ building: Double, _ size: Int, _ sentences: Utterances) throws -> [BenchmarkRow] {
    // By some queries the width is chosen, by others it is measured.
    let tuning = queries(2_000..<2_500, sentences), measuring = queries(0..<1_000, sentences)
    let (ef, _) = try tuning.withUnsafeBufferPointer { try index.tune(recall: wanted, count: nearest, queries: $0) }
    let recall = try measuring.withUnsafeBufferPointer { try index.recall($0, count: nearest) }
    let graph = Sampling(count: 31) { try! search(index, measuring, isExact: false) }
    let few = Array(measuring.prefix(4 * sentences.dimension))
    let scan = Sampling(count: 31) { try! search(index, few, isExact: true) }
    let batch = Sampling(count: 11) { try! measuring.prefix(256 * sentences.dimension).withUnsafeBufferPointer { try sum(index.search(all: $0, count: nearest, isExact: true)) } }
    func row(_ work: String, _ goal: String, _ sampling: Sampling, queries: Double) -> BenchmarkRow {
      BenchmarkRow(
        id: id, name: "\(name(size)), \(work)", unit: "µs", goal: goal, median: sampling.median / queries / 1e3,
        best: sampling.minimum / queries / 1e3, checksum: sampling.checksum)
    }
    func fact(_ what: String, _ unit: String, _ value: Double) -> BenchmarkRow {
      BenchmarkRow(id: id, name: "\(name(size)), \(what)", unit: unit, goal: "—", median: value, best: value)
    }
    return [
      row("graph of recall \(fixed(recall, 3)), ef \(ef)", "≤ hnswlib's", graph, queries: 1_000),
      row("scan", "—", scan, queries: 4), row("scan, 256 queries at once", "—", batch, queries: 256),
      fact("graph built", "s", building), fact("vectors and graph in memory", "bytes/vector", Double(index.bytes) / Double(size)),
    ]
  }

  /// The distances found, summed.
  private static func search(_ index: VectorIndex, _ queries: [Float], isExact: Bool) throws -> Double {
    let dimension = index.configuration.dimension
    return try queries.withUnsafeBufferPointer { queries in
      try stride(from: 0, to: queries.count, by: dimension).reduce(0) { total, start in
        let query = UnsafeBufferPointer(rebasing: queries[start..<start + dimension])
        return try total + sum([index.search(query, count: nearest, isExact: isExact)])
      }
    }
  }

  private static func sum(_ found: [[Neighbour]]) -> Double { found.reduce(0) { $0 + $1.reduce(0) { $0 + Double($1.distance) } } }

  private static func queries(_ range: Range<Int>, _ sentences: Utterances) -> [Float] {
    range.flatMap { vector(firstQuery + $0, sentences) }
  }

  /// Sentence 7919 · row of all, in a circle; from the second time round with uniform noise of ± 1/16 in each element.
  private static func vector(_ row: Int, _ sentences: Utterances) -> [Float] {
    var vector = sentences.embedding(row * 7919 % sentences.count)
    guard row >= sentences.count else { return vector }
    for i in vector.indices {
      let bits = mixed(UInt64(row * vector.count + i)) >> 40
      vector[i] += (Float(bits) / Float(1 << 24) - 0.5) / 8
    }
    return vector
  }

  /// SplitMix64's step (Steele, Lea & Flood 2014).
  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
