import CKernels

/// What type of task an embedding belongs to, by its nearest prototype.
///
/// A type has several prototypes, because its tasks form several clusters: on CLINC150 one centroid a domain finds 83% of
/// the domains, one prototype an intent 94%.
public final class TaskTypes: Sendable {
  /// How many types.
  public let count: Int
  public let dimension: Int
  /// The type of each prototype.
  public let typeOfPrototype: [Int]
  /// Unit vectors, row by row.
  private let prototypes: [Float]

  /// Prototypes are the normalised means of groups of example embeddings.
  ///
  /// - Parameters:
  ///   - examples: row by row, `dimension` floats each.
  ///   - groups: the group of each example, 0 … ; each group makes a prototype.
  ///   - typeOfGroup: the type of each group, 0 … .
  /// - Throws: `AdaptationError.size` where a group has no examples, or their mean has no direction.
  public init(examples: [Float], dimension: Int, groups: [Int], typeOfGroup: [Int]) throws(AdaptationError) {
    precondition(dimension > 0 && examples.count == groups.count * dimension)
    precondition(groups.allSatisfy(typeOfGroup.indices.contains) && typeOfGroup.allSatisfy { $0 >= 0 })
    var means = [Float](repeating: 0, count: typeOfGroup.count * dimension)
    for (i, group) in groups.enumerated() {
      for k in 0..<dimension { means[group * dimension + k] += examples[i * dimension + k] }
    }
    for group in typeOfGroup.indices {
      let norm = means.withUnsafeBufferPointer { ck_dot_f32($0.baseAddress! + group * dimension, $0.baseAddress! + group * dimension, dimension) }.squareRoot()
      guard norm > 0, norm.isFinite else { throw .size("group \(group + 1) of the examples has no direction: it is empty, zero or not finite") }
      for k in 0..<dimension { means[group * dimension + k] /= norm }
    }
    prototypes = means
    self.dimension = dimension
    typeOfPrototype = typeOfGroup
    count = (typeOfGroup.max() ?? -1) + 1
  }

  /// Writes, for each type, the cosine between `embedding` and its nearest prototype: −1 … 1, and 0 for the zero vector.
  ///
  /// - Complexity: O(prototypes · dimension), no allocation
  public func similarities(_ embedding: UnsafePointer<Float>, into similarity: UnsafeMutablePointer<Float>) {
    similarity.update(repeating: -1, count: count)
    let norm = ck_dot_f32(embedding, embedding, dimension).squareRoot()
    let factor = norm > 0 ? 1 / norm : 0
    withUnsafeTemporaryAllocation(of: Float.self, capacity: typeOfPrototype.count) { products in
      prototypes.withUnsafeBufferPointer {
        ck_gemv_f32($0.baseAddress!, dimension, typeOfPrototype.count, dimension, embedding, products.baseAddress!)
      }
      for (i, type) in typeOfPrototype.enumerated() {
        similarity[type] = max(similarity[type], min(1, products[i] * factor))
      }
    }
  }

  /// The type with the nearest prototype, and its cosine; of equals, the first.
  public func nearest(_ embedding: UnsafePointer<Float>) -> (type: Int, similarity: Float) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { similarity in
      similarities(embedding, into: similarity.baseAddress!)
      var best = 0
      for type in 1..<max(count, 1) where similarity[type] > similarity[best] { best = type }
      return (best, similarity[best])
    }
  }
}
