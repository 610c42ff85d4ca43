import Kernels
import Simulation

// From a request to what becomes of it.
extension BusinessMarket {
  /// Whom nobody asks: reputation below this.
  static let reputationMin = 0.4
  /// Evidence halves in ten minutes of an hour-long market: in half a day of a week-long one.
  static let reputationPace: Int64 = 72

  /// A request arrives: the pool says what it may cost, the businesses bid, the auction rule decides.
  func serve(_ index: Int) {
    let request = demand.requests[index]
    for domain in demandShares.indices { demandShares[domain] += ((domain == request.domain ? 1 : 0) - demandShares[domain]) / 500 }
    results.bound?.begin(request)
    for firm in tenants { results.bound?.add(gain: expectedGain(firm, request), work: work(firm, request.units)) }
    guard let quote = try? pool.quoteBuy(request.units, at: now), quote.price <= request.value else { return note(index, .overpriced) }
    collectBids(index, request, reserve: quote.price)
    let award = auction.clear(bids, task: index, reserve: quote.price, units: request.units, now: now)
    for i in 0..<bids.count { firms[bids.node(i)].noteBid(won: i == award?.index) }
    guard let award else { return note(index, .unserved) }
    // A treasury that has run dry buys nothing, and the request goes as one that is priced out.
    guard (try? pool.buy(request.units, for: accounts.treasury, at: now)) != nil else { return note(index, .overpriced) }
    begin(index, request, award)
  }

  private func collectBids(_ index: Int, _ request: BusinessDemand.Request, reserve: Int64) {
    bids.removeAll()
    for firm in tenants where firms[firm].isOpen {
      let score = reputation.score(of: firm, at: now / Self.reputationPace)
      if score < Self.reputationMin { continue }
      firms[firm].warm(to: now)
      var situation = situation(firm, about: request, reputation: score)
      situation.reserve = reserve
      guard let (_, price) = ask(firm, situation, occasion: UInt64(index)) else { continue }
      let wait = max(0, firms[firm].busyUntil - now) + work(firm, request.units)
      // It must be in time, have its power paid in advance, and its claims within its stake.
      let isFeasible = now + wait <= request.deadline && situation.balance >= cost(firm, request) && firms[firm].owed <= situation.stake - reserve
      bids.add(node: firm, price: price, isFeasible: isFeasible, latency: wait, quality: situation.quality, reputation: score)
    }
  }

  /// The winner pays for its power and starts; the payment is set aside.
  private func begin(_ index: Int, _ request: BusinessDemand.Request, _ award: Award) {
    let firm = award.node, cost = cost(firm, request)
    var random = chance.lane(UInt64(index))
    let fee = mulDiv(award.payment, terms.taskFee, 10_000, .ceil) ?? 0
    firms[firm].lastClearing = award.payment
    if award.payment > 0 {
      book { () throws(LedgerError) in try escrow.open(task: index, payer: accounts.requesters, amount: award.payment) }
      move(fee, from: accounts.requesters, to: accounts.treasury, .taskFee)
    }
    move(cost, from: firms[firm].wallet, to: accounts.suppliers, .power)
    firms[firm].pay(cost)
    firms[firm].owed += award.payment
    let start = max(now, firms[firm].busyUntil)
    let time = max(1, Microseconds(Double(work(firm, request.units)) * Reproducible.exp(0.15 * random.normal())))
    firms[firm].busyUntil = start + time
    firms[firm].busyTime += time
    jobs[index] = BusinessJob(firm: firm, awarded: now, payment: award.payment, cost: cost)
    results.cost += cost
    results.fees += fee
    queue.schedule(BusinessEvent(.finish, Int32(index)), at: firms[firm].busyUntil)
  }

  /// The work is done, or was lost with the business that had taken it.
  func finish(_ index: Int) {
    guard let job = jobs.removeValue(forKey: index) else { return }
    let request = demand.requests[index], firm = job.firm
    var random = chance.lane(UInt64(index) | 1 << 40)
    do { try pool.sell(request.units, for: accounts.treasury, at: now) } catch { preconditionFailure("the treasury could not sell: \(error)") }
    firms[firm].owed -= job.payment
    let isLate = !firms[firm].isAlive || now > request.deadline
    let isRight = random.uniform() < quality(firm, request.domain)
    reputation.record(node: firm, outcome: !isLate && isRight ? 1 : 0, value: job.payment, task: index, at: now / Self.reputationPace)
    if isLate || !isRight {
      if job.payment > 0 { book { () throws(LedgerError) in try escrow.refund(task: index) } }
      firms[firm].failures += 1
      if isLate { slash(firm, index, committed: job.awarded) }
      return note(index, isLate ? .late : .wrong, job)
    }
    if job.payment > 0 { book { () throws(LedgerError) in try escrow.pay(task: index, to: firms[firm].wallet, amount: job.payment) } }
    firms[firm].earn(job.payment)
    results.welfare += request.value
    results.payments += job.payment
    results.add(payment: job.payment, strategy: firms[firm].strategy, at: now)
    note(index, .served, job)
  }

  private func slash(_ firm: Int, _ index: Int, committed: Microseconds) {
    do {
      let loss = try stakes.slash(
        firms[firm].wallet, part: 1, of: terms.slashDivisor, evidence: OffenceID(task: index), committed: committed, to: accounts.penalties, at: now)
      firms[firm].pay(loss)
      results.slashed += loss
      reputation.setStake(stakes.staked(by: firms[firm].wallet), of: firm)
    } catch { preconditionFailure("request \(index): the stake could not be slashed: \(error)") }
  }

  private func note(_ index: Int, _ end: BusinessResults.End, _ job: BusinessJob? = nil) {
    results.ended[end.rawValue] += 1
    digest.add(Int64(index))
    digest.add(UInt8(end.rawValue))
    digest.add(now)
    digest.add(Int64(job?.firm ?? -1))
    digest.add(job?.payment ?? 0)
  }

  // MARK: What work takes

  /// How long a business computes, without chance, in µs.
  func work(_ firm: Int, _ units: Int64) -> Microseconds {
    let tenant = firms[firm]
    return max(1, .seconds(Double(units) / (demand.standardSpeed * seats[tenant.seat].speed * tenant.capacity)))
  }

  /// Power without adapters and wear now, in µrUv a unit.
  func unitCost(_ firm: Int) -> (power: Double, wear: Double) {
    let seat = seats[firms[firm].seat]
    return (BusinessTerms.power * seat.thirst * Seat.tariff(hour), BusinessTerms.wear + BusinessTerms.heat * firms[firm].heat)
  }

  /// What a request really costs a business, in µrUv.
  func cost(_ firm: Int, _ request: BusinessDemand.Request) -> Int64 {
    let (power, wear) = unitCost(firm)
    let unit = power * (1 - BusinessTerms.saving * firms[firm].skills[request.domain]) + wear
    return max(1, Int64((unit * Double(request.units)).rounded(.up)))
  }

  func quality(_ firm: Int, _ domain: Int) -> Double { BusinessTerms.quality + BusinessTerms.expertise * firms[firm].skills[domain] }

  var hour: Double { Double(now % BusinessMarket.day) / 3_600e6 }

  private func expectedGain(_ firm: Int, _ request: BusinessDemand.Request) -> Double {
    quality(firm, request.domain) * Double(request.value) - Double(cost(firm, request))
  }
}
