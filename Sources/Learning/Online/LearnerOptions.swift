/// How a colony's nodes learn. The defaults were chosen on CLINC150's validation rows.
public struct LearnerOptions: Sendable, Equatable {
  /// Rank of every adapter, 1 … 64.
  public var rank = 2
  /// Longest step of an element of B in one round, and of A.
  public var rateUp: Float = 0.1
  public var rateDown: Float = 0.033
  /// Decay of the running means of the gradient and of its square (Adam; Kingma & Ba 2015).
  public var meanDecay: Float = 0.9
  public var squareDecay: Float = 0.999
  /// How many examples make half a full step: a round that saw n takes n / (n + evidence) of one, so that a node with
  /// little to go by moves little.
  public var evidence: Float = 8
  /// Length of a round, in µs of simulated time: gradients of one round are one step.
  public var roundLength: Int64 = 45_000_000
  /// Whether gradients are exchanged at all; else each node learns from its own feedback alone.
  public var isGossiping = true
  /// How many overlay links a gradient travels before it is no longer passed on. Nodes drift apart where some miss what
  /// others have: choose it above the diameter of the overlay, or smaller where a thousand nodes must not hear each other.
  public var hops = 8
  /// How many peers the aggregation rule assumes faulty.
  public var faulty = 0

  public init() {}
}
