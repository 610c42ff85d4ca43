import Economy
import Interface
import Kernels
import Policies
import Simulation
import Testing

@Suite struct BusinessMarketTests {
  @Test func `whatever businesses do, money is neither made nor lost, and as many live as there are seats`() throws {
    var closures = 0, upkeeps = 0, suspensions = 0
    for seed in 1...1_000 as ClosedRange<UInt64> {
      var terms = BusinessTerms()
      terms.seed = seed
      terms.capital = Int64(seed % 13) * 1_000_000
      terms.rent = Int64(seed % 7) * 2_000_000
      let market = try BusinessFixture.market(
        [("one", 2, BusinessFixture.erratic(seed)), ("two", 2, BusinessFixture.erratic(~seed))], terms: terms,
        demand: BusinessFixture.demand(days: 2, rate: 2, seed: seed))
      let issued = market.ledger.issued
      for quarter in 1...8 as ClosedRange<Int64> {
        market.run(until: quarter * BusinessResults.stretch)
        #expect(market.livingCount == 4, "seed \(seed)")
      }
      market.run()
      #expect(throws: Never.self, "seed \(seed)") { try market.ledger.audit() }
      #expect(market.ledger.issued == issued && market.isDone && market.livingCount == 4, "seed \(seed)")
      for account in 0..<market.ledger.accountCount {
        let id = AccountID(rawValue: UInt32(account))
        #expect(market.ledger.available(to: id) >= 0, "seed \(seed): \(market.ledger.name(of: id))")
      }
      #expect(market.ledger.pendingCount == 0, "seed \(seed): work unsettled")
      #expect(market.foundedCount == 4 + market.results.closures, "seed \(seed)")
      #expect(market.results.ended.reduce(0, +) == market.demand.requests.count, "seed \(seed)")
      closures += market.results.closures
      upkeeps += market.results.upkeeps
      suspensions += market.suspensions.count
    }
    // Or nothing was tried.
    #expect(closures > 500 && upkeeps > 5_000 && suspensions > 100, "\(closures) closures, \(upkeeps) upkeeps, \(suspensions) suspensions")
  }

  @Test func `who orders more than it has is suspended at once, and nothing moves`() throws {
    for excess in [1, 1 << 61] as [Int64] {
      let spender = BusinessFixture.business(invest: { frame, _ in [nil, nil, frame.integer(7)! + excess, nil] })
      let market = try BusinessFixture.market([("spender", 3, spender)])
      #expect(market.suspensions.count == 1 && market.suspensions[0].contains("µrUv to spend"), "\(market.suspensions)")
      for seat in 0..<3 {
        #expect(market.tenant(of: seat).stake == market.terms.stake && market.tenant(of: seat).balance == market.terms.capital - market.terms.stake)
      }
      market.run()
      #expect(market.results.payments > 0, "the built-in business goes on")
    }
  }

  @Test func `capacity that overflows, or an adapter for no domain, is no order`() throws {
    for order in [[nil, 1_000], [4], [0], [nil, -1], [nil, nil, -1], [nil, nil, nil, .max]] as [[Int64?]] {
      var terms = BusinessTerms()
      terms.capital = 900_000_000
      terms.capacityPrice = 1 << 55
      let market = try BusinessFixture.market([("wild", 2, BusinessFixture.business(invest: { _, _ in order }))], terms: terms)
      #expect(market.suspensions.count == 1, "\(order)")
      #expect(market.tenant(of: 0).balance == terms.capital - terms.stake, "\(order)")
    }
  }

  @Test func `an upkeep is paid out of what was set aside, and stops when that is gone`() throws {
    let terms = BusinessTerms(), each = terms.upkeepFee + terms.adapterPrice
    let trainer = BusinessFixture.business(
      bid: { _, _ in nil }, invest: { frame, _ in frame.integer(16) == 0 ? [nil, nil, nil, 3 * each + 5] : [] }, due: { _, _ in true },
      upkeep: { frame, _ in frame.integer(8)! >= each ? ([2], nil) : ([], nil) })
    let market = try BusinessFixture.market([("trainer", 1, trainer)], terms: terms)
    #expect(market.tenant(of: 0).prepaid == 3 * each + 5)
    market.run(until: 46 * BusinessFixture.minute)
    #expect(market.results.upkeeps == 3 && market.results.adapters == 3 && market.tenant(of: 0).prepaid == 5)
    let skill = market.tenant(of: 0).skills[1]
    #expect(abs(skill - 0.875) < 1e-12 && market.tenant(of: 0).skills[0] == 0, "three trainings, each of half of what is missing")
    market.run(until: 600 * BusinessFixture.minute)
    #expect(market.results.upkeeps == 3 && market.tenant(of: 0).prepaid == 5, "the fee isn't there")
    #expect(market.suspensions.isEmpty)
  }

  @Test func `an upkeep beyond what was set aside is suspended, and the money stays`() throws {
    let terms = BusinessTerms()
    let debtor = BusinessFixture.business(
      bid: { _, _ in nil }, invest: { frame, _ in frame.integer(16) == 0 ? [nil, nil, nil, terms.upkeepFee + terms.adapterPrice - 1] : [] },
      due: { _, _ in true }, upkeep: { _, _ in ([1], nil) })
    let market = try BusinessFixture.market([("debtor", 1, debtor)], terms: terms)
    market.run(until: 16 * BusinessFixture.minute)
    #expect(market.suspensions.count == 1 && market.results.adapters == 0)
    // What was due before it was suspended is an upkeep that did nothing.
    #expect(market.tenant(of: 0).prepaid == terms.adapterPrice - 1 && market.results.upkeeps == 1)
  }

