import CKernels
import Kernels
import Policies

/// One peer's memory in two stages: a bounded ring of recent episodes, replayed now and then into a bounded set of
/// patterns; and what its peers report of theirs.
///
/// Replay is online clustering (see `Clustering`): an episode joins the pattern nearest in cosine if that is within
/// `radius`, and moves its centroid by the count-weighted mean. Patterns that have drifted within half the radius of each
/// other are merged, count-weighted. Where there is no room, the pattern the memory policy trusts least is forgotten.
/// After the complementary learning systems of McClelland, McNaughton & O'Reilly, 1995.
public final class CollectiveMemory {
  public let configuration: Configuration
  /// How far a pattern is trusted and when it is forgotten.
  public let rule: MemoryRule
  /// Grows with every change to the patterns of its own episodes.
  public internal(set) var version: Int64 = 0
  /// The latest moment it has seen, simulated time in µs.
  public internal(set) var latest: Int64 = 0

  var ring: EpisodicRing
  /// Patterns of its own episodes.
  var own: PatternSet
  /// Clusters that are not dense enough to be patterns.
  var outliers: PatternSet
  var heard: HeardReports
  var nextID: Int64 = 1
  /// Of sets that are too large to scan, by origin, and the version each is of.
  var indexes: [Int64: (index: PatternIndex, version: Int64)] = [:]
  /// Where it is kept, if anywhere.
  var file: MemoryFile?
  /// The direction at hand.
  var unit = Buffer<Float>()
  var similarities = Buffer<Float>()

  /// - Parameter rule: may be shared by memories of one thread.
  public init(_ configuration: Configuration, rule: MemoryRule = MemoryRule()) {
    self.configuration = configuration
    self.rule = rule
    let dimension = configuration.dimension
    ring = EpisodicRing(capacity: configuration.episodesMax, dimension: dimension)
    own = PatternSet(dimension: dimension)
    outliers = own
    heard = HeardReports(originsMax: configuration.originsMax)
    unit.reserve(dimension)
  }

  deinit { file?.close() }

  /// A memory of the same content that goes its own way from here on, under the built-in rule and in no file.
  public convenience init(copying other: CollectiveMemory) {
    self.init(other.configuration)
    (version, latest, nextID) = (other.version, other.latest, other.nextID)
    (ring, own, outliers, heard) = (other.ring, other.own, other.outliers, other.heard)
  }

  /// Patterns of its own episodes.
  public var patterns: [Pattern] { own.patterns }
  /// Their centroids: means of unit vectors, row by row.
  public var centroids: [Float] { own.centroids }
  /// The episodes in the ring.
  public var episodes: [Episode] { ring.episodes }
  /// Those of them that were not replayed yet.
  public var pendingCount: Int { ring.pendingCount }
  /// Clusters too thin to be patterns.
  public var outlierCount: Int { outliers.count }
  /// The latest report of each peer heard of, ascending by origin.
  public var reports: [MemoryReport] { heard.reports }

  /// Remembers an episode; with enough new ones they are replayed first.
  ///
  /// - Throws: `SwarmError` if the embedding has the wrong size, an element that is not finite, or no direction (all
  ///   zeros), or the quality is outside 0…1, or the node, the latency or the time is negative.
  /// - Complexity: O(`dimension`), amortised O(`patternsMax` · `dimension`)
  public func record(_ embedding: UnsafeBufferPointer<Float>, _ episode: Episode) throws(SwarmError) {
    guard episode.quality >= 0, episode.quality <= 1 else {
      throw SwarmError("an episode's quality is 0 (failure) … 1 (best), not \(episode.quality)")
    }
    guard episode.latency >= 0, episode.time >= 0, (episode.node ?? 0) >= 0 else {
      throw SwarmError("an episode's node, latency and time are at least 0, not \(episode)")
    }
    try normalise(embedding)
    if ring.pendingCount >= configuration.replayEvery {
      consolidate()
      try normalise(embedding)
    }
    ring.append(episode, Array(UnsafeBufferPointer(start: unit.start, count: configuration.dimension)))
    latest = max(latest, episode.time)
  }

  /// Writes the embedding's direction to `unit`.
  func normalise(_ embedding: UnsafeBufferPointer<Float>) throws(SwarmError) {
    let dimension = configuration.dimension
    guard embedding.count == dimension else {
      throw SwarmError("the memory holds embeddings of \(dimension) elements, not \(embedding.count)")
    }
    let square = ck_dot_f32(embedding.baseAddress!, embedding.baseAddress!, dimension)
    guard square.isFinite, square >= .leastNormalMagnitude else {
      throw SwarmError(square.isFinite ? "an embedding of zeros has no direction" : "an embedding's elements must be finite")
    }
    let scale = 1 / square.squareRoot(), unit = unit.start
    for k in 0..<dimension { unit[k] = embedding[k] * scale }
  }
}
