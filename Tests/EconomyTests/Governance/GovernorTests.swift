import Economy
import Testing

@Suite struct GovernorTests {
  @Test func `a carried proposal waits for its timelock, is executed once, and changes what it names`() throws {
    let chamber = try Chamber(stakes: [60, 40]), governor = chamber.governor
    let proposal = try chamber.propose(at: 100)
    #expect(proposal.voteStart == 101 && proposal.voteEnd == 111 && proposal.snapshot == 99)
    try governor.vote(.for, on: 1, by: 0, at: 105)
    #expect(throws: GovernanceError.wrongState(number: 1, state: .active, action: "executed")) { try governor.execute(1, at: 111) }
    #expect(throws: GovernanceError.timelocked(number: 1, due: 117, now: 116)) { try governor.execute(1, at: 116) }
    try governor.execute(1, at: 117)
    #expect(chamber.fee == 300 && chamber.state(1) == .executed)
    #expect(throws: GovernanceError.wrongState(number: 1, state: .executed, action: "executed")) { try governor.execute(1, at: 118) }
  }

  @Test func `votes are taken after the delay, up to and including the last moment`() throws {
    for (now, isTaken) in [(100, false), (101, false), (102, true), (111, true), (112, false)] as [(Int64, Bool)] {
      let chamber = try Chamber(stakes: [60, 40])
      _ = try chamber.propose(at: 100)
      let done = (try? chamber.governor.vote(.for, on: 1, by: 0, at: now)) != nil
      #expect(done == isTaken, "at \(now)")
    }
  }

  @Test func `the quorum is met at its boundary, not one below it, and never by an empty electorate`() throws {
    for (stake, isCarried) in [(19, false), (20, true)] as [(Int64, Bool)] {
      let chamber = try Chamber(stakes: [stake, 100 - stake])
      _ = try chamber.propose()
      try chamber.governor.vote(.for, on: 1, by: 0, at: 5)
      chamber.governor.settle(at: 12)
      #expect((chamber.state(1) == .queued) == isCarried)
    }
    let empty = try Chamber(stakes: [0, 0])
    #expect(throws: GovernanceError.belowThreshold(power: 0, needed: 1)) { _ = try empty.propose() }
  }

  @Test func `a majority is strictly more than its share, whatever abstains`() throws {
    for (parts, majority, isCarried) in [
      ([50, 50, 0], 5_000, false), ([51, 50, 0], 5_000, true), ([6_667, 3_333, 0], 6_667, false), ([6_668, 3_332, 0], 6_667, true), ([1, 0, 900], 5_000, true),
      ([0, 0, 900], 5_000, false),
    ] as [([Int64], Int64, Bool)] {
      let chamber = try Chamber(stakes: parts)
      let governor = chamber.governor, name = majority == 5_000 ? "fee" : "limit"
      let proposer = parts.firstIndex { $0 > 0 }!
      try governor.propose([.parameter(name, 11)], by: proposer, at: 0)
      for (member, support) in Support.allCases.enumerated() where parts[member] > 0 { try governor.vote(support, on: 1, by: member, at: 5) }
      governor.settle(at: 12)
      #expect((chamber.state(1) != .defeated) == isCarried, "\(parts) at \(majority)")
    }
  }

  @Test func `a quorum that comes late gives everybody time to answer, once`() throws {
    let chamber = try Chamber(stakes: [10, 30, 60]) { $0.lateExtension = 8 }, governor = chamber.governor
    _ = try chamber.propose()
    try governor.vote(.for, on: 1, by: 1, at: 11)
    #expect(governor.proposals[0].voteEnd == 19 && governor.proposals[0].isExtended)
    try governor.vote(.against, on: 1, by: 2, at: 19)
    #expect(governor.proposals[0].voteEnd == 19)
    governor.settle(at: 20)
    #expect(chamber.state(1) == .defeated)
  }

