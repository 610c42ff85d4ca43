import Adaptation
import Datasets

/// How similar each utterance is to each task type, computed when first asked: the submitter, the executor and referees ask
/// the same.
final class RowSimilarities {
  private let utterances: Utterances
  private let types: TaskTypes
  private let embedding: UnsafeMutablePointer<Float>
  /// `types.count` a row; a row whose first is NaN has not been asked for.
  private let table: UnsafeMutablePointer<Float>

  init(_ utterances: Utterances, _ types: TaskTypes) {
    self.utterances = utterances
    self.types = types
    embedding = .allocate(capacity: utterances.dimension)
    table = .allocate(capacity: utterances.count * types.count)
    table.initialize(repeating: .nan, count: utterances.count * types.count)
  }

  deinit {
    embedding.deallocate()
    table.deallocate()
  }

  /// The row's cosine with each type's nearest prototype.
  ///
  /// - Complexity: O(1); O(prototypes · dimension) the first time
  subscript(row: Int) -> UnsafePointer<Float> {
    let similarity = table + row * types.count
    if similarity[0].isNaN {
      utterances.copyEmbedding(row, to: embedding)
      types.similarities(embedding, into: similarity)
    }
    return UnsafePointer(similarity)
  }

  /// The type that is nearest to the row; of equals, the first.
  func nearest(_ row: Int) -> Int {
    let similarity = self[row]
    var best = 0
    for type in 1..<max(types.count, 1) where similarity[type] > similarity[best] { best = type }
    return best
  }
}
