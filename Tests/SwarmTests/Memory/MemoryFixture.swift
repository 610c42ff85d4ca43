import Kernels
import Swarm

/// Sixteen-dimensional examples of a few kinds, and memories of them.
enum MemoryFixture {
  static let dimension = 16

  static func memory(
    owner: Int64 = 0, patterns: Int = 64, radius: Double = 0.3, dimension: Int = dimension, episodes: Int = 32,
    clustering: CollectiveMemory.Clustering = .radius
  ) -> CollectiveMemory {
    CollectiveMemory(
      .init(dimension: dimension, owner: owner, episodesMax: episodes, patternsMax: patterns, radius: radius, clustering: clustering))
  }

  /// Around one of a few random directions.
  static func example(of kind: Int, _ random: inout RandomStream, noise: Double = 0.15) -> [Float] {
    var centre = RandomStream(seed: UInt64(kind), "test", "centre")
    return (0..<dimension).map { _ in Float(centre.normal() + noise * random.normal()) }
  }
}

extension CollectiveMemory {
  func record(_ embedding: [Float], node: Int32? = nil, quality: Double = 1, latency: Int64 = 1_000, time: Int64 = 0) throws {
    try embedding.withUnsafeBufferPointer {
      try record($0, Episode(node: node, quality: quality, latency: latency, time: time))
    }
  }

  func recall(_ query: [Float], count: Int = 3, now: Int64 = 0) throws -> [Recollection] {
    try query.withUnsafeBufferPointer { try recall($0, count: count, now: now) }
  }

  func pattern(of embedding: [Float]) throws -> Int? { try embedding.withUnsafeBufferPointer { try pattern(of: $0) } }
}
