import Kernels
public import Policies

/// The bidding rule in force, with a memory for each node.
public final class BiddingRule {
  public let slot: PolicySlot
  private let frame: PolicyFrame
  private let chance: RandomStream
  private let openings: RandomStream

  /// - Parameter slot: of `Bidding.kind`; a new one holds the built-in truthful rule.
  public init(_ slot: PolicySlot = PolicySlot(Bidding.kind), seed: UInt64) {
    precondition(slot.kind.name == Bidding.kind.name)
    self.slot = slot
    chance = RandomStream(seed: seed, "bidding")
    openings = RandomStream(seed: seed, "bidding", "opening")
    frame = PolicyFrame(Bidding.kind, random: chance)
  }

  /// What a node asks for a task, in µrUv; nil when it stays out.
  ///
  /// - Parameters:
  ///   - cost: what the task costs the node, 0…2^62 µrUv.
  ///   - now: simulated time in µs.
  /// - Complexity: O(1) for the built-in rule; no allocation
  public func bid(node: Int, task: Int, cost: Int64, _ circumstances: Bidding.Circumstances, now: Int64 = 0) -> Int64? {
    precondition(cost >= 0 && cost <= Auction.priceLimit, "cost \(cost) µrUv outside 0…2^62")
    circumstances.fill(frame)
    frame.argument(0, cost)
    frame.now = now
    frame.random = chance.lane(UInt64(node) << 40 | UInt64(task)).state
    slot.call(0, instance: node, frame)
    return frame.integerResult(0)
  }

  /// Whether the policy in force may leave bids sealed.
  public var decidesOnOpening: Bool { slot.answering !== slot.fallback && slot.answering.implements(1) }

  /// Whether a node opens a bid it has sealed.
  ///
  /// - Parameters:
  ///   - price: what it sealed, in µrUv.
  ///   - lowest: of the bids opened before, in µrUv.
  public func opens(node: Int, task: Int, price: Int64, lowest: Int64?, _ circumstances: Bidding.Circumstances, now: Int64 = 0) -> Bool {
    circumstances.fill(frame)
    frame.argument(0, price)
    if let lowest { frame.argument(1, lowest) } else { frame.argumentNone(1) }
    frame.now = now
    frame.random = openings.lane(UInt64(node) << 40 | UInt64(task)).state
    slot.call(1, instance: node, frame)
    return frame.booleanResult(0) ?? true
  }
}
