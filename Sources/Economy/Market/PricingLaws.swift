import Kernels
import Policies

extension Pricing {
  /// What every pricing rule keeps, whatever its strategy.
  static var laws: [Law] {
    [
      Law("a purchase costs something", "No units are free, and a sale never pays a negative amount.") { policy, random in
        try forRandomPools(policy, &random) { pool, units, _ in
          let cost = try pool.quote(Side.buy, units)
          return cost < 1 ? "\(units) units cost \(cost)" : nil
        }
      },
      Law("more units never cost less", "Cost and payout grow with the order.") { policy, random in
        try forRandomPools(policy, &random) { pool, units, random in
          let more = units + Int64(1 + random.below(Int(pool.curve.units - units - 1)))
          for side in [Side.buy, Side.sell] {
            let (less, greater) = (try pool.quote(side, units), try pool.quote(side, more))
            if greater < less { return "\(units) units at \(less), \(more) at \(greater) (side \(side))" }
          }
          return nil
        }
      },
      Law("splitting an order is never cheaper", "Buying in two parts costs at least as much, selling in two pays at most as much.") { policy, random in
        try forRandomPools(policy, &random) { pool, units, random in
          let first = 1 + Int64(random.below(Int(units)))
          if first == units { return nil }
          let (start, budget) = (pool.curve, pool.budget)
          for side in [Side.buy, Side.sell] {
            (pool.curve, pool.budget) = (start, budget)
            let whole = try pool.quote(side, units)
            let part = try pool.trade(side, first)
            guard let part, let rest = try pool.trade(side, units - first) else { continue }
            let isCheaper = side == Side.buy ? part + rest < whole : part + rest > whole
            if isCheaper { return "\(units) units for \(whole), in parts of \(first) and \(units - first) for \(part) + \(rest) (side \(side))" }
          }
          return nil
        }
      },
      Law("a quote covers the curve and the fee", "Neither x·y nor what the shares earn falls behind, beyond the fund's budget.") { policy, random in
        try forRandomPools(policy, &random) { pool, units, _ in
          let fee = try pool.fee(Side.buy)
          let cost = try pool.quote(Side.buy, units)
          let least = try pool.curve.cost(ofBuying: units, fee: 0)
          let full = try pool.curve.cost(ofBuying: units, fee: fee)
          if cost < least { return "sells \(units) units for \(cost), the curve alone takes \(least)" }
          return full - cost > pool.budget ? "sells \(units) units for \(cost), \(full - cost) below the curve with its fee" : nil
        }
      },
      Law("a payout never exceeds the curve", "A seller gets at most what the curve leaves after the fee.") { policy, random in
        try forRandomPools(policy, &random) { pool, units, _ in
          let most = try pool.curve.payout(forSelling: units, fee: try pool.fee(Side.sell))
          let payout = try pool.quote(Side.sell, units)
          return payout > most ? "pays \(payout) for \(units) units, the curve leaves \(most)" : nil
        }
      },
      Law("a round trip never profits", "Buying and selling back at once ends no richer.") { policy, random in
        try forRandomPools(policy, &random) { pool, units, _ in
          guard let paid = try pool.trade(Side.buy, units) else { return nil }
          let got = try pool.quote(Side.sell, units)
          return got > paid ? "buys \(units) units for \(paid) and sells them for \(got)" : nil
        }
      },
    ]
  }

  private static func forRandomPools(
    _ policy: any Policy, _ random: inout RandomStream, _ problem: (Counter, Int64, inout RandomStream) throws -> String?
  ) throws {
    let counter = Counter(policy, random)
    for _ in 0..<128 {
      try counter.draw(&random)
      let units = 1 + Int64(random.below(Int(counter.curve.units / 2)))
      let (start, budget) = (counter.curve, counter.budget)
      if let problem = try problem(counter, units, &random) {
        throw LawViolation("reserves \(start.units) units, \(start.tokens) µrUv, budget \(budget): \(problem)")
      }
    }
  }
}

/// A pool as a law puts it to a policy, with nothing between the two.
private final class Counter {
  let policy: any Policy
  let frame: PolicyFrame
  var curve = try! ConstantProduct(units: 1_000_000, tokens: 1_000_000)
  var budget: Int64 = 0
  private var reputation = 0.0

  init(_ policy: any Policy, _ random: RandomStream) {
    self.policy = policy
    frame = PolicyFrame(Pricing.kind, random: random)
  }

  func draw(_ random: inout RandomStream) throws(MarketError) {
    let scale = [2_000, 1_000_000, 1_000_000_000][random.below(3)]
    curve = try ConstantProduct(
      units: Int64(scale / 2 + random.below(scale)), tokens: Int64(scale / 2 + random.below(scale)) * Int64(1 + random.below(1_000)))
    budget = random.below(2) == 0 ? 0 : Int64(random.below(1_000_000))
    reputation = random.uniform()
    frame.now += 1_000_000
  }

  func quote(_ side: Int64, _ units: Int64) throws(PolicyFault) -> Int64 {
    frame.argument(0, units)
    return try ask(Pricing.Call.quote, side)
  }

  func fee(_ side: Int64) throws(PolicyFault) -> Int64 { try ask(Pricing.Call.fee, side) }

  /// Trades at the policy's price, topped up by the fund to what the curve and the fee take; nil where the core would
  /// refuse, which is another law's concern. The fund has less for the next trade.
  func trade(_ side: Int64, _ units: Int64) throws -> Int64? {
    let price = try quote(side, units)
    let fee = try fee(side)
    do throws(MarketError) {
      if side == Pricing.Side.buy {
        let full = try curve.cost(ofBuying: units, fee: fee)
        try curve.buy(units, for: max(price, full))
        budget -= min(budget, max(0, full - price))
      } else {
        try curve.sell(units, for: price)
      }
    } catch { return nil }
    return price
  }

  private func ask(_ function: Int, _ side: Int64) throws(PolicyFault) -> Int64 {
    frame.set(0, side)
    frame.set(1, curve.units)
    frame.set(2, curve.tokens)
    frame.set(3, 0.5)
    frame.set(4, reputation)
    frame.set(5, side == Pricing.Side.buy ? budget : 0)
    frame.random.draw = 0
    try policy.call(function, instance: 0, frame)
    try frame.checkResults(function, of: policy)
    return frame.integerResult(0)!
  }
}
