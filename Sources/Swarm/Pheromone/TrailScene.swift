import Kernels
import Policies

/// A trail with random limits and strength, half of the time in a round of ants.
struct TrailScene: CustomStringConvertible {
  let tauMin: Double
  let tauMax: Double
  let strength: Double
  let frame = PolicyFrame(PheromoneKind.kind, random: RandomStream(seed: 1, "law"))
  var quality = 0.0
  var best = 0.0
  private let isInRound: Bool

  init(_ random: inout RandomStream) {
    tauMin = 0.001 + 0.2 * random.uniform()
    tauMax = tauMin + 0.1 + 2 * random.uniform()
    // Half of the time at one of the limits, where rules go wrong
    let place = [0, 1, random.uniform(), random.uniform()][random.below(4)]
    strength = min(tauMax, tauMin + (tauMax - tauMin) * place)
    best = random.uniform()
    frame.set(PheromoneKind.Field.tauMin, tauMin)
    frame.set(PheromoneKind.Field.tauMax, tauMax)
    frame.set(PheromoneKind.Field.count, Int64(random.below(100)))
    frame.set(PheromoneKind.Field.best, best)
    isInRound = random.below(2) == 0
    if isInRound {
      best = 1
      RoundScene(&random).enter(frame)
      frame.set(PheromoneKind.Field.rank, Int64(random.below(3)))
      frame.set(PheromoneKind.Field.best, best)
    }
  }

  /// From a microsecond to a few hours.
  func elapsed(_ random: inout RandomStream) -> Int64 { Int64(Reproducible.exp(23 * random.uniform())) }

  mutating func deposit(_ policy: any Policy, quality: Double) throws -> Double {
    self.quality = quality
    best = max(best, quality)
    frame.set(PheromoneKind.Field.best, best)
    frame.argument(1, quality)
    return try call(policy, PheromoneKind.Function.deposit, strength)
  }

  func evaporate(_ policy: any Policy, _ strength: Double, _ elapsed: Int64) throws -> Double {
    frame.argument(1, elapsed)
    return try call(policy, PheromoneKind.Function.evaporate, strength)
  }

  func weight(_ policy: any Policy, _ strength: Double, _ heuristic: Double) throws -> Double {
    frame.argument(1, heuristic)
    return try call(policy, PheromoneKind.Function.weight, strength)
  }

  func visit(_ policy: any Policy) throws -> Double { try call(policy, PheromoneKind.Function.visited, strength) }

  func begin(_ policy: any Policy, steps: Int) throws -> (floor: Double, start: Double) {
    frame.argument(0, Int64(steps))
    try policy.call(PheromoneKind.Function.begin, instance: 0, frame)
    try frame.checkResults(PheromoneKind.Function.begin, of: policy)
    return (frame.numberResult(0)!, frame.numberResult(1)!)
  }

  private func call(_ policy: any Policy, _ function: Int, _ strength: Double) throws -> Double {
    frame.argument(0, strength)
    try policy.call(function, instance: 0, frame)
    try frame.checkResults(function, of: policy)
    return frame.numberResult(0)!
  }

  /// What a vector function gives five copies of the trail.
  func callAll(_ policy: any Policy, _ function: Int, quality: Double, elapsed: Int64, heuristic: Double) throws -> [Double] {
    let strengths = [Double](repeating: strength, count: 5), heuristics = [Double](repeating: heuristic, count: 5)
    var out = [Double](repeating: .nan, count: 5)
    try strengths.withUnsafeBufferPointer { strengths in
      try heuristics.withUnsafeBufferPointer { heuristics in
        try out.withUnsafeMutableBufferPointer { out in
          frame.lendArgument(0, strengths.baseAddress!, count: 5)
          switch function {
          case PheromoneKind.Function.depositAll: frame.argument(1, quality)
          case PheromoneKind.Function.evaporateAll: frame.argument(1, elapsed)
          case PheromoneKind.Function.visitedAll: break
          default: frame.lendArgument(1, heuristics.baseAddress!, count: 5)
          }
          frame.lendOutput(function == PheromoneKind.Function.visitedAll ? 1 : 2, out.baseAddress!, count: 5)
          defer { frame.endCall() }
          try policy.call(function, instance: 0, frame)
          try frame.checkResults(function, of: policy)
        }
      }
    }
    return out
  }

  var description: String { "strength \(strength) in \(tauMin)…\(tauMax), quality \(quality), best \(best)\(isInRound ? ", in a round" : "")" }
}

/// A round of some ants, in which a better path was found.
struct RoundScene: CustomStringConvertible {
  let round: Int
  let ants: Int
  private let branching: Double
  private let frame = PolicyFrame(PheromoneKind.kind, random: RandomStream(seed: 1, "law"))

  init(_ random: inout RandomStream) {
    round = 1 + random.below(2_000)
    ants = 1 + random.below(100)
    branching = 2 + Double(random.below(2)) * random.uniform()
  }

  func enter(_ frame: PolicyFrame) {
    frame.set(PheromoneKind.Field.round, Int64(round))
    frame.set(PheromoneKind.Field.roundTime, Int64(1_000_000))
    frame.set(PheromoneKind.Field.ants, Int64(ants))
    frame.set(PheromoneKind.Field.stagnation, Int64(0))
  }

  func elect(_ policy: any Policy) throws -> (count: Int, isBest: Bool) {
    try call(policy, PheromoneKind.Function.elect)
    return (Int(frame.integerResult(0)!), frame.booleanResult(1)!)
  }

  func restarts(_ policy: any Policy) throws -> Bool {
    frame.set(PheromoneKind.Field.branching, branching)
    try call(policy, PheromoneKind.Function.restart)
    return frame.booleanResult(0)!
  }

  private func call(_ policy: any Policy, _ function: Int) throws {
    enter(frame)
    frame.set(PheromoneKind.Field.tauMin, 0.01)
    frame.set(PheromoneKind.Field.tauMax, 1.0)
    frame.set(PheromoneKind.Field.best, 1.0)
    frame.set(PheromoneKind.Field.count, Int64(0))
    try policy.call(function, instance: 0, frame)
    try frame.checkResults(function, of: policy)
  }

  var description: String { "round \(round) of \(ants) ants" }
}
