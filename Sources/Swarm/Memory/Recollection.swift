/// A pattern that resembles what was asked about.
public struct Recollection: Sendable, Equatable {
  public let pattern: Pattern
  /// Whose episodes it rests on.
  public let origin: Int64
  /// Whether those are the asked memory's own.
  public let isOwn: Bool
  /// Cosine with the query, −1…1.
  public let similarity: Double
  /// How far the pattern is to be trusted, 0…1, as the memory policy in force says.
  public let confidence: Double
}

/// What is remembered of a node at tasks like the one asked about.
public struct NodeRecollection: Sendable, Equatable {
  public let node: Int32
  /// Each observation counts by its pattern's confidence and squared similarity: a power prior (Ibrahim & Chen 2000).
  public let evidence: Evidence
  /// Mean quality of its outcomes, 0…1.
  public let quality: Double
  /// `n / (n + doubt)` of the outcomes so discounted, 0…1.
  public let confidence: Double
}
