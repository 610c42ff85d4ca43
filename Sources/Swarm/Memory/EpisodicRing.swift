/// The most recent episodes with their embeddings; the newest takes the place of the oldest.
struct EpisodicRing: Sendable {
  let capacity: Int
  let dimension: Int
  private(set) var episodes: [Episode] = []
  /// The pattern each was filed under; nil before its first replay.
  var homes: [Int64?] = []
  /// Unit vectors, row by row.
  private(set) var embeddings: [Float] = []
  /// Where the next one goes when the ring is full: the place of the oldest.
  private var next = 0
  /// Those that were never replayed: the newest.
  private(set) var pendingCount = 0
  /// Episodes there ever were.
  private(set) var appended: Int64 = 0

  init(capacity: Int, dimension: Int) {
    (self.capacity, self.dimension) = (capacity, dimension)
  }

  var count: Int { episodes.count }

  /// - Precondition: not all are pending.
  mutating func append(_ episode: Episode, _ unit: [Float]) {
    precondition(pendingCount < capacity && unit.count == dimension)
    pendingCount += 1
    appended += 1
    if count < capacity {
      episodes.append(episode)
      homes.append(nil)
      embeddings.append(contentsOf: unit)
      return
    }
    episodes[next] = episode
    homes[next] = nil
    embeddings.replaceSubrange(next * dimension..<(next + 1) * dimension, with: unit)
    next = (next + 1) % capacity
  }

  /// Places of the pending episodes, oldest first.
  var pending: [Int] { places.suffix(pendingCount) }

  /// All places, oldest first.
  var places: [Int] { (0..<count).map { (next + $0) % count } }

  /// As if `earlier` episodes had come and gone before its first.
  mutating func count(earlier: Int64) { appended += earlier }

  /// Every episode has been replayed.
  mutating func settle() { pendingCount = 0 }

  /// Calls `body` with an episode's embedding.
  func withEmbedding<R>(_ index: Int, _ body: (UnsafePointer<Float>) throws -> R) rethrows -> R {
    try embeddings.withUnsafeBufferPointer { try body($0.baseAddress! + index * dimension) }
  }
}
