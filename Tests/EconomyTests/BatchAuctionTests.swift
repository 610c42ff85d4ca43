import Economy
import Kernels
import Policies
import Testing

/// Several equal tasks at once, and auctions that stay under the rule they were opened under.
@Suite struct BatchAuctionTests {
  private func book(_ prices: [Int64]) -> BidBook {
    let bids = BidBook()
    for (node, price) in prices.enumerated() { bids.add(node: node, price: price) }
    return bids
  }

  @Test func `each winner is paid what its tasks would cost without it`() {
    let rule = AuctionRule(seed: 1)
    // Three tasks, two by the first at 3, one by the second at 5. Without the first: 5 and 9 besides the 5.
    let batch = rule.clearMany(book([3, 5, 9]), capacities: [2, 2, 2], tasks: 3, task: 0, reserve: 10)
    #expect(batch.awarded == [2, 1, 0] && batch.payments == [5 + 9, 9, 0])
    // Alone, the reserve stands in.
    #expect(rule.clearMany(book([3]), capacities: [5], tasks: 4, task: 0, reserve: 10) == BatchAward(awarded: [4], payments: [40]))
    #expect(rule.clearMany(book([11]), capacities: [5], tasks: 4, task: 0, reserve: 10) == BatchAward(awarded: [0], payments: [0]))
  }

  @Test func `no bidder gains by another price, in 1,000 random batches`() {
    let rule = AuctionRule(seed: 1)
    var random = RandomStream(seed: 11, "vcg")
    for round in 0..<1_000 {
      let count = 1 + random.below(5)
      let costs = (0..<count).map { _ in Int64(random.below(20)) }, capacities = (0..<count).map { _ in Int64(random.below(5)) }
      let tasks = Int64(1 + random.below(8))
      func profit(_ prices: [Int64], of bidder: Int) -> Int64 {
        let batch = rule.clearMany(book(prices), capacities: capacities, tasks: tasks, task: round, reserve: 20)
        return batch.payments[bidder] - batch.awarded[bidder] * costs[bidder]
      }
      for bidder in 0..<count {
        let truth = profit(costs, of: bidder)
        #expect(truth >= 0)
        for price in stride(from: Int64(0), through: 20, by: 3) {
          var lie = costs
          lie[bidder] = price
          #expect(profit(lie, of: bidder) <= truth, "seed 11, round \(round): costs \(costs), capacities \(capacities), \(tasks) tasks: bidder \(bidder) asks \(price)")
        }
      }
    }
  }

  @Test func `a rule without clear_many clears one task after the other`() {
    let rule = AuctionRule(seed: 1)
    rule.slot.use(NativePolicy(kind: "auction", name: "cheapest", [{ frame, _ in
      let prices = frame.argumentElements(0, Int64.self), feasible = frame.argumentElements(1, UInt8.self)
      guard let best = prices.indices.filter({ feasible[$0] != 0 }).min(by: { prices[$0] < prices[$1] }) else { return frame.resultNone(0) }
      frame.result(0, Int64(best + 1))
      frame.result(1, prices[best])
    }]))
    let bids = book([4, 2, 7])
    #expect(rule.clearMany(bids, capacities: [1, 2, 9], tasks: 4, task: 0, reserve: 10) == BatchAward(awarded: [1, 2, 1], payments: [4, 4, 7]))
    // What was feasible still is.
    #expect(rule.clear(bids, task: 0, reserve: 10)?.node == 1)
  }

  @Test(arguments: [([2, 2], [9, 9]), ([1, 1], [1, 9]), ([1, 0], [5, 1]), ([-1, 1], [0, 5]), ([1, 1], [11, 9])])
  func `a wrong batch is never paid, and suspends its rule at once`(awarded: [Int64], payments: [Int64]) {
    let rule = AuctionRule(seed: 1)
    rule.slot.use(NativePolicy(kind: "auction", name: "wrong", [{ _, _ in }, { frame, _ in
      for i in 0..<2 {
        frame.resultElements(0, Int64.self)[i] = awarded[i]
        frame.resultElements(1, Int64.self)[i] = payments[i]
      }
    }]))
    let batch = rule.clearMany(book([4, 6]), capacities: [2, 1], tasks: 2, task: 0, reserve: 10)
    #expect(batch == BatchAward(awarded: [2, 0], payments: [6 + 10, 0]))
    #expect(rule.slot.suspension != nil)
  }

