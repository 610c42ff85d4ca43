import Economy
import Interface
import Kernels
import Policies
import Simulation

/// Businesses and markets to test with.
enum BusinessFixture {
  static let minute: Microseconds = 60_000_000

  /// An hour of requests, one every ten seconds, of 1 to 60 units.
  static let arrivals: [(time: Microseconds, units: Int64)] = (0..<360).map { (i: Int64) -> (time: Microseconds, units: Int64) in
    (time: i * 10_000_000, units: 1 + i * 37 % 60)
  }

  static func demand(days: Int = 2, rate: Double = 4, nodes: Int = 4, load: Double = 0.6, seed: UInt64 = 1) -> BusinessDemand {
    BusinessDemand(arrivals: arrivals, shares: [3, 2, 1], days: days, rate: rate, nodes: nodes, load: load, seed: seed)
  }

  /// A business made of what it does; what is left out it does like the built-in one.
  static func business(
    bid: @escaping (PolicyFrame, Int) -> Int64? = { frame, _ in frame.integerArgument(0) },
    invest: @escaping (PolicyFrame, Int) -> [Int64?] = { _, _ in [] }, due: @escaping (PolicyFrame, Int) -> Bool = { _, _ in false },
    upkeep: @escaping (PolicyFrame, Int) -> (orders: [Int64?], open: Bool?) = { _, _ in ([], nil) }
  ) -> any Policy {
    func write(_ values: [Int64?], _ count: Int, _ frame: PolicyFrame) {
      for i in 0..<count {
        if i < values.count, let value = values[i] { frame.result(i, value) } else { frame.resultNone(i) }
      }
    }
    return NativePolicy(
      kind: "business", name: "test",
      [
        { frame, _ in frame.result(0, 5_500 * (frame.integerArgument(0) ?? 0)) },
        { frame, instance in write([bid(frame, instance)], 1, frame) },
        { frame, instance in write(invest(frame, instance), 4, frame) },
        { frame, instance in frame.result(0, due(frame, instance)) },
        { frame, instance in
          let (orders, open) = upkeep(frame, instance)
          write(orders, 2, frame)
          if let open { frame.result(2, open) } else { frame.resultNone(2) }
        },
      ])
  }

  /// A market of one policy an entry.
  static func market(
    _ policies: [(name: String, copies: Int, policy: any Policy)], terms: BusinessTerms = BusinessTerms(), demand: BusinessDemand? = nil
  ) throws -> BusinessMarket {
    let count = policies.reduce(0) { $0 + $1.copies }
    return try BusinessMarket(
      terms, entries: policies.map { BusinessEntry($0.name, copies: $0.copies) }, demand: demand ?? self.demand(nodes: count, seed: terms.seed)
    ) { (plugin, _, slot) throws(SwapError) in slot.use(policies.first { $0.name == plugin }!.policy) }
  }

  /// Answers anything, much of it out of contract.
  static func erratic(_ seed: UInt64) -> any Policy {
    var random = RandomStream(seed: seed, "erratic")
    func amount(_ most: Int64) -> Int64? {
      switch random.below(8) {
      case 0: nil
      case 1: most
      case 2: most + 1
      case 3: Int64.max >> random.below(4)
      default: most > 0 ? Int64(random.below(Int(min(most, 1 << 40)) + 1)) : 0
      }
    }
    return business(
      bid: { frame, _ in random.below(5) == 0 ? nil : Int64(random.below(2) == 0 ? random.below(1_000_000) : Int(frame.integerArgument(0)!)) },
      invest: { frame, _ in
        let balance = frame.integer(7)!
        return random.below(20) == 0
          ? [amount(4), amount(1_001), amount(balance), amount(balance)]
          : [random.below(2) == 0 ? 1 : nil, nil, amount(max(0, balance / 4)).map { min($0, balance / 8) }, balance > 4_000_000 ? balance / 8 : nil]
            .map { balance > 2_000_000 ? $0 : nil }
      },
      due: { _, _ in random.below(3) == 0 },
      upkeep: { _, _ in (random.below(30) == 0 ? [amount(4), amount(3)] : [], random.below(2) == 0 ? random.below(4) > 0 : nil) })
  }
}
