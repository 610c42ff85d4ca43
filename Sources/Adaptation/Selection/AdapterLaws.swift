import Kernels
import Policies

extension AdapterSelection {
  /// What every adapter rule keeps, whatever its strategy.
  static var laws: [Law] {
    [
      Law("never evicts a pinned adapter", "An adapter in use stays.") { policy, random in
        try forRandomTables(policy, &random, Function.evict) { table, index in
          guard let index, (1...Int64(table.count)).contains(index) else { return nil }
          return table.pinned[Int(index) - 1] != 0 ? "evicts \(index), which is pinned" : nil
        }
      },
      Law("evicts what is cached", "Only an adapter in fast memory can leave it.") { policy, random in
        try forRandomTables(policy, &random, Function.evict) { table, index in
          guard let index, (1...Int64(table.count)).contains(index) else { return nil }
          return table.cached[Int(index) - 1] == 0 ? "evicts \(index), which is not cached" : nil
        }
      },
      Law("indices are in range", "An answer names one of the adapters; only select may name none.") { policy, random in
        for function in [Function.select, Function.evict] {
          try forRandomTables(policy, &random, function) { table, index in
            let name = kind.functions[function].name
            guard let index else { return function == Function.evict ? "evict names none" : nil }
            return (1...Int64(table.count)).contains(index) ? nil : "\(name) answers \(index)"
          }
        }
      },
    ]
  }

  /// Puts 64 random tables, each with something to evict, to the policy; `problem` says what is wrong with its answer.
  private static func forRandomTables(
    _ policy: any Policy, _ random: inout RandomStream, _ function: Int, _ problem: (AdapterTable, Int64?) -> String?
  ) throws {
    let frame = PolicyFrame(kind, random: random)
    for round in 0..<64 {
      let table = AdapterTable(count: 1 + random.below(8))
      for i in 0..<table.count {
        table.similarity[i] = Float(random.uniform() * 2 - 1)
        table.cached[i] = UInt8(random.below(2))
        table.pinned[i] = table.cached[i] & UInt8(random.below(2))
        table.load[i] = table.cached[i] != 0 ? 0 : Int64(random.below(5_000))
        table.age[i] = Int64(random.below(1_000_000))
        table.hits[i] = Int64(random.below(100))
        table.bytes[i] = Int64(1 + random.below(100_000))
      }
      let spared = random.below(table.count)
      (table.cached[spared], table.pinned[spared]) = (1, 0)
      frame.random = RandomStream(seed: UInt64(round), "law").state
      frame.lend(table)
      defer { frame.endCall() }
      try policy.call(function, instance: 0, frame)
      if let problem = problem(table, frame.integerResult(0)) {
        let cached = (0..<table.count).filter { table.cached[$0] != 0 }.map { $0 + 1 }
        let pinned = (0..<table.count).filter { table.pinned[$0] != 0 }.map { $0 + 1 }
        throw LawViolation("\(table.count) adapters, cached \(cached), pinned \(pinned): \(problem)")
      }
    }
  }
}