  @Test func `a batch that fails is undone as a whole`() throws {
    let chamber = try Chamber(stakes: [100]), governor = chamber.governor
    try governor.propose([.parameter("fee", 300), .policy(kind: "auction", name: "first_price", hash: "aa")], by: 0, at: 0)
    try governor.vote(.for, on: 1, by: 0, at: 5)
    try governor.approve(1, at: 6)
    chamber.policies.failure = "breaks a law"
    #expect(throws: GovernanceError.refused("breaks a law")) { try governor.execute(1, at: 20) }
    #expect(chamber.fee == 200 && chamber.policies.inForce == "vickrey" && chamber.state(1) == .queued)
    #expect(governor.log.last?.kind == .undone("breaks a law"))
    chamber.policies.failure = nil
    chamber.policies.hashes["first_price"] = "cc"
    #expect(throws: GovernanceError.self) { try governor.execute(1, at: 21) }
    chamber.policies.hashes["first_price"] = "aa"
    try governor.execute(1, at: 22)
    #expect(chamber.fee == 300 && chamber.policies.inForce == "first_price")
  }

  @Test func `nothing out of bounds is proposed, and what needs a person waits for one until it expires`() throws {
    let chamber = try Chamber(stakes: [100]), governor = chamber.governor
    for change in [.parameter("fee", 1_001), .parameter("fee", -1), .parameter("quorum", 10_100), .parameter("voting_period", 0), .parameter("fees", 1)] as [Change] {
      #expect(throws: GovernanceError.self) { try governor.propose([.parameter("limit", 20), change], by: 0, at: 0) }
    }
    #expect(throws: GovernanceError.self) { try governor.propose([], by: 0, at: 0) }
    #expect(throws: GovernanceError.self) { try governor.propose([.parameter("fee", 1), .parameter("fee", 2)], by: 0, at: 0) }
    try governor.propose([.parameter("limit", 20)], by: 0, at: 0)
    try governor.vote(.for, on: 1, by: 0, at: 5)
    governor.settle(at: 12)
    #expect(chamber.state(1) == .succeeded && governor.queue.map(\.number) == [1])
    governor.settle(at: 37)
    #expect(chamber.state(1) == .succeeded)
    governor.settle(at: 38)
    #expect(chamber.state(1) == .expired && governor.queue.isEmpty)
  }

  @Test func `the guardian approves, pauses and vetoes`() throws {
    let chamber = try Chamber(stakes: [100]), governor = chamber.governor
    try governor.propose([.parameter("limit", 20)], by: 0, at: 0)
    _ = try chamber.propose()
    for number in 1...2 { try governor.vote(.for, on: number, by: 0, at: 5) }
    #expect(throws: GovernanceError.needsNoApproval(2)) { try governor.approve(2, at: 6) }
    try governor.approve(1, at: 15)
    #expect(governor.proposals[0].due == 20 && governor.proposals[1].due == 17)
    governor.pause(at: 18)
    #expect(throws: GovernanceError.paused) { try governor.execute(2, at: 19) }
    try governor.veto(2, "not now", at: 19)
    governor.resume(at: 20)
    try governor.execute(1, at: 20)
    #expect(chamber.limit == 20 && chamber.fee == 200 && chamber.state(2) == .vetoed)
    #expect(throws: GovernanceError.self) { try governor.veto(2, "again", at: 21) }
  }

  @Test func `ids bind proposer, content and number, and only a proposer cancels, while it is pending`() throws {
    let chamber = try Chamber(stakes: [50, 50]), governor = chamber.governor
    let ids = [try chamber.propose(by: 0).id, try chamber.propose(by: 1).id, try chamber.propose(by: 0).id, try chamber.propose(fee: 301, by: 0).id]
    #expect(Set(ids).count == 4)
    #expect(throws: GovernanceError.tooManyOpen(limit: 3)) { _ = try chamber.propose(by: 0) }
    #expect(throws: GovernanceError.notProposer(member: 1, number: 1)) { try governor.cancel(1, by: 1, at: 0) }
    try governor.cancel(1, by: 0, at: 1)
    #expect(throws: GovernanceError.wrongState(number: 3, state: .active, action: "cancelled")) { try governor.cancel(3, by: 0, at: 2) }
  }

  @Test func `the last value of each rule's bounds is taken, the next is not`() throws {
    for rule in GovernanceRules.declarations {
      for (value, isTaken) in [(rule.bounds.lowerBound, true), (rule.bounds.upperBound, true), (rule.bounds.lowerBound - 1, false), (rule.bounds.upperBound + 1, false)] {
        var rules = GovernanceRules()
        rules[keyPath: rule.place] = value
        #expect(((try? rules.check()) != nil) == isTaken, "\(rule.name) = \(value)")
      }
    }
  }
}