  // MARK: Pinned rules

  private func paying(_ name: String, _ payment: @escaping (Int64, Int64) -> Int64) -> any Policy {
    NativePolicy(kind: "auction", name: name, [{ frame, _ in
      frame.result(0, Int64(1))
      frame.result(1, payment(frame.argumentElements(0, Int64.self)[0], frame.integer(0)!))
    }])
  }

  private func opened(_ rule: AuctionRule, _ ledger: Ledger, _ node: AccountID, _ forfeits: AccountID, _ task: Int) throws -> SealedAuction {
    let auction = SealedAuction(ledger: ledger, bond: BidBond(amount: 10, forfeits: forfeits))
    auction.open(task: task, close: 10, end: 20, under: rule)
    let bid = SealedBid(task: task, node: 1, price: 30, nonce: Nonce(high: 1, low: 2))
    try auction.commit(node: 1, bid.commitment, account: node, at: 0)
    try auction.reveal(bid, at: 10)
    return auction
  }

  @Test func `an auction ends under the rule it was opened under, whatever is in force by then`() throws {
    let ledger = Ledger(), issuer = ledger.open("issuer", limit: .creditsMustNotExceedDebits), node = ledger.open("node"), forfeits = ledger.open("forfeits")
    try ledger.transfer(TransferID(.issue, task: 0), from: issuer, to: node, amount: 100, code: .issue)
    let rule = AuctionRule(seed: 1)
    rule.slot.use(paying("asked") { asked, _ in asked })
    let auction = try opened(rule, ledger, node, forfeits, 1)
    rule.slot.use(paying("reserve") { _, reserve in reserve })
    #expect(auction.pinned?.identity.name == "asked")
    #expect(try auction.resolve(rule, reserve: 99, at: 20)?.payment == 30)
    let next = try opened(rule, ledger, node, forfeits, 2)
    #expect(try next.resolve(rule, reserve: 99, at: 20)?.payment == 99)
  }

  @Test func `an auction whose rule was suspended since is called off, and every bond is back`() throws {
    let ledger = Ledger(), issuer = ledger.open("issuer", limit: .creditsMustNotExceedDebits), node = ledger.open("node"), forfeits = ledger.open("forfeits")
    try ledger.transfer(TransferID(.issue, task: 0), from: issuer, to: node, amount: 100, code: .issue)
    let rule = AuctionRule(seed: 1)
    rule.slot.use(paying("too much") { _, reserve in reserve + 1 })
    let first = try opened(rule, ledger, node, forfeits, 1), second = try opened(rule, ledger, node, forfeits, 2)
    #expect(try first.resolve(rule, reserve: 99, at: 20)?.payment == 99)  // the built-in rule, alone: the reserve
    #expect(rule.slot.suspension != nil)
    #expect { try second.resolve(rule, reserve: 99, at: 20) } throws: { "\($0)".contains("was suspended since") }
    #expect(ledger.available(to: node) == 100)
    rule.slot.reinstate()
    let third = try opened(rule, ledger, node, forfeits, 3)
    #expect(third.pinned?.identity.name == "too much")
  }

  @Test func `a pinned rule that fails after it was replaced is counted, and strikes nobody else`() throws {
    let ledger = Ledger(), issuer = ledger.open("issuer", limit: .creditsMustNotExceedDebits), node = ledger.open("node"), forfeits = ledger.open("forfeits")
    try ledger.transfer(TransferID(.issue, task: 0), from: issuer, to: node, amount: 100, code: .issue)
    let rule = AuctionRule(seed: 1)
    rule.slot.use(paying("too much") { _, reserve in reserve + 1 })
    let auction = try opened(rule, ledger, node, forfeits, 1)
    rule.slot.use(paying("asked") { asked, _ in asked })
    #expect(try auction.resolve(rule, reserve: 99, at: 20)?.payment == 99)
    #expect(rule.slot.faultCount == 1 && rule.slot.suspension == nil && rule.slot.answering.identity.name == "asked")
  }
}
