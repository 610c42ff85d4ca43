import Datasets
import Glibc
import Kernels
import VectorMemory

/// Vectors around a few centres, as embeddings lie.
func clusteredVectors(_ count: Int, dimension: Int, centres: Int = 50, spread: Double = 0.6, seed: UInt64) -> [[Float]] {
  var random = RandomStream(seed: seed, "test", "vectors")
  return (0..<count).map { _ in
    var centre = RandomStream(seed: seed, "test", "centre", lane: UInt64(random.below(centres)))
    return (0..<dimension).map { _ in Float(centre.normal() + spread * random.normal()) }
  }
}

extension VectorIndex {
  func insert(_ id: Int64, _ vector: [Float], tag: String? = nil) throws { try vector.withUnsafeBufferPointer { try insert(id, $0, tag: tag) } }
  func update(_ id: Int64, _ vector: [Float]) throws { try vector.withUnsafeBufferPointer { try update(id, $0) } }

  func search(_ query: [Float], count: Int, filter: Filter? = nil, ef: Int? = nil, isExact: Bool = false) throws -> [Neighbour] {
    try query.withUnsafeBufferPointer { try search($0, count: count, filter: filter, ef: ef, isExact: isExact) }
  }

  /// Mean share of the true nearest that are found.
  func measuredRecall(_ queries: [[Float]], count: Int = 10, filter: Filter? = nil) throws -> Double {
    let shares = try queries.map { query in
      let exact = try search(query, count: count, filter: filter, isExact: true)
      let found = try search(query, count: count, filter: filter)
      let bound = exact.last!.distance
      return Double(found.filter { $0.distance <= bound }.count) / Double(exact.count)
    }
    return shares.reduce(0, +) / Double(shares.count)
  }
}

/// The distance by its definition, in Double.
func referenceDistance(_ metric: Metric, _ x: [Float], _ y: [Float]) -> Double {
  func product(_ a: [Float], _ b: [Float]) -> Double { zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) } }
  switch metric {
  case .cosine: return 1 - product(x, y) / (product(x, x) * product(y, y)).squareRoot()
  case .l2: return zip(x, y).reduce(0) { $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1)) }
  case .innerProduct: return 1 - product(x, y)
  }
}

/// The bundled sentence embeddings.
let sentences: Utterances = {
  let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  return try! Utterances.shared(folder: "/\(root)/scripts/data/clinc150")
}()
