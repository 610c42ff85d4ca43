import Policies

/// Who does how many of several equal tasks, and is paid what: one entry a bid.
public struct BatchAward: Sendable, Equatable {
  public var awarded: [Int64]
  /// In µrUv, for all its tasks.
  public var payments: [Int64]

  public init(awarded: [Int64], payments: [Int64]) {
    self.awarded = awarded
    self.payments = payments
  }
}

extension AuctionRule {
  /// Shares equal tasks out among feasible bids that ask at most the reserve for each.
  ///
  /// A rule that has no `clear_many` clears one task after the other.
  ///
  /// - Parameters:
  ///   - capacities: tasks each bidder can do, at least 0; one a bid.
  ///   - tasks: how many there are, 1 … `Auction.tasksLimit`.
  ///   - task: the number of the batch; ties and chance depend on it.
  ///   - reserve: the most that is paid for one, in µrUv.
  /// - Precondition: `reserve · tasks` is at most 2^62.
  public func clearMany(_ bids: BidBook, capacities: [Int64], tasks: Int64, task: Int, reserve: Int64, now: Int64 = 0) -> BatchAward {
    precondition(capacities.count == bids.count && (1...Auction.tasksLimit).contains(tasks))
    precondition(reserve <= Auction.priceLimit / tasks, "the reserve of \(reserve) µrUv for \(tasks) tasks is above 2^62")
    var batch = BatchAward(awarded: Array(repeating: 0, count: bids.count), payments: Array(repeating: 0, count: bids.count))
    if reserve < 0 || bids.count == 0 || admit(bids, task: task, reserve: reserve) == 0 { return batch }
    guard slot.answering.implements(Auction.Call.clearMany) else {
      clearOneByOne(bids, capacities, tasks, task, reserve, now, &batch)
      return batch
    }
    var capacities = capacities
    for i in capacities.indices { capacities[i] = bids.feasible[i] == 0 ? 0 : min(max(0, capacities[i]), tasks) }
    capacities.withUnsafeBufferPointer { capacities in
      batch.awarded.withUnsafeMutableBufferPointer { awarded in
        batch.payments.withUnsafeMutableBufferPointer { payments in
          lend(bids, reserve: reserve, units: 1, tasks: tasks)
          frame.lendArgument(Auction.Argument.capacities, capacities.baseAddress!, count: bids.count)
          frame.lendResult(Auction.Result.awarded, awarded.baseAddress!, count: bids.count)
          frame.lendResult(Auction.Result.payments, payments.baseAddress!, count: bids.count)
          frame.now = now
          frame.random = chance.lane(UInt64(task)).state
          slot.call(Auction.Call.clearMany, frame) { (frame) throws(PolicyFault) in
            if let problem = Auction.problem(awarded, payments, bids.prices, capacities, tasks: tasks, reserve: reserve) {
              throw .violation(slot.answering, "clear_many", problem)
            }
          }
          frame.endCall()
        }
      }
    }
    return batch
  }

  private func clearOneByOne(
    _ bids: BidBook, _ capacities: [Int64], _ tasks: Int64, _ task: Int, _ reserve: Int64, _ now: Int64, _ batch: inout BatchAward
  ) {
    let feasible = (0..<bids.count).map { bids.feasible[$0] }
    defer { for i in feasible.indices { bids.feasible[i] = feasible[i] } }
    for _ in 0..<tasks {
      for i in feasible.indices { bids.feasible[i] = batch.awarded[i] < capacities[i] ? feasible[i] : 0 }
      guard let award = clear(bids, task: task, reserve: reserve, now: now) else { return }
      batch.awarded[award.index] += 1
      batch.payments[award.index] += award.payment
    }
  }
}

extension Auction {
  /// What is wrong with an answer to `clear_many`; nil if nothing.
  static func problem(
    _ awarded: UnsafeMutableBufferPointer<Int64>, _ payments: UnsafeMutableBufferPointer<Int64>, _ prices: UnsafeMutablePointer<Int64>,
    _ capacities: UnsafeBufferPointer<Int64>, tasks: Int64, reserve: Int64
  ) -> String? {
    var total: Int64 = 0
    for i in awarded.indices {
      if awarded[i] < 0 || awarded[i] > capacities[i] { return "bidder \(i + 1) gets \(awarded[i]) tasks, and can do \(capacities[i])" }
      total += awarded[i]
      let (least, most) = (awarded[i] == 0 ? 0 : prices[i] * awarded[i], reserve * awarded[i])
      if payments[i] < least { return "bidder \(i + 1) is paid \(payments[i]) µrUv for \(awarded[i]) tasks, and asks \(least) µrUv" }
      if payments[i] > most { return "bidder \(i + 1) is paid \(payments[i]) µrUv for \(awarded[i]) tasks, above the reserve of \(most) µrUv" }
    }
    return total > tasks ? "\(total) tasks are awarded of \(tasks)" : nil
  }
}
