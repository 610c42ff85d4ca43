import Kernels
import Policies

extension Governance {
  /// What every tally keeps, whatever its idea of a majority.
  static var laws: [Law] {
    [
      Law("no vote weighs more than its stake", "No tally makes votes out of nothing.") { policy, random in
        try forRandomElectorates(policy, &random) { electorate in
          try electorate.weigh()
          guard let i = electorate.weights.indices.first(where: { electorate.weights[$0] > electorate.stakes[$0] }) else { return nil }
          return "vote \(i + 1) weighs \(electorate.weights[i])"
        }
      },
      Law("more stake never weighs less", "All else equal, whoever has more at stake is heard at least as much.") { policy, random in
        try forRandomElectorates(policy, &random) { electorate in
          try electorate.weigh()
          let before = electorate.weights, raised = electorate.stakes.count / 2
          electorate.stakes[raised] += electorate.stakes[raised] / 2 + 1
          try electorate.weigh()
          guard electorate.weights[raised] < before[raised] else { return nil }
          return "vote \(raised + 1) weighs \(before[raised]), with more stake \(electorate.weights[raised])"
        }
      },
      Law("nobody becomes somebody by nothing", "A vote without stake weighs nothing.") { policy, random in
        try forRandomElectorates(policy, &random) { electorate in
          electorate.stakes[0] = 0
          try electorate.weigh()
          return electorate.weights[0] == 0 ? nil : "no stake weighs \(electorate.weights[0])"
        }
      },
      Law("the order of votes is irrelevant", "The same votes in another order weigh the same.") { policy, random in
        try forRandomElectorates(policy, &random) { electorate in
          try electorate.weigh()
          let before = electorate.weights
          electorate.reverse()
          try electorate.weigh()
          guard before != electorate.weights.reversed() else { return nil }
          return "weights \(before), in reverse order \(Array(electorate.weights.reversed()))"
        }
      },
    ]
  }

  private static func forRandomElectorates(
    _ policy: any Policy, _ random: inout RandomStream, _ problem: (Electorate) throws -> String?
  ) throws {
    let electorate = Electorate(policy, random)
    for _ in 0..<64 {
      electorate.draw(&random)
      let votes = electorate.description
      if let problem = try problem(electorate) { throw LawViolation("\(votes): \(problem)") }
    }
  }
}

/// Votes as a law puts them to a tally, with nothing between the two.
private final class Electorate: CustomStringConvertible {
  let policy: any Policy
  let frame: PolicyFrame
  var stakes: [Int64] = []
  private(set) var weights: [Int64] = []
  private var held: [Int64] = []
  private var bonded: [UInt8] = []
  private var lots: [Int64] = []
  private var number: UInt64 = 0

  init(_ policy: any Policy, _ random: RandomStream) {
    self.policy = policy
    frame = PolicyFrame(Governance.kind, random: random)
  }

  func draw(_ random: inout RandomStream) {
    number += 1
    let count = 1 + random.below(9)
    let scale: Int64 = [1, 1_000, 1 << 40][random.below(3)]
    stakes = (0..<count).map { _ in Int64(random.below(1_000)) * scale + Int64(random.below(2)) }
    held = (0..<count).map { _ in Int64(random.below(1 << 40)) }
    bonded = (0..<count).map { _ in UInt8(random.below(2)) }
    lots = (0..<count).map { _ in Int64(bitPattern: random.next() >> 1) }
  }

  func weigh() throws {
    weights = Array(repeating: 0, count: stakes.count)
    frame.random = RandomStream(seed: number, "law").state
    frame.now += 1_000
    try stakes.withUnsafeBufferPointer { stakes in
      try weights.withUnsafeMutableBufferPointer { weights in
        try held.withUnsafeBufferPointer { held in
          try bonded.withUnsafeBufferPointer { bonded in
            try lots.withUnsafeBufferPointer { lots in
              frame.lendArgument(Governance.Argument.stakes, stakes.baseAddress!, count: stakes.count)
              frame.lendOutput(Governance.Argument.weights, weights.baseAddress!, count: weights.count)
              frame.set(Governance.Field.count, Int64(stakes.count))
              frame.set(Governance.Field.supply, stakes.reduce(0, +) * 2)
              frame.lend(Governance.Field.held, held.baseAddress!, count: held.count)
              frame.lend(Governance.Field.bonded, bonded.baseAddress!, count: bonded.count)
              frame.lend(Governance.Field.lot, lots.baseAddress!, count: lots.count)
              defer { frame.endCall() }
              try policy.call(0, instance: 0, frame)
              try frame.checkResults(0, of: policy)
            }
          }
        }
      }
    }
  }

  /// The same votes the other way round.
  func reverse() {
    stakes.reverse()
    held.reverse()
    bonded.reverse()
    lots.reverse()
  }

  var description: String { "stakes \(stakes), held \(held) µs, bonded \(bonded)" }
}
