/// One remembered task: what it looked like is kept beside it, as an embedding.
public struct Episode: Sendable, Equatable {
  /// Who served it; nil where nobody is to be credited.
  public var node: Int32?
  /// Of the outcome, 0 (a failure) … 1.
  public var quality: Double
  /// Service time in µs; 0 where there was no result.
  public var latency: Int64
  /// Simulated time in µs.
  public var time: Int64

  public init(node: Int32? = nil, quality: Double, latency: Int64, time: Int64) {
    self.node = node
    self.quality = quality
    self.latency = latency
    self.time = time
  }
}
