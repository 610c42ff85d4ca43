// Orders of one moment, cleared together.
extension ComputePool {
  /// Clears orders at one price for all: they meet each other first, and the pool takes or gives the difference.
  ///
  /// The price is what the pool asks for the difference, divided by its units; where purchases and sales are equal it is the
  /// ratio of the reserves. So it makes no difference who came first, and who buys and sells in one batch pays at least what
  /// it gets: no order can be run in front of another. Orders whose limits the price breaks drop out, the weakest first, the
  /// later one of equals; then the price is found anew. After the batch auctions of Budish, Cramton and Shim, 2015.
  ///
  /// - Returns: what became of each order; all that are filled are filled together.
  /// - Throws: `MarketError` where nothing could be moved: the pool and the books are as before.
  /// - Complexity: O(*n*²) for *n* orders, with a quote for each that drops out
  public func clear(_ orders: [Order], at now: Int64 = 0) throws(MarketError) -> Clearing {
    var clearing = Clearing(outcomes: orders.map { .refused(.invalidUnits($0.units)) }, net: 0, price: (curve.tokens, curve.units))
    var live: [Int] = []
    var promised: [AccountID: Int64] = [:]
    for (place, order) in orders.enumerated() {
      if let error = flaw(in: order, &promised, at: now) { clearing.outcomes[place] = .refused(refused(error)) } else { live.append(place) }
    }

    while !live.isEmpty {
      let (outOf, why) = settle(orders, live, &clearing, at: now)
      guard let outOf else { break }
      clearing.outcomes[outOf] = .refused(refused(why!))
      live.removeAll { $0 == outOf }
    }
    if live.isEmpty {
      clearing.net = 0
      return clearing
    }
    try execute(orders, live, &clearing, at: now)
    return clearing
  }

  /// What is wrong with an order whatever the price.
  private func flaw(in order: Order, _ promised: inout [AccountID: Int64], at now: Int64) -> MarketError? {
    guard (1...ConstantProduct.unitLimit).contains(order.units) else { return .invalidUnits(order.units) }
    guard order.limit >= 0 else { return .invalidAmount(order.limit) }
    if now > order.deadline { return .expired(deadline: order.deadline, now: now) }
    guard order.side == .sell else { return nil }
    let left = held(by: order.trader) - promised[order.trader, default: 0]
    if order.units > left { return .notHeld(units: order.units, held: left) }
    promised[order.trader, default: 0] += order.units
    return nil
  }

  /// Finds the price for the orders that are left.
  ///
  /// - Returns: the order that can't be filled at it and drops out, nil when all can.
  private func settle(_ orders: [Order], _ live: [Int], _ clearing: inout Clearing, at now: Int64) -> (Int?, MarketError?) {
    var net: Int64 = 0
    for place in live {
      let signed = orders[place].side == .buy ? orders[place].units : -orders[place].units
      let (sum, overflow) = net.addingReportingOverflow(signed)
      if overflow { return (weakest(orders, live, .buy), .tooLarge) }
      net = sum
    }
    clearing.net = net
    do throws(MarketError) {
      if net > 0 { clearing.price = (try quoteBuy(net, at: now).cost, net) }
      if net < 0 { clearing.price = (try quoteSell(-net, at: now), -net) }
      if net == 0 { clearing.price = (curve.tokens, curve.units) }
    } catch { return (weakest(orders, live, net > 0 ? .buy : .sell), error) }

    var spent: [AccountID: Int64] = [:]
    var broken: [(place: Int, error: MarketError)] = []
    for place in live {
      let order = orders[place]
      guard let amount = clearing.amount(of: order), amount <= ConstantProduct.tokenLimit else { return (place, .tooLarge) }
      switch order.side {
      case .sell where amount < max(1, order.limit):
        broken.append((place, amount < 1 ? .tooSmall(units: order.units) : .belowLimit(payout: amount, limit: order.limit)))
      case .buy where amount > order.limit: broken.append((place, .aboveLimit(cost: amount, limit: order.limit)))
      case .buy:
        let available = ledger.available(to: order.trader) - spent[order.trader, default: 0]
        if amount > available {
          return (place, .ledger(.insufficientFunds(order.trader, needed: amount, available: available)))
        }
        spent[order.trader, default: 0] += amount
      default: break
      }
    }
    // Those on the side that moves the price come first: without one of them the others may be content.
    let first: Order.Side = net >= 0 ? .buy : .sell
    let places = broken.map(\.place)
    let out = weakest(orders, places, first) ?? weakest(orders, places, first == .buy ? .sell : .buy)
    return (out, broken.first { $0.place == out }?.error)
  }

  private func weakest(_ orders: [Order], _ places: [Int], _ side: Order.Side) -> Int? {
    var weakest: Int?
    for place in places where orders[place].side == side {
      if let other = weakest, orders[other].isWeaker(than: orders[place]) { continue }
      weakest = place
    }
    return weakest
  }

  /// Moves the money of all, or none.
  private func execute(_ orders: [Order], _ live: [Int], _ clearing: inout Clearing, at now: Int64) throws(MarketError) {
    var next = state
    var surplus: Int64 = 0  // what stays in the pool; negative where it pays
    ledger.begin()
    do throws(MarketError) {
      for side in [Order.Side.buy, .sell] {  // the pool is paid before it pays
        for place in live where orders[place].side == side {
          let order = orders[place], amount = clearing.amount(of: order)!
          clearing.outcomes[place] = .filled(amount)
          if side == .buy {
            let (sum, overflow) = surplus.addingReportingOverflow(amount)
            if overflow { throw .tooLarge }
            surplus = sum
            try move(amount, from: order.trader, to: account, .swap)
            next.give(order.units, to: order.trader)
          } else {
            surplus -= amount
            try move(amount, from: account, to: order.trader, .swap)
            next.take(order.units, from: order.trader)
          }
        }
      }
      if clearing.net > 0 { try next.curve.buy(clearing.net, for: surplus) }
      if clearing.net < 0 { try next.curve.sell(-clearing.net, for: max(0, -surplus)) }
      if clearing.net <= 0, surplus > 0 { try next.curve.absorb(surplus) }
    } catch {
      ledger.rollBack()
      throw error
    }
    do throws(LedgerError) { try ledger.commit() } catch { throw .ledger(error) }
    state = next
    commit(next.curve, at: now)
  }
}
