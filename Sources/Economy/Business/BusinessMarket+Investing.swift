import Simulation

// What a business knows and buys, and what it does by itself.
extension BusinessMarket {
  /// A business's circumstances now.
  func situation(_ firm: Int, about request: BusinessDemand.Request? = nil, reputation: Double) -> Business.Situation {
    let tenant = firms[firm]
    var situation = Business.Situation()
    if let request {
      situation.units = request.units
      situation.domain = request.domain
      situation.deadline = max(0, request.deadline - now)
      situation.saving = BusinessTerms.saving * tenant.skills[request.domain]
      situation.quality = quality(firm, request.domain)
    }
    situation.queue = max(0, tenant.busyUntil - now)
    situation.lastClearing = tenant.lastClearing
    situation.winRate = tenant.winRate
    situation.reputation = reputation
    situation.balance = ledger.available(to: tenant.wallet)
    situation.prepaid = ledger.available(to: tenant.prepaid)
    situation.stake = stakes.staked(by: tenant.wallet)
    situation.utilization = tenant.heat
    (situation.power, situation.wear) = unitCost(firm)
    situation.hour = hour
    situation.day = now / BusinessMarket.day
    situation.profit = now % BusinessMarket.day == 0 ? tenant.lastProfit : tenant.profitToday
    situation.rent = rent(firm)
    situation.adapterPrice = terms.adapterPrice
    situation.capacityPrice = terms.capacityPrice
    situation.upkeepFee = terms.upkeepFee
    return situation
  }

  func ask(_ firm: Int, _ situation: Business.Situation, occasion: UInt64) -> (cost: Int64, price: Int64)? {
    surrounded(firm) { rule, surroundings in
      rule.ask(firm, occasion: UInt64(firm) << 40 | occasion, situation, surroundings, at: now)
    }
  }

  /// The business's own rule, with what is lent to it for one question.
  private func surrounded<R>(_ firm: Int, _ body: (BusinessRule, BusinessRule.Surroundings) -> R) -> R {
    firms[firm].skills.withUnsafeBufferPointer { skills in
      demandShares.withUnsafeBufferPointer { demand in
        body(rules[firms[firm].rule], BusinessRule.Surroundings(skills: skills, demand: demand))
      }
    }
  }

  /// The day's investments, out of the balance.
  func invest(_ firm: Int, at now: Microseconds) {
    let situation = situation(firm, reputation: reputation.score(of: firm, at: now / Self.reputationPace))
    let order = surrounded(firm) { rule, surroundings in
      rule.invest(firm, occasion: occasion(firm), situation, surroundings, at: now)
    }
    let tenant = firms[firm]
    fulfil(order, for: firm, from: tenant.wallet)
    if order.stake > 0 { lock(order.stake, of: firm, at: now) }
    move(order.prepay, from: tenant.wallet, to: tenant.prepaid, .prepayment)
  }

  /// Asks for the trigger, and performs the upkeep where it has fired and its fee is there.
  func look(_ firm: Int) {
    firms[firm].warm(to: now)
    let situation = situation(firm, reputation: reputation.score(of: firm, at: now / Self.reputationPace))
    guard situation.prepaid >= terms.upkeepFee else { return }
    let order: Business.Order? = surrounded(firm) { rule, surroundings in
      guard rule.isDue(firm, occasion: occasion(firm), situation, surroundings, at: now) else { return nil }
      return rule.upkeep(firm, occasion: occasion(firm), situation, surroundings, at: now)
    }
    guard let order else { return }
    let tenant = firms[firm]
    results.upkeeps += 1
    firms[firm].pay(terms.upkeepFee)
    move(terms.upkeepFee, from: tenant.prepaid, to: accounts.keepers, .upkeep)
    fulfil(order, for: firm, from: tenant.prepaid)
    if let open = order.open { firms[firm].isOpen = open }
  }

  /// Differs from every request's.
  private func occasion(_ firm: Int) -> UInt64 { 1 << 63 | UInt64(firm) << 40 | UInt64(now / BusinessMarket.quarter) }

  private func fulfil(_ order: Business.Order, for firm: Int, from account: AccountID) {
    if let adapter = order.adapter {
      buy(terms.adapterPrice, for: firm, from: account)
      firms[firm].skills[adapter] += (1 - firms[firm].skills[adapter]) * BusinessTerms.learning
      results.adapters += 1
    }
    if order.capacity > 0 {
      buy(order.capacity * terms.capacityPrice, for: firm, from: account)
      firms[firm].capacity += Double(order.capacity) / 10
      results.capacity += order.capacity
    }
  }

  private func buy(_ amount: Int64, for firm: Int, from account: AccountID) {
    move(amount, from: account, to: accounts.suppliers, .investment)
    firms[firm].pay(amount)
    results.invested += amount
  }

  func lock(_ amount: Int64, of firm: Int, at now: Microseconds) {
    guard amount > 0 else { return }
    do throws(StakeError) { try stakes.deposit(from: firms[firm].wallet, amount: amount, at: now) } catch {
      preconditionFailure("business \(firm + 1) could not stake \(amount) µrUv: \(error)")
    }
    reputation.setStake(stakes.staked(by: firms[firm].wallet), of: firm)
  }

  /// What was checked before can't fail; if it does, the books are wrong and the run must not go on.
  func book(_ body: () throws(LedgerError) -> Void) {
    do throws(LedgerError) { try body() } catch { preconditionFailure("the market's books are wrong: \(error)") }
  }

  func move(_ amount: Int64, from debit: AccountID, to credit: AccountID, _ code: TransferCode) {
    if amount == 0 { return }
    moves += 1
    book { () throws(LedgerError) in
      try ledger.transfer(TransferID(code, task: moves, party: 0xFF_FFFF), from: debit, to: credit, amount: amount, code: code)
    }
  }
}
