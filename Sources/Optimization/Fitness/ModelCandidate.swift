/// A model a node could run, and what it was measured to do there.
public struct ModelCandidate: Sendable, Equatable {
  /// For example `int8, rank 2`.
  public var name: String
  /// Share of validation rows it gets right, 0…1.
  public var accuracy: Double
  /// Of one forward pass on this node, in µs.
  public var latency: Double
  /// Memory its parameters take.
  public var bytes: Int

  public init(name: String, accuracy: Double, latency: Double, bytes: Int) {
    precondition((0...1).contains(accuracy) && latency >= 0 && latency.isFinite && bytes >= 0)
    self.name = name
    self.accuracy = accuracy
    self.latency = latency
    self.bytes = bytes
  }
}
