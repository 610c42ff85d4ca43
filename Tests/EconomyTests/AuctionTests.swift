import Economy
import Kernels
import Policies
import Testing

/// Clears bids by a rule, one bid a node.
private func cleared(_ prices: [Int64], reserve: Int64, feasible: [Bool]? = nil, rule: AuctionRule = AuctionRule(seed: 1), task: Int = 0) -> Award? {
  let bids = BidBook()
  for (node, price) in prices.enumerated() { bids.add(node: node, price: price, isFeasible: feasible?[node] ?? true) }
  return rule.clear(bids, task: task, reserve: reserve)
}

/// A rule that always answers the same, whatever was asked.
private func stubborn(_ winner: Int64?, _ payment: Int64?) -> any Policy {
  NativePolicy(kind: "auction", name: "stubborn", [{ frame, _ in
    if let winner { frame.result(0, winner) } else { frame.resultNone(0) }
    if let payment { frame.result(1, payment) } else { frame.resultNone(1) }
  }])
}

@Suite struct AuctionTests {
  @Test func `the cheapest wins and is paid the second-cheapest`() {
    let award = cleared([300, 900, 700], reserve: 1_000)
    #expect(award?.node == 0 && award?.index == 0 && award?.price == 300 && award?.payment == 700)
  }

  @Test func `no bid, one bid and an unaffordable bid have defined answers`() {
    #expect(cleared([], reserve: 100) == nil)
    #expect(cleared([40], reserve: 100)?.payment == 100)
    #expect(cleared([101], reserve: 100) == nil)
    #expect(cleared([-1], reserve: 100) == nil)
    #expect(cleared([0], reserve: 0)?.payment == 0)
    #expect(cleared([1], reserve: -5) == nil)
    #expect(cleared([.max, .max], reserve: 1 << 62) == nil)
  }

  @Test func `an ask above the reserve or an infeasible one sets nobody's price`() {
    #expect(cleared([40, .max], reserve: 100)?.payment == 100)
    #expect(cleared([40, 60], reserve: 100, feasible: [true, false])?.payment == 100)
    #expect(cleared([40, 60], reserve: 100, feasible: [false, true])?.node == 1)
  }

  @Test func `ties go to each bidder about equally often, and not by arrival`() {
    let rule = AuctionRule(seed: 9)
    var wins = [0, 0, 0, 0]
    for task in 0..<4_000 { wins[cleared([5, 5, 5, 5], reserve: 9, rule: rule, task: task)!.node] += 1 }
    for count in wins { #expect(abs(count - 1_000) < 130, "wins \(wins)") }
    let forwards = BidBook(), backwards = BidBook()
    for node in 0..<4 { forwards.add(node: node, price: 5) }
    for node in (0..<4).reversed() { backwards.add(node: node, price: 5) }
    for task in 0..<100 {
      #expect(rule.clear(forwards, task: task, reserve: 9)?.node == rule.clear(backwards, task: task, reserve: 9)?.node)
    }
  }

  @Test func `no deviation beats asking one's true cost, for every market of three and costs up to six`() {
    let rule = AuctionRule(seed: 3)
    for cost in 0...6 as ClosedRange<Int64> {
      for others in 0..<49 as Range<Int64> {
        let market = { (ask: Int64) in cleared([ask, others / 7, others % 7], reserve: 5, rule: rule) }
        let gain = { (ask: Int64) in market(ask).map { $0.node == 0 ? $0.payment - cost : 0 } ?? 0 }
        let truthful = gain(cost)
        #expect(truthful >= 0)
        for ask in 0...8 as ClosedRange<Int64> { #expect(gain(ask) <= truthful, "cost \(cost), others \(others), ask \(ask)") }
      }
    }
  }

  @Test func `a bidder who splits into two gains nothing`() {
    let rule = AuctionRule(seed: 3)
    for cost in 0...5 as ClosedRange<Int64> {
      for other in 0...6 as ClosedRange<Int64> {
        let alone = cleared([cost, other], reserve: 5, rule: rule).map { $0.node == 0 ? $0.payment - cost : 0 } ?? 0
        for first in 0...6 as ClosedRange<Int64> {
          for second in 0...6 as ClosedRange<Int64> {
            let split = cleared([first, other, second], reserve: 5, rule: rule).map { $0.node != 1 ? $0.payment - cost : 0 } ?? 0
            #expect(split <= alone, "cost \(cost), other \(other), asks \(first) and \(second)")
          }
        }
      }
    }
  }

  @Test(arguments: [
    (2, 50), (1, 39), (1, 101), (0, 50), (4, 50), (-1, 50), (1, nil), (nil, 7), (1, -1), (1, .max),
  ] as [(Int64?, Int64?)])
  func `a wrong award is never paid, and suspends its rule at once`(winner: Int64?, payment: Int64?) {
    let slot = PolicySlot(Auction.kind)
    slot.use(stubborn(winner, payment))
    let rule = AuctionRule(slot, seed: 1)
    let award = cleared([40, 60, 80], reserve: 100, feasible: [true, false, true], rule: rule)
    #expect(award?.node == 0 && award?.payment == 80)
    #expect(slot.suspension != nil && slot.faults.count == 1)
  }

  @Test func `a rule may award nobody`() {
    let slot = PolicySlot(Auction.kind)
    slot.use(stubborn(nil, nil))
    #expect(cleared([40], reserve: 100, rule: AuctionRule(slot, seed: 1)) == nil)
    #expect(slot.suspension == nil)
  }

  @Test func `a book grows past its capacity and keeps every bid`() {
    let bids = BidBook(capacity: 2)
    for node in 0..<1_000 { bids.add(node: node, price: Int64(1_000 + (node * 7_919) % 1_000)) }
    let award = AuctionRule(seed: 1).clear(bids, task: 0, reserve: 5_000)
    #expect(award?.node == 0 && award?.payment == 1_001)
  }
}

@Suite struct BiddingTests {
  @Test func `the built-in bidder asks its cost`() {
    #expect(BiddingRule(seed: 1).bid(node: 3, task: 9, cost: 1_234, Bidding.Circumstances()) == 1_234)
  }

  @Test(arguments: [-1, Int64.max]) func `a price out of range falls back to the cost and suspends the rule`(price: Int64) {
    let slot = PolicySlot(Bidding.kind)
    slot.use(NativePolicy(kind: "bidding", name: "wild", [{ frame, _ in frame.result(0, price) }]))
    #expect(BiddingRule(slot, seed: 1).bid(node: 0, task: 0, cost: 50, Bidding.Circumstances()) == 50)
    #expect(slot.suspension != nil)
  }

  @Test func `a rule sees what the node knows, and may stay out`() {
    let slot = PolicySlot(Bidding.kind)
    slot.use(NativePolicy(kind: "bidding", name: "picky", [{ frame, _ in
      if frame.integer(3)! > frame.integerArgument(0)! { frame.result(0, frame.integer(4)!) } else { frame.resultNone(0) }
    }]))
    var circumstances = Bidding.Circumstances()
    circumstances.reserve = 100
    circumstances.lastClearing = 77
    let rule = BiddingRule(slot, seed: 1)
    #expect(rule.bid(node: 0, task: 0, cost: 50, circumstances) == 77)
    #expect(rule.bid(node: 0, task: 1, cost: 100, circumstances) == nil)
    #expect(slot.suspension == nil)
  }
}
