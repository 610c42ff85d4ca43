import CKernels
import Kernels

/// Memory in two stages: a bounded ring of recent episodes, replayed now and then into a bounded set of patterns.
///
/// Replay is online leader clustering: an episode joins the pattern nearest in cosine if that is within `radius`, and
/// moves its centroid by the count-weighted mean; otherwise it starts a pattern of its own. Patterns that have drifted
/// within half the radius of each other are merged, count-weighted. When there is no room, the least trusted pattern is
/// forgotten. After the complementary learning systems of McClelland, McNaughton & O'Reilly, 1995.
public final class CollectiveMemory {
  public struct Configuration: Sendable {
    /// Elements of an embedding.
    public var dimension: Int
    /// Episodes the ring holds; a full ring is replayed.
    public var episodesMax: Int
    /// Patterns kept.
    public var patternsMax: Int
    /// Largest cosine distance (1 − cosine) between an episode and its pattern, 0…2.
    public var radius: Double
    /// Time in which trust in a pattern falls to 1/e without new episodes, in µs; > 0.
    public var lifetime: Double

    public init(dimension: Int, episodesMax: Int = 64, patternsMax: Int = 64, radius: Double = 0.4, lifetime: Double = 3_600_000_000) {
      precondition(dimension >= 1 && episodesMax >= 1 && patternsMax >= 1 && (0...2).contains(radius) && lifetime > 0)
      self.dimension = dimension
      self.episodesMax = episodesMax
      self.patternsMax = patternsMax
      self.radius = radius
      self.lifetime = lifetime
    }
  }

  /// Episodes worth as much as the doubt in a new pattern.
  static let doubt = 4.0

  public let configuration: Configuration
  public private(set) var patterns: [Pattern] = []
  /// Episodes in the ring, not yet replayed.
  public private(set) var episodes: [Episode] = []
  private var embeddings: [Float] = []  // of the ring's episodes, unit length
  private var centroids: [Float] = []  // of the patterns: means of unit vectors
  private var norms: [Float] = []
  private var similarities: [Float]
  private var unit: [Float]
  private var nextID: Int64 = 1

  public init(_ configuration: Configuration) {
    self.configuration = configuration
    embeddings.reserveCapacity(configuration.episodesMax * configuration.dimension)
    centroids.reserveCapacity((configuration.patternsMax + 1) * configuration.dimension)
    similarities = [Float](repeating: 0, count: configuration.patternsMax + 1)
    unit = [Float](repeating: 0, count: configuration.dimension)
  }

  /// Remembers an episode; a full ring is replayed first.
  ///
  /// - Throws: `SwarmError` if the embedding has the wrong size, an element that is not finite, or no direction (all
  ///   zeros), or the quality is outside 0…1.
  /// - Complexity: O(`dimension`), amortised O(`patternsMax` · `dimension`)
  public func record(_ embedding: UnsafeBufferPointer<Float>, _ episode: Episode) throws(SwarmError) {
    guard episode.quality >= 0, episode.quality <= 1 else {
      throw SwarmError("an episode's quality is 0 (failure) … 1 (best), not \(episode.quality)")
    }
    if episodes.count == configuration.episodesMax { consolidate() }
    try normalise(embedding)
    episodes.append(episode)
    embeddings.append(contentsOf: unit)
  }

  /// The patterns most like an embedding, most similar first.
  ///
  /// Trust is reported beside the similarity and does not reorder it, so that a rare but exact pattern is found.
  ///
  /// - Throws: `SwarmError` as `record`.
  /// - Complexity: O(patterns · (`dimension` + `count`))
  public func recall(_ query: UnsafeBufferPointer<Float>, count: Int, now: Int64) throws(SwarmError) -> [Recollection] {
    try normalise(query)
    measure()
    var found: [Recollection] = []
    for i in patterns.indices {
      let similarity = Double(similarities[i])
      let place = found.firstIndex { $0.similarity < similarity } ?? found.count
      guard place < count else { continue }
      found.insert(Recollection(pattern: patterns[i], similarity: similarity, confidence: confidence(patterns[i], now)), at: place)
      if found.count > count { found.removeLast() }
    }
    return found
  }