  @Test func `a trigger closes a business and opens it again`() throws {
    let sleeper = BusinessFixture.business(
      invest: { frame, _ in frame.integer(16) == 0 ? [nil, nil, nil, 1_000_000] : [] },
      due: { frame, _ in frame.integer(16) == 0 && (frame.number(15) == 6 || frame.number(15) == 18) }, upkeep: { frame, _ in ([], frame.number(15) == 18) })
    let market = try BusinessFixture.market([("sleeper", 3, sleeper)], demand: BusinessFixture.demand(days: 1, rate: 40, nodes: 3))
    market.run(until: 360 * BusinessFixture.minute)
    let bids = market.standings[0].bids
    #expect(bids > 50 && !market.tenant(of: 0).isOpen)
    market.run(until: 1_079 * BusinessFixture.minute)
    #expect(market.standings[0].bids == bids, "nobody is asked while it is closed")
    market.run()
    #expect(market.tenant(of: 0).isOpen && market.standings[0].bids > bids && market.results.upkeeps == 6)
  }

  @Test func `who cannot pay its rent makes room for a copy of a profitable business`() throws {
    var terms = BusinessTerms()
    terms.capital = 6_000_000
    let idle = BusinessFixture.business(bid: { _, _ in nil })
    let busy = BusinessFixture.business(bid: { frame, _ in 12 * frame.integerArgument(0)! / 10 })
    let market = try BusinessFixture.market(
      [("idle", 3, idle), ("busy", 3, busy)], terms: terms, demand: BusinessFixture.demand(days: 4, rate: 60, nodes: 6))
    market.run()
    #expect(market.results.population.map { $0.reduce(0, +) } == [6, 6, 6, 6])
    #expect(market.results.population[0] == [0, 6] && market.standings[0].closed == 3 && market.standings[0].living == 0)
    #expect(market.standings[0].earned == 0 && market.standings[1].earned == market.results.payments)
  }

  @Test func `a successor inherits options, the fractional ones changed a little`() throws {
    var terms = BusinessTerms()
    terms.capital = 4_500_000
    terms.rent = 2_000_000
    var asked: [Table] = []
    let busy = BusinessFixture.business(bid: { frame, _ in 14 * frame.integerArgument(0)! / 10 })
    let idle = BusinessFixture.business(bid: { _, _ in nil })
    var options = Table()
    options["margin"] = .number(0.2)
    options["width"] = .integer(3)
    let market = try BusinessMarket(
      terms, entries: [BusinessEntry("busy", options: options, copies: 2), BusinessEntry("idle", copies: 2)],
      demand: BusinessFixture.demand(days: 1, rate: 60)
    ) { (plugin, entry, slot) throws(SwapError) in
      if plugin == "busy" { asked.append(entry.options) }
      // A mutation that the schema refuses leaves the successor like its parent.
      if asked.count > 2 { throw SwapError(problems: ["out of range"]) }
      slot.use(plugin == "busy" ? busy : idle)
    }
    market.run()
    // The idle ones at least; every successor is a mutant of a busy one.
    let margins = asked.map { Double($0["margin"]) ?? 0 }
    #expect(market.results.closures >= 2 && margins.count == 1 + market.results.closures && margins[0] == 0.2)
    for margin in margins.dropFirst() { #expect(margin != 0.2 && margin > 0.1 && margin < 0.4) }
    #expect(asked.allSatisfy { Int64($0["width"]) == 3 })
    let living = (0..<4).map { Double(market.tenant(of: $0).options["margin"]) ?? 0 }
    #expect(living.contains(margins[1]) && living.allSatisfy { $0 == 0.2 || $0 == margins[1] })
  }

  @Test func `one seed gives the same bytes again, another one others`() throws {
    func digest(_ seed: UInt64) throws -> String {
      var terms = BusinessTerms()
      terms.seed = seed
      let market = try BusinessFixture.market([("a", 2, BusinessFixture.erratic(7)), ("b", 2, BusinessFixture.business())], terms: terms)
      // In pieces or at once.
      if seed == 1 { market.run(until: 700 * BusinessFixture.minute) }
      market.run()
      return market.resultDigest
    }
    func whole() throws -> String {
      let market = try BusinessFixture.market([("a", 2, BusinessFixture.erratic(7)), ("b", 2, BusinessFixture.business())])
      market.run()
      return market.resultDigest
    }
    #expect(try digest(1) == digest(1) && digest(1) != digest(2) && digest(1) == whole())
  }

  @Test func `requests of any size end, and the books balance`() throws {
    // A month of work among requests of a minute; some are lost with a business that goes.
    let arrivals: [(time: Microseconds, units: Int64)] = (0..<60).map { (i: Int64) in (time: i * BusinessFixture.minute, units: i % 7 == 0 ? Business.unitLimit >> i % 5 * 4 : 30) }
    for seed in 0..<20 as Range<UInt64> {
      var terms = BusinessTerms()
      terms.seed = seed
      let demand = BusinessDemand(arrivals: arrivals, shares: [1], days: 3, rate: 4, nodes: 3, load: 0.02, seed: seed)
      #expect(demand.requests.allSatisfy { $0.deadline - $0.arrival <= 43_200_000_000 })
      let market = try BusinessFixture.market([("a", 3, BusinessFixture.business(bid: { _, _ in 1 }))], terms: terms, demand: demand)
      market.run()
      #expect(market.isDone && market.results.ended.reduce(0, +) == demand.requests.count, "seed \(seed)")
      #expect(throws: Never.self, "seed \(seed)") { try market.ledger.audit() }
    }
  }

  @Test func `it stops when interrupted, and goes on`() throws {
    let market = try BusinessFixture.market([("a", 3, BusinessFixture.business())])
    #expect(!market.run(isInterrupted: { true }) && !market.isDone)
    #expect(market.run() && market.isDone)
  }
}
