import VectorMemory

/// The centroids of a large set of patterns in a graph (HNSW), to be searched where a scan would take longer.
final class PatternIndex {
  /// Patterns from which on a search is faster than a scan of as many cached norms.
  static let scannedBelow = 2_000

  private let index: VectorIndex
  /// Where each pattern is in the set, and when its centroid in the index moved.
  private var places: [Int64: Int] = [:]
  private var moves: [Int64: UInt64] = [:]

  init(dimension: Int) {
    index = VectorIndex(.init(dimension: dimension, exactBelow: 0))
  }

  /// Takes up what has changed in the set; its ids are unique.
  ///
  /// - Complexity: O(patterns), and O(log patterns · `dimension`) for each that moved
  func update(to set: PatternSet) throws(VectorError) {
    places.removeAll(keepingCapacity: true)
    for (place, pattern) in set.patterns.enumerated() { places[pattern.id] = place }
    for id in index.ids where places[id] == nil {
      try index.remove(id)
      moves[id] = nil
    }
    for (place, pattern) in set.patterns.enumerated() where moves[pattern.id] != set.moves[place] {
      moves[pattern.id] = set.moves[place]
      if index.contains(pattern.id) { try index.remove(pattern.id) }
      let index = index
      var failure: VectorError?
      set.withCentroid(place) { centroid in
        do throws(VectorError) { try index.insert(pattern.id, centroid) } catch { failure = error }
      }
      if let failure { throw failure }
    }
  }

  /// Places of the patterns nearest to a direction; of as many as asked for nearly all, as of any such index.
  func nearest(_ unit: UnsafeBufferPointer<Float>, count: Int) throws -> [Int] {
    try index.search(unit, count: count, ef: max(96, 4 * count)).compactMap { places[$0.id] }
  }
}
