/// One remembered task: what it looked like is kept beside it, as an embedding.
public struct Episode: Sendable, Equatable {
  /// Of the outcome, 0 (a failure) … 1.
  public var quality: Double
  /// Service time in µs.
  public var latency: Int64
  /// Simulated time in µs.
  public var time: Int64

  public init(quality: Double, latency: Int64, time: Int64) {
    self.quality = quality
    self.latency = latency
    self.time = time
  }
}

/// What many similar episodes were condensed into.
public struct Pattern: Sendable, Equatable {
  /// Names the pattern as long as it lives.
  public let id: Int64
  /// Episodes behind it.
  public var count: Double
  /// Their means.
  public var quality: Double
  public var latency: Double
  /// Of the latest episode, simulated time in µs.
  public var time: Int64
}

/// A pattern that resembles what was asked about.
public struct Recollection: Sendable, Equatable {
  public let pattern: Pattern
  /// Cosine with the query, −1…1.
  public let similarity: Double
  /// How far the pattern is to be trusted, 0…1: from its episodes' number, quality and age, not from how much of the
  /// last batch they made up.
  public let confidence: Double
}
