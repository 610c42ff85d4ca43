extension CollectiveMemory {
  /// What makes a pattern of episodes.
  public enum Clustering: Sendable, Equatable {
    /// An episode that no pattern is near begins one: online leader clustering (Hartigan 1975).
    case radius
    /// It begins an outlier, which becomes a pattern with its `minimum`-th episode; patterns that touch are one
    /// cluster. DenStream's potential and outlier micro-clusters and its offline DBSCAN (Cao, Ester, Qian &
    /// Zhou 2006); where theirs fade, here an outlier is dropped after a lifetime without an episode.
    case density(minimum: Int)
  }

  public struct Configuration: Sendable {
    /// Names the memory among those it gossips with; ≥ 0.
    public var owner: Int64
    /// Elements of an embedding.
    public var dimension: Int
    /// Episodes the ring holds.
    public var episodesMax: Int
    /// New episodes after which they are replayed, at most `episodesMax`.
    public var replayEvery: Int
    /// Patterns kept.
    public var patternsMax: Int
    /// Largest cosine distance (1 − cosine) between an episode and its pattern, 0…2.
    public var radius: Double
    public var clustering: Clustering
    /// Time in which what is known of a node fades to 1/e, in µs; > 0.
    public var lifetime: Double
    /// Peers whose reports are kept.
    public var originsMax: Int
    /// Observations of a node that one fully trusted peer's report counts for, at most.
    public var praiseMax: Double

    public init(
      dimension: Int, owner: Int64 = 0, episodesMax: Int = 64, replayEvery: Int? = nil, patternsMax: Int = 64, radius: Double = 0.4,
      clustering: Clustering = .radius, lifetime: Double = 3_600_000_000, originsMax: Int = 64, praiseMax: Double = 8
    ) {
      precondition(owner >= 0 && dimension >= 1 && episodesMax >= 1 && patternsMax >= 1 && (0...2).contains(radius) && lifetime > 0)
      precondition(originsMax >= 1 && praiseMax >= 0)
      self.owner = owner
      self.dimension = dimension
      self.episodesMax = episodesMax
      self.replayEvery = min(episodesMax, max(1, replayEvery ?? episodesMax))
      self.patternsMax = patternsMax
      self.radius = radius
      self.clustering = clustering
      self.lifetime = lifetime
      self.originsMax = originsMax
      self.praiseMax = praiseMax
    }
  }
}
