import Kernels
import Policies

extension Slashing {
  /// What every slashing rule keeps, whatever its strategy.
  static var laws: [Law] {
    [
      Law("a fraction is between nothing and everything", "Nobody loses more than is liable, and nobody gains.") { policy, random in
        try forRandomOffences(policy, &random) { trial in
          _ = try trial.fraction()
          return nil
        }
      },
      Law("a graver offence never costs less", "All else alike.") { policy, random in
        try forRandomOffences(policy, &random) { trial in
          let light = try trial.fraction()
          trial.severity = min(PartsPerMillion.whole, trial.severity + trial.step)
          let grave = try trial.fraction()
          return grave < light ? "costs \(light) ppm, with a severity of \(trial.severity) ppm \(grave)" : nil
        }
      },
      Law("a repeated offence never costs less", "Who offended before in the span is not better off for it.") { policy, random in
        try forRandomOffences(policy, &random) { trial in
          let first = try trial.fraction()
          trial.earlier += 1 + trial.step % 5
          let again = try trial.fraction()
          return again < first ? "costs \(first) ppm, as number \(trial.earlier + 1) in the span \(again)" : nil
        }
      },
      Law("the same offence costs the same", "Chance has no say.") { policy, random in
        try forRandomOffences(policy, &random) { trial in
          let once = try trial.fraction()
          trial.lane += 1
          let twice = try trial.fraction()
          return once != twice ? "costs \(once) ppm, then \(twice)" : nil
        }
      },
    ]
  }

  private static func forRandomOffences(
    _ policy: any Policy, _ random: inout RandomStream, _ problem: (Trial) throws -> String?
  ) throws {
    let trial = Trial(policy, random)
    for _ in 0..<128 {
      trial.draw(&random)
      let text = trial.description
      if let problem = try problem(trial) { throw LawViolation("\(text): \(problem)") }
    }
  }
}

/// Puts offences to a slashing rule, with nothing between the two.
private final class Trial: CustomStringConvertible {
  let policy: any Policy
  let frame: PolicyFrame
  var severity: Int64 = 0
  var earlier: Int64 = 0
  var lane: UInt64 = 0
  /// By how much a law makes it worse.
  private(set) var step: Int64 = 0
  private var offence: Int64 = 1
  private var stake: Int64 = 0
  private let chance: RandomStream

  init(_ policy: any Policy, _ random: RandomStream) {
    self.policy = policy
    chance = random
    frame = PolicyFrame(Slashing.kind, random: random)
  }

  func draw(_ random: inout RandomStream) {
    offence = 1 + Int64(random.below(Offence.allCases.count))
    severity = Int64(random.below(1_000_001))
    earlier = Int64(random.below(random.below(2) == 0 ? 3 : 1_000))
    step = 1 + Int64(random.below(500_000))
    stake = Int64(random.below(1 << (1 + random.below(45))))
    lane = random.next() >> 1
  }

  func fraction() throws(PolicyFault) -> Int64 {
    frame.random = chance.lane(lane).state
    frame.now += 1_000
    frame.argument(0, severity)
    frame.set(Slashing.Field.offence, offence)
    frame.set(Slashing.Field.stake, stake)
    frame.set(Slashing.Field.earlier, earlier)
    frame.set(Slashing.Field.span, Int64(86_400_000_000))
    try policy.call(0, instance: 0, frame)
    try frame.checkResults(0, of: policy)
    return frame.integerResult(0)!
  }

  var description: String { "offence \(offence) of severity \(severity) ppm, number \(earlier + 1) in the span, with \(stake) µrUv liable" }
}
