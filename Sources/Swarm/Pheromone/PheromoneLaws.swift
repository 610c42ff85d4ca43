import Kernels
import Policies

/// What every pheromone policy keeps, at random strengths and limits.
enum PheromoneLaws {
  static let all: [Law] = [withinLimits, evaporationNeverRaises, failureNeverRaises, evaporationComposes, strongerWeighsMore, vectorsAgree]

  private static let withinLimits = Law(
    "trails stay within their limits", "Whatever happens, a strength lies in tau_min … tau_max."
  ) { policy, random in
    var trail = TrailScene(&random)
    let deposited = try trail.deposit(policy, quality: random.uniform())
    let faded = try trail.evaporate(policy, trail.strength, trail.elapsed(&random))
    for (name, strength) in [("deposit", deposited), ("evaporate", faded)] {
      guard strength >= trail.tauMin, strength <= trail.tauMax else { throw LawViolation("\(name) gave \(strength) to \(trail)") }
    }
  }

  private static let evaporationNeverRaises = Law(
    "evaporation never raises a trail", "Time alone makes no trail stronger."
  ) { policy, random in
    let trail = TrailScene(&random)
    let elapsed = trail.elapsed(&random)
    let after = try trail.evaporate(policy, trail.strength, elapsed)
    guard after <= trail.strength else { throw LawViolation("\(elapsed) µs made it \(after): \(trail)") }
  }

  private static let failureNeverRaises = Law(
    "failure never raises a trail", "An outcome of quality 0 makes no trail stronger."
  ) { policy, random in
    var trail = TrailScene(&random)
    let after = try trail.deposit(policy, quality: 0)
    guard after <= trail.strength else { throw LawViolation("a failure made it \(after): \(trail)") }
  }

  private static let evaporationComposes = Law(
    "evaporation composes", "Evaporating for a, then for b, is evaporating for a + b: looking at a trail does not change it."
  ) { policy, random in
    let trail = TrailScene(&random)
    let a = trail.elapsed(&random), b = trail.elapsed(&random)
    let twice = try trail.evaporate(policy, trail.evaporate(policy, trail.strength, a), b)
    let once = try trail.evaporate(policy, trail.strength, a + b)
    guard abs(twice - once) <= 1e-9 * trail.tauMax else {
      throw LawViolation("\(a) µs then \(b) µs give \(twice), \(a + b) µs give \(once): \(trail)")
    }
  }

  private static let strongerWeighsMore = Law(
    "a stronger trail never weighs less", "For the same heuristic, weight does not fall as strength rises."
  ) { policy, random in
    let trail = TrailScene(&random)
    let heuristic = 2 * random.uniform()
    let stronger = trail.strength + (trail.tauMax - trail.strength) * random.uniform()
    let light = try trail.weight(policy, trail.strength, heuristic), heavy = try trail.weight(policy, stronger, heuristic)
    guard heavy >= light else { throw LawViolation("\(stronger) weighs \(heavy), \(trail.strength) weighs \(light): \(trail)") }
  }

  private static let vectorsAgree = Law(
    "vectors agree with scalars", "deposit_all, evaporate_all and weight_all give each trail what deposit, evaporate and weight do."
  ) { policy, random in
    var trail = TrailScene(&random)
    let quality = random.uniform(), elapsed = trail.elapsed(&random), heuristic = 2 * random.uniform()
    typealias Function = PheromoneKind.Function
    let pairs: [(Int, Double)] = [
      (Function.depositAll, try trail.deposit(policy, quality: quality)),
      (Function.evaporateAll, try trail.evaporate(policy, trail.strength, elapsed)),
      (Function.weightAll, try trail.weight(policy, trail.strength, heuristic)),
    ]
    for (function, expected) in pairs where policy.implements(function) {
      let all = try trail.callAll(policy, function, quality: quality, elapsed: elapsed, heuristic: heuristic)
      guard all.allSatisfy({ abs($0 - expected) <= 1e-9 * max(1, expected) }) else {
        throw LawViolation("\(PheromoneKind.kind.functions[function].name) gives \(all[0]), alone it is \(expected): \(trail)")
      }
    }
  }
}

/// A trail with random limits and strength.
private struct TrailScene: CustomStringConvertible {
  let tauMin: Double
  let tauMax: Double
  let strength: Double
  let frame = PolicyFrame(PheromoneKind.kind, random: RandomStream(seed: 1, "law"))
  var quality = 0.0
  var best = 0.0

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
          default: frame.lendArgument(1, heuristics.baseAddress!, count: 5)
          }
          frame.lendOutput(2, out.baseAddress!, count: 5)
          defer { frame.endCall() }
          try policy.call(function, instance: 0, frame)
          try frame.checkResults(function, of: policy)
        }
      }
    }
    return out
  }

  var description: String { "strength \(strength) in \(tauMin)…\(tauMax), quality \(quality), best \(best)" }
}
