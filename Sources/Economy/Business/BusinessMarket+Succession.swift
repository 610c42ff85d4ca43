import Interface
import Kernels
import Simulation

// Midnight: rents, ends, and successors.
extension BusinessMarket {
  /// A business's rent for the day: that of all its machines, in µrUv.
  func rent(_ firm: Int) -> Int64 { Int64((Double(terms.rent) * firms[firm].capacity).rounded(.up)) }

  /// Rents are paid; who can't goes out of business, and a copy of a profitable one takes its seat. Then the living
  /// invest for the next day.
  func settleDay(_ day: Int) {
    for firm in firms.indices where !firms[firm].isAlive { settleEstate(firm) }
    var vacant: [Int] = []
    for (seat, firm) in tenants.enumerated() {
      let due = rent(firm), paid = min(due, ledger.available(to: firms[firm].wallet))
      move(paid, from: firms[firm].wallet, to: accounts.suppliers, .rent)
      firms[firm].pay(paid)
      if paid < due { vacant.append(seat) }
    }
    let profits = tenants.map { firms[$0].profitToday }
    for seat in vacant { close(tenants[seat]) }
    let survivors = tenants.indices.filter { !vacant.contains($0) }
    for seat in vacant { succeed(seat, survivors, profits, day) }
    for firm in tenants {
      firms[firm].endDay()
      for domain in firms[firm].skills.indices { firms[firm].skills[domain] *= BusinessTerms.memory }
    }
    results.noteDay(day, strategies: tenants.map { firms[$0].strategy })
    if day < demand.days { for firm in tenants { invest(firm, at: now) } }
  }

  /// What it had set aside is its investors', like the rest; its stake follows once nothing can be held against it.
  private func close(_ firm: Int) {
    firms[firm].closed = now
    results.closures += 1
    let tenant = firms[firm], staked = stakes.staked(by: tenant.wallet)
    if staked > 0 {
      do throws(StakeError) { try stakes.beginUnbonding(staked, of: tenant.wallet, at: now) } catch {
        preconditionFailure("business \(firm + 1) could not unbond: \(error)")
      }
    }
    settleEstate(firm)
  }

  private func settleEstate(_ firm: Int) {
    let tenant = firms[firm]
    do throws(StakeError) { try stakes.withdraw(to: tenant.wallet, at: now) } catch { preconditionFailure("\(error)") }
    for account in [tenant.wallet, tenant.prepaid] {
      move(ledger.available(to: account), from: account, to: accounts.investors, .estate)
    }
  }

  /// Fitness-proportional choice of a parent among those with a profit that day (Moran 1958); where there are none, among
  /// the survivors alike; where there are none either, among all strategies.
  private func succeed(_ seat: Int, _ survivors: [Int], _ profits: [Int64], _ day: Int) {
    var random = mutations.lane(UInt64(day) << 32 | UInt64(seat))
    let weights = survivors.map { Double(max(0, profits[$0])) }
    let total = weights.reduce(0, +)
    var point = random.uniform() * total
    let parent: Int? =
      total > 0
      ? zip(survivors, weights).first {
        point -= $0.1
        return point < 0
      }?.0
      : survivors.isEmpty ? nil : survivors[random.below(survivors.count)]
    let strategy = parent.map { firms[tenants[$0]].strategy } ?? random.below(entries.count)
    var rule = parent.map { firms[tenants[$0]].rule } ?? strategy
    if let mutant = mutated(inherited[rule], &random) {
      // An option out of its range leaves the successor like its parent.
      rule = (try? self.rule(for: mutant)) ?? rule
    }
    found(seat, strategy: strategy, rule: rule, at: now)
  }

  /// The entry with its fractional options changed a little; nil where it has none.
  private func mutated(_ entry: BusinessEntry, _ random: inout RandomStream) -> BusinessEntry? {
    var mutant = entry, changes = 0
    for (key, value) in entry.options.fields {
      guard case .string(let name) = key, case .number(let number) = value else { continue }
      mutant.options[name] = .number(number * Reproducible.exp(terms.mutation * random.normal()))
      changes += 1
    }
    return changes > 0 && terms.mutation > 0 ? mutant : nil
  }
}
