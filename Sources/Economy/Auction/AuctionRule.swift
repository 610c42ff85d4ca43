import Kernels
public import Policies

/// Who won a task and what the executor is to be paid.
public struct Award: Sendable, Equatable {
  /// Of the bid in its book.
  public let index: Int
  public let node: Int
  /// What the winner asked, in µrUv.
  public let price: Int64
  /// What it is paid, in µrUv: at least its price, at most the reserve.
  public let payment: Int64
}

/// The auction rule in force: asks the policy, and re-checks its answer before anybody is paid.
public final class AuctionRule {
  public let slot: PolicySlot
  let frame: PolicyFrame
  let chance: RandomStream
  private let tieBreaks: RandomStream

  /// - Parameter slot: of `Auction.kind`; a new one holds the built-in second-price rule.
  public init(_ slot: PolicySlot = PolicySlot(Auction.kind), seed: UInt64) {
    precondition(slot.kind.name == Auction.kind.name)
    self.slot = slot
    chance = RandomStream(seed: seed, "auction")
    tieBreaks = RandomStream(seed: seed, "auction", "tie")
    frame = PolicyFrame(Auction.kind, random: chance)
  }

  /// Chooses a winner among the feasible bids that ask at most the reserve.
  ///
  /// - Parameters:
  ///   - task: its number; ties and chance depend on the seed, the task and the nodes only.
  ///   - reserve: the most the requester pays, in µrUv.
  ///   - units: the task's size in compute units.
  ///   - now: simulated time in µs.
  ///   - pinned: the rule the bids were made under, where that is not the one in force.
  /// - Returns: nil where there is no feasible bid, or the rule awards nobody.
  /// - Complexity: O(bids) for the built-in rule; no allocation
  public func clear(
    _ bids: BidBook, task: Int, reserve: Int64, units: Int64 = 1, now: Int64 = 0, by pinned: (any Policy)? = nil
  ) -> Award? {
    precondition(reserve <= Auction.priceLimit, "reserve \(reserve) µrUv is above 2^62")
    if reserve < 0 || admit(bids, task: task, reserve: reserve) == 0 { return nil }
    lend(bids, reserve: reserve, units: units)
    frame.lendArgument(Auction.Argument.feasible, bids.feasible, count: bids.count)
    defer { frame.endCall() }
    frame.now = now
    frame.random = chance.lane(UInt64(task)).state
    slot.call(Auction.Call.clear, frame, by: pinned) { (frame) throws(PolicyFault) in
      if let problem = Auction.problem(with: frame, bids, reserve: reserve) {
        throw .violation(pinned ?? slot.answering, "clear", problem)
      }
    }
    guard let winner = frame.integerResult(Auction.Result.winner), let payment = frame.integerResult(Auction.Result.payment)
    else { return nil }
    let index = Int(winner) - 1
    return Award(index: index, node: bids.node(index), price: bids.price(index), payment: payment)
  }

  /// Rules out prices outside 0…reserve and draws the tie keys. Returns how many bids are left.
  func admit(_ bids: BidBook, task: Int, reserve: Int64) -> Int {
    let (count, prices, feasible, nodes, ties) = (bids.count, bids.prices, bids.feasible, bids.nodes, bids.ties)
    var lot = tieBreaks.lane(UInt64(task))
    let salt = lot.next()
    let ceiling = UInt64(reserve)  // a negative price is above it
    var admitted = 0
    for i in 0..<count {
      feasible[i] &= UInt64(bitPattern: prices[i]) <= ceiling ? 1 : 0
      admitted += Int(feasible[i])
    }
    for i in 0..<count { ties[i] = tieKey(salt, nodes[i]) }
    return admitted
  }

  func lend(_ bids: BidBook, reserve: Int64, units: Int64, tasks: Int64 = 1) {
    frame.lendArgument(Auction.Argument.prices, bids.prices, count: bids.count)
    frame.set(Auction.Field.reserve, reserve)
    frame.set(Auction.Field.count, Int64(bids.count))
    frame.set(Auction.Field.units, units)
    frame.lend(Auction.Field.latency, bids.latencies, count: bids.count)
    frame.lend(Auction.Field.quality, bids.qualities, count: bids.count)
    frame.lend(Auction.Field.reputation, bids.reputations, count: bids.count)
    frame.lend(Auction.Field.tie, bids.ties, count: bids.count)
    frame.set(Auction.Field.tasks, tasks)
  }
}

/// A key in 0 ..< 2^63 for a node under a task's salt: two rounds of multiply and fold (after Stafford's mixers), since a
/// counter-based draw for each bid would cost more than the auction.
private func tieKey(_ salt: UInt64, _ node: Int) -> Int64 {
  var z = (salt ^ UInt64(truncatingIfNeeded: node)) &* 0xBF58_476D_1CE4_E5B9
  z ^= z >> 32
  z &*= 0x94D0_49BB_1331_11EB
  return Int64(truncatingIfNeeded: (z ^ z >> 31) >> 1)
}

extension Auction {
  /// What is wrong with an answer to `clear`, beyond types and ranges; nil if nothing.
  static func problem(with frame: PolicyFrame, _ bids: BidBook, reserve: Int64) -> String? {
    switch (frame.integerResult(Result.winner), frame.integerResult(Result.payment)) {
    case (nil, nil): return nil
    case (nil, let payment?): return payment == 0 ? nil : "pays \(payment) µrUv to nobody"
    case (_?, nil): return "payment is missing"
    case (let winner?, let payment?):
      guard winner >= 1, winner <= bids.count else { return "winner is \(winner), outside 1…\(bids.count)" }
      let index = Int(winner) - 1
      if bids.feasible[index] == 0 { return "winner \(winner) is not feasible" }
      if payment < bids.prices[index] {
        return "payment \(payment) µrUv is below the winner's price of \(bids.prices[index]) µrUv"
      }
      return payment > reserve ? "payment \(payment) µrUv is above the reserve of \(reserve) µrUv" : nil
    }
  }
}
