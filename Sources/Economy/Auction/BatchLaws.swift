import Kernels
import Policies

extension Auction {
  /// What a rule keeps that shares several tasks out; others keep them by not doing so.
  static var batchLaws: [Law] {
    [
      Law("a batch awards what there is and pays within bounds", "Nobody gets more than it can do, or is paid below its price or above the reserve.") { policy, random in
        try forRandomBatches(policy, &random) { batch in
          batch.awarded.withUnsafeMutableBufferPointer { awarded in
            batch.payments.withUnsafeMutableBufferPointer { payments in
              batch.prices.withUnsafeMutableBufferPointer { prices in
                batch.capacities.withUnsafeBufferPointer { problem(awarded, payments, prices.baseAddress!, $0, tasks: batch.tasks, reserve: batch.reserve) }
              }
            }
          }
        }
      },
      Law("the order of a batch is irrelevant", "The same bids in another order get the same tasks and payments.") { policy, random in
        try forRandomBatches(policy, &random) { batch in
          let (awarded, payments) = (batch.awarded, batch.payments)
          try batch.reverse()
          let isSame = Array(batch.awarded.reversed()) == awarded && Array(batch.payments.reversed()) == payments
          return isSame ? nil : "awards \(awarded) for \(payments), in reverse order \(Array(batch.awarded.reversed())) for \(Array(batch.payments.reversed()))"
        }
      },
    ]
  }

  private static func forRandomBatches(_ policy: any Policy, _ random: inout RandomStream, _ problem: (inout Batch) throws -> String?) throws {
    guard policy.implements(Call.clearMany) else { return }
    for _ in 0..<48 {
      var batch = Batch(policy, &random)
      try batch.clear()
      if let problem = try problem(&batch) { throw LawViolation("\(batch.description): \(problem)") }
    }
  }
}

/// Bids for several tasks as a law puts them to a policy.
private struct Batch {
  let policy: any Policy
  let frame: PolicyFrame
  var prices: [Int64], capacities: [Int64], ties: [Int64]
  var awarded: [Int64], payments: [Int64]
  let tasks: Int64, reserve: Int64
  private let blanks: ([Int64], [Double])

  /// Few distinct prices, so that ties are common; at least one bid.
  init(_ policy: any Policy, _ random: inout RandomStream) {
    self.policy = policy
    frame = PolicyFrame(Auction.kind, random: random)
    let scale: Int64 = [1, 1_000, 3_000_000][random.below(3)]
    reserve = Int64(5 + random.below(6)) * scale
    tasks = Int64(1 + random.below(12))
    let count = 1 + random.below(8)
    prices = (0..<count).map { _ in Int64(random.below(12)) * scale }
    capacities = prices.map { [reserve] in $0 > reserve ? 0 : Int64(random.below(6)) }
    ties = prices.map { _ in Int64(bitPattern: random.next() >> 1) }
    awarded = Array(repeating: 0, count: count)
    payments = awarded
    blanks = (Array(repeating: 100_000, count: count), Array(repeating: 0.5, count: count))
  }

  mutating func clear() throws {
    frame.random = RandomStream(seed: 1, "law").state
    defer { frame.endCall() }
    frame.set(Auction.Field.reserve, reserve)
    frame.set(Auction.Field.count, Int64(prices.count))
    frame.set(Auction.Field.units, Int64(1))
    frame.set(Auction.Field.tasks, tasks)
    try awarded.withUnsafeMutableBufferPointer { awarded in
      try payments.withUnsafeMutableBufferPointer { payments in
        try prices.withUnsafeBufferPointer { prices in
          try capacities.withUnsafeBufferPointer { capacities in
            try ties.withUnsafeBufferPointer { ties in
              try blanks.0.withUnsafeBufferPointer { latencies in
                try blanks.1.withUnsafeBufferPointer { shares in
                  frame.lendArgument(Auction.Argument.prices, prices.baseAddress!, count: prices.count)
                  frame.lendArgument(Auction.Argument.capacities, capacities.baseAddress!, count: prices.count)
                  frame.lend(Auction.Field.latency, latencies.baseAddress!, count: prices.count)
                  frame.lend(Auction.Field.quality, shares.baseAddress!, count: prices.count)
                  frame.lend(Auction.Field.reputation, shares.baseAddress!, count: prices.count)
                  frame.lend(Auction.Field.tie, ties.baseAddress!, count: prices.count)
                  frame.lendResult(Auction.Result.awarded, awarded.baseAddress!, count: prices.count)
                  frame.lendResult(Auction.Result.payments, payments.baseAddress!, count: prices.count)
                  try policy.call(Auction.Call.clearMany, instance: 0, frame)
                  try frame.checkResults(Auction.Call.clearMany, of: policy)
                }
              }
            }
          }
        }
      }
    }
  }

  /// The same bids the other way round, cleared again.
  mutating func reverse() throws {
    prices.reverse()
    capacities.reverse()
    ties.reverse()
    try clear()
  }

  var description: String { "prices \(prices), capacities \(capacities), \(tasks) tasks, reserve \(reserve)" }
}
