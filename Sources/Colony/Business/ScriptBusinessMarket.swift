import CKernels
import Economy
import Interface
import Policies
import Simulation

/// A market of businesses as scripts hold it.
final class ScriptBusinessMarket: PassableObject {
  static var className: String { "business_market" }

  let options: BusinessOptions
  let market: BusinessMarket
  private let source: any PolicySource
  /// The bound costs as much as a simulated day: found once, when all is done.
  private var bound: (least: Double, planned: Double)?

  init(_ options: BusinessOptions, _ environment: ColonyEnvironment) throws {
    self.options = options
    (market, source) = try options.market(environment)
  }

  /// - Parameter day: days since the beginning; nil for the end.
  func run(until day: Double?) throws {
    let time = day.map { Microseconds(min($0, 1e3) * 86_400e6) } ?? .max
    guard market.run(until: time, isInterrupted: { ck_is_interrupted() }) else { throw ScriptError("interrupted") }
  }

  /// Puts another auction rule in force, between two events.
  func use(_ choice: PolicyChoice) throws(SwapError) {
    _ = try source.prepare(choice.name, for: market.auction.slot, options: choice.options).commit(at: market.now)
  }

  var day: Double { Double(market.now) / 86_400e6 }

  // MARK: Reports

  private static func ruv(_ amount: Int64) -> Value { .number(Double(amount) / Double(Voucher.micros)) }

  /// Everything that is known of it so far, as plain data.
  func report() -> Table {
    let results = market.results
    let welfare = Double(results.netWelfare)
    var table = Table()
    table["rule"] = .string(market.auction.slot.active.identity.name)
    table["rule_suspended"] = .boolean(market.auction.slot.suspension != nil)
    table["seed"] = .integer(Int64(bitPattern: options.seed))
    table["days"] = .integer(options.days)
    var requests = Table()
    requests["total"] = .integer(Int64(market.demand.requests.count))
    for end in BusinessResults.End.allCases { requests["\(end)"] = .integer(Int64(results.ended[end.rawValue])) }
    table["requests"] = .table(requests)
    table["welfare_ruv"] = Self.ruv(results.netWelfare)
    table["spend_ruv"] = Self.ruv(results.payments + results.fees)
    table["payments_ruv"] = Self.ruv(results.payments)
    table["cost_ruv"] = Self.ruv(results.cost)
    table["invested_ruv"] = Self.ruv(results.invested)
    table["slashed_ruv"] = Self.ruv(results.slashed)
    table["income_gini"] = giniCoefficient(market.seatIncomes).map(Value.number) ?? .none
    for (name, count) in [("adapters", results.adapters), ("upkeeps", results.upkeeps), ("closures", results.closures), ("founded", market.foundedCount)] {
      table[name] = .integer(Int64(count))
    }
    table["capacity_added"] = .number(Double(results.capacity) / 10)
    if market.isDone, let best = results.bound {
      let bound = bound ?? (best.least(), best.planned)
      self.bound = bound
      table["optimum_ruv"] = .number(bound.least / Double(Voucher.micros))
      table["planned_ruv"] = .number(bound.planned / Double(Voucher.micros))
      if welfare > 0 { table["anarchy"] = .number(bound.least / welfare) }
    }
    table["businesses"] = .table(Table(list: rows))
    table["suspensions"] = .table(Table(list: market.suspensions.map(Value.string)))
    table["balanced"] = .boolean((try? market.ledger.audit()) != nil)
    table["digest"] = .string(market.resultDigest)
    return table
  }

  /// A row a strategy.
  private var rows: [Value] {
    let standings = market.standings, earned = standings.reduce(0) { $0 + $1.earned }
    return standings.enumerated().map { i, standing in
      let revenue = market.results.revenue.map { $0[i] }
      return [
        "name": .string(market.entries[i].name), "earned_ruv": Self.ruv(standing.earned), "profit_ruv": Self.ruv(standing.profit),
        "share": .number(earned > 0 ? Double(standing.earned) / Double(earned) : 0), "bids": .integer(standing.bids), "wins": .integer(standing.wins),
        "failures": .integer(standing.failures), "utilization": .number(standing.utilization), "living": .integer(Int64(standing.living)),
        "closed": .integer(Int64(standing.closed)), "suspended": .boolean(standing.isSuspended),
        "shares": .table(Table(list: zip(revenue, market.results.revenue).map { own, all in
          let total = all.reduce(0, +)
          return .number(total > 0 ? Double(own) / Double(total) : 0)
        })),
        "population": .table(Table(list: market.results.population.map { .integer(Int64($0[i])) })),
      ]
    }
  }

  /// Who is on a seat.
  func describe(_ seat: Int) throws(ScriptError) -> Value {
    guard seat >= 1, seat <= market.livingCount else { throw ScriptError("there is no business \(seat): there are 1…\(market.livingCount)") }
    let tenant = market.tenant(of: seat - 1)
    return [
      "strategy": .string(tenant.strategy), "options": .table(tenant.options), "founded_day": .number(Double(tenant.founded) / 86_400e6),
      "speed": .number(tenant.speed), "capacity": .number(tenant.capacity), "open": .boolean(tenant.isOpen),
      "balance_ruv": Self.ruv(tenant.balance), "prepaid_ruv": Self.ruv(tenant.prepaid), "stake_ruv": Self.ruv(tenant.stake),
      "earned_ruv": Self.ruv(tenant.earned), "paid_ruv": Self.ruv(tenant.paid), "reputation": .number(tenant.reputation),
      "utilization": .number(tenant.utilization), "wins": .integer(tenant.wins), "bids": .integer(tenant.bids),
      "skills": .table(Table(list: tenant.skills.map(Value.number))),
    ]
  }
}

extension ScriptBusinessMarket: Describable {
  /// How far it has come, who leads, and the books.
  var card: Card {
    let results = market.results, standings = market.standings
    let earned = max(1, standings.reduce(0) { $0 + $1.earned })
    let ended = results.ended.reduce(0, +)
    let order = standings.indices.sorted { standings[$0].earned > standings[$1].earned }
    return Card(
      "business market",
      ["day \(Readable.number((day * 100).rounded() / 100)) of \(options.days)", "\(Readable.count(market.livingCount)) businesses", market.isDone ? "done" : "at rest"],
      parts: [
        .bar("requests", Double(ended) / Double(max(1, market.demand.requests.count)), [
          "\(Readable.count(ended)) of \(Readable.count(market.demand.requests.count))", "\(Readable.count(results.ended[0])) served",
        ]),
        .row("rule", ["\(market.auction.slot.active.identity.name) \(market.auction.slot.active.identity.version)"] + (market.auction.slot.suspension == nil ? [] : ["suspended"])),
        .row("welfare", [Voucher.describe(results.netWelfare), "\(Voucher.describe(results.payments + results.fees)) spent", Readable.count(results.closures, "closure")]),
        .table(
          [.init("strategy"), .init("living", isRightAligned: true), .init("earned", isRightAligned: true), .init("share", isRightAligned: true), .init("won", isRightAligned: true)],
          order.map { i in
            [
              market.entries[i].name + (standings[i].isSuspended ? " (suspended)" : ""), "\(standings[i].living)", Voucher.describe(standings[i].earned / 10_000 * 10_000),
              "\(Int((100 * Double(standings[i].earned) / Double(earned)).rounded()))%", Readable.count(standings[i].wins),
            ]
          }, omitted: 0),
        .row("ledger", [market.ledger.balanceText, Readable.count(market.ledger.transferCount, "transfer")]),
      ])
  }
}
