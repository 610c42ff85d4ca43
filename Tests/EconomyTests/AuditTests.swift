import Economy
import Policies
import Testing

/// What the search for profitable lies finds, in rules whose answer is known.
@Suite struct AuditTests {
  private func rule(_ name: String, _ payment: @escaping (_ asked: Int64, _ next: Int64, _ reserve: Int64) -> Int64) -> any Policy {
    NativePolicy(kind: "auction", name: name, [{ frame, _ in
      let prices = frame.argumentElements(0, Int64.self), feasible = frame.argumentElements(1, UInt8.self), ties = frame.elements(6, Int64.self)
      let order = prices.indices.filter { feasible[$0] != 0 }.sorted { (prices[$0], ties[$0]) < (prices[$1], ties[$1]) }
      guard let winner = order.first else {
        frame.resultNone(0)
        return frame.resultNone(1)
      }
      let reserve = frame.integer(0)!
      frame.result(0, Int64(winner + 1))
      frame.result(1, payment(prices[winner], order.count > 1 ? prices[order[1]] : reserve, reserve))
    }])
  }

  @Test func `second price has no profitable lie`() throws {
    let audit = try AuctionAudit(PolicySlot(Auction.kind).fallback, seed: 1)
    #expect(audit.misreport == nil && audit.falseName == nil && audit.loss == nil && audit.meanRegret == 0 && audit.faults == 0)
    #expect(audit.smallMarkets > 10_000 && audit.randomMarkets == 2_000)
  }

  @Test func `first price has one, and the finding holds when it is played`() throws {
    let first = rule("first") { asked, _, _ in asked }
    let audit = try AuctionAudit(first, seed: 1)
    let finding = try #require(audit.misreport)
    #expect(finding.gain > 0 && finding.deviating - finding.truthful == finding.gain && audit.meanRegret > 0)
    guard case .price(let price) = finding.deviation else { return #expect(Bool(false)) }
    func profit(_ asked: Int64) -> Int64 {
      let bids = BidBook()
      bids.add(node: 0, price: asked, isFeasible: asked <= finding.reserve)
      for (i, other) in finding.others.enumerated() { bids.add(node: i + 2, price: other, isFeasible: other <= finding.reserve) }
      let played = AuctionRule(seed: 1)
      played.slot.use(first)
      guard let award = played.clear(bids, task: 0, reserve: finding.reserve), award.node == 0 else { return 0 }
      return award.payment - finding.cost
    }
    #expect(profit(price) - profit(finding.cost) == finding.gain)
  }

  @Test func `a rule whose second price may be one's own is caught by the false name`() throws {
    // Counts bids above the reserve as the next price, as a sketch of this auction did.
    let audit = try AuctionAudit(rule("midway") { asked, next, _ in (asked + next) / 2 }, seed: 1)
    #expect(audit.misreport != nil)
    let third = NativePolicy(kind: "auction", name: "third", [{ frame, _ in
      let prices = frame.argumentElements(0, Int64.self), feasible = frame.argumentElements(1, UInt8.self), ties = frame.elements(6, Int64.self)
      let order = prices.indices.filter { feasible[$0] != 0 }.sorted { (prices[$0], ties[$0]) < (prices[$1], ties[$1]) }
      guard let winner = order.first else {
        frame.resultNone(0)
        return frame.resultNone(1)
      }
      // Pays the highest of all feasible bids: a second name sets it.
      frame.result(0, Int64(winner + 1))
      frame.result(1, prices[order.last!])
    }])
    #expect(try AuctionAudit(third, seed: 1).falseName != nil)
  }

  @Test func `what breaks the contract is counted`() throws {
    let audit = try AuctionAudit(rule("greedy") { _, _, reserve in reserve + 1 }, seed: 1)
    #expect(audit.faults == 1, "it is suspended at once, and the built-in rule answers from then on")
  }
}
