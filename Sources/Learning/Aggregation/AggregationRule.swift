import Kernels
public import Policies

/// The aggregation policy in force, asked to combine a node's gradient with its peers'.
public final class AggregationRule {
  public let slot: PolicySlot
  private let frame: PolicyFrame
  private let chance: RandomStream

  /// - Parameter slot: of `Aggregation.kind`; a new one holds the built-in Metropolis mixing.
  public init(_ slot: PolicySlot = PolicySlot(Aggregation.kind), seed: UInt64) {
    precondition(slot.kind.name == Aggregation.kind.name)
    self.slot = slot
    chance = RandomStream(seed: seed, "aggregation")
    frame = PolicyFrame(Aggregation.kind, random: chance)
  }

  /// Writes the combination of `own` and the peers' gradients to `out`.
  ///
  /// - Parameters:
  ///   - own, out: `peers.dimension` numbers each; they must not overlap.
  ///   - faulty: how many of the peers are assumed to lie.
  ///   - lane: names the call for random draws: node, adapter and round.
  ///   - now: simulated time in µs.
  /// - Complexity: O(peers · dimension) for the built-in rule; no allocation
  public func combine(
    own: UnsafePointer<Float>, peers: PeerGradients, into out: UnsafeMutablePointer<Float>, faulty: Int = 0,
    lane: UInt64 = 0, now: Int64 = 0
  ) {
    frame.now = now
    frame.random = chance.lane(lane).state
    frame.lend(own: own, peers: peers, into: out, faulty: faulty)
    slot.call(Aggregation.Function.combine, frame)
    frame.endCall()
  }
}

extension PolicyFrame {
  /// Fills a frame of the aggregation kind.
  func lend(own: UnsafePointer<Float>, peers: PeerGradients, into out: UnsafeMutablePointer<Float>, faulty: Int) {
    lendArgument(Aggregation.Argument.own, own, count: peers.dimension)
    lendArgument(Aggregation.Argument.peers, peers.rows, rows: peers.count, columns: peers.dimension)
    lendOutput(Aggregation.Argument.out, out, count: peers.dimension)
    lend(Aggregation.Field.weights, peers.weights, count: peers.count)
    lend(Aggregation.Field.staleness, peers.staleness, count: peers.count)
    lend(Aggregation.Field.trust, peers.trust, count: peers.count)
    set(Aggregation.Field.faulty, Int64(faulty))
  }
}