  /// Replays the ring into patterns, oldest episode first, and empties it.
  ///
  /// - Complexity: O(episodes · patterns · `dimension`)
  public func consolidate() {
    let dimension = configuration.dimension
    for (i, episode) in episodes.enumerated() {
      unit = Array(embeddings[i * dimension..<(i + 1) * dimension])
      measure()
      var nearest = -1
      for j in patterns.indices where nearest < 0 || similarities[j] > similarities[nearest] { nearest = j }
      if nearest >= 0, 1 - Double(similarities[nearest]) <= configuration.radius {
        join(nearest, weight: 1, episode.quality, Double(episode.latency), episode.time)
      } else {
        begin(episode)
      }
    }
    episodes.removeAll(keepingCapacity: true)
    embeddings.removeAll(keepingCapacity: true)
    mergeDrifted()
  }

  /// How far a pattern is to be trusted, 0…1: `n / (n + doubt) · quality · exp(−age / lifetime)`.
  private func confidence(_ pattern: Pattern, _ now: Int64) -> Double {
    let age = Double(max(0, now - pattern.time))
    return pattern.count / (pattern.count + Self.doubt) * pattern.quality * Reproducible.exp(-age / configuration.lifetime)
  }

  // MARK: Patterns

  private func begin(_ episode: Episode) {
    if patterns.count == configuration.patternsMax { forgetLeastTrusted(episode.time) }
    patterns.append(
      Pattern(id: nextID, count: 1, quality: episode.quality, latency: Double(episode.latency), time: episode.time))
    nextID += 1
    centroids.append(contentsOf: unit)
    norms.append(1)
  }

  /// Moves pattern `i` toward `unit`, which stands for `weight` episodes.
  private func join(_ i: Int, weight: Double, _ quality: Double, _ latency: Double, _ time: Int64) {
    let dimension = configuration.dimension
    patterns[i].count += weight
    let share = weight / patterns[i].count
    patterns[i].quality += (quality - patterns[i].quality) * share
    patterns[i].latency += (latency - patterns[i].latency) * share
    patterns[i].time = max(patterns[i].time, time)
    centroids.withUnsafeMutableBufferPointer { all in
      let centroid = all.baseAddress! + i * dimension
      ck_scale_f32(Float(1 - share), centroid, dimension)
      ck_axpy_f32(Float(share), unit, centroid, dimension)
      norms[i] = ck_dot_f32(centroid, centroid, dimension).squareRoot()
    }
  }

  /// Merges the nearest two patterns as long as they are within half the radius.
  private func mergeDrifted() {
    let dimension = configuration.dimension
    while true {
      var closest: (similarity: Float, first: Int, second: Int) = (Float(1 - configuration.radius / 2), -1, -1)
      for i in patterns.indices {
        let norm = norms[i]
        unit = centroids[i * dimension..<(i + 1) * dimension].map { norm > 0 ? $0 / norm : 0 }
        measure()
        for j in 0..<i where similarities[j] > closest.similarity { closest = (similarities[j], j, i) }
      }
      guard closest.first >= 0 else { return }
      let other = patterns[closest.second]
      unit = Array(centroids[closest.second * dimension..<(closest.second + 1) * dimension])
      join(closest.first, weight: other.count, other.quality, other.latency, other.time)
      remove(closest.second)
    }
  }

  private func forgetLeastTrusted(_ now: Int64) {
    var least = 0
    for i in patterns.indices where confidence(patterns[i], now) < confidence(patterns[least], now) { least = i }
    remove(least)
  }

  private func remove(_ i: Int) {
    let dimension = configuration.dimension
    patterns.remove(at: i)
    norms.remove(at: i)
    centroids.removeSubrange(i * dimension..<(i + 1) * dimension)
  }

  // MARK: Directions

  /// Writes the embedding's direction to `unit`.
  private func normalise(_ embedding: UnsafeBufferPointer<Float>) throws(SwarmError) {
    guard embedding.count == configuration.dimension else {
      throw SwarmError("the memory holds embeddings of \(configuration.dimension) elements, not \(embedding.count)")
    }
    let square = ck_dot_f32(embedding.baseAddress!, embedding.baseAddress!, embedding.count)
    guard square.isFinite, square >= .leastNormalMagnitude else {
      throw SwarmError(square.isFinite ? "an embedding of zeros has no direction" : "an embedding's elements must be finite")
    }
    let scale = 1 / square.squareRoot()
    unit = embedding.map { $0 * scale }
  }

  /// Cosines of `unit` with every pattern, by the cached norms; 0 where a centroid cancelled out.
  private func measure() {
    guard !patterns.isEmpty else { return }
    ck_gemv_f32(centroids, configuration.dimension, patterns.count, configuration.dimension, unit, &similarities)
    for i in patterns.indices { similarities[i] = norms[i] > 0 ? similarities[i] / norms[i] : 0 }
  }
}
