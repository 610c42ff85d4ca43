import Kernels
import Policies

/// What every pheromone policy keeps, at random strengths and limits.
enum PheromoneLaws {
  static let all: [Law] = [
    withinLimits, evaporationNeverRaises, failureNeverRaises, evaporationComposes, strongerWeighsMore, vectorsAgree, visitsNeverRaise,
    beginsAboveFloor, roundsLeaveTrails, noRestartWhileImproving,
  ]

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
    "vectors agree with scalars", "deposit_all, evaporate_all, weight_all and visited_all give each trail what deposit, evaporate, weight and visited do."
  ) { policy, random in
    var trail = TrailScene(&random)
    let quality = random.uniform(), elapsed = trail.elapsed(&random), heuristic = 2 * random.uniform()
    typealias Function = PheromoneKind.Function
    var pairs: [(Int, Double)] = [
      (Function.depositAll, try trail.deposit(policy, quality: quality)),
      (Function.evaporateAll, try trail.evaporate(policy, trail.strength, elapsed)),
      (Function.weightAll, try trail.weight(policy, trail.strength, heuristic)),
    ]
    if policy.implements(Function.visited) { pairs.append((Function.visitedAll, try trail.visit(policy))) }
    for (function, expected) in pairs where policy.implements(function) {
      let all = try trail.callAll(policy, function, quality: quality, elapsed: elapsed, heuristic: heuristic)
      guard all.allSatisfy({ abs($0 - expected) <= 1e-9 * max(1, expected) }) else {
        throw LawViolation("\(PheromoneKind.kind.functions[function].name) gives \(all[0]), alone it is \(expected): \(trail)")
      }
    }
  }

  private static let visitsNeverRaise = Law(
    "a visit never raises a trail", "Being walked makes no trail stronger, and leaves it within its limits: only what came of it does."
  ) { policy, random in
    guard policy.implements(PheromoneKind.Function.visited) else { return }
    let trail = TrailScene(&random)
    let after = try trail.visit(policy)
    guard after <= trail.strength, after >= trail.tauMin else { throw LawViolation("a visit made it \(after): \(trail)") }
  }

  private static let beginsAboveFloor = Law(
    "trails begin above the floor", "begin starts no trail below the weakest it may be."
  ) { policy, random in
    guard policy.implements(PheromoneKind.Function.begin) else { return }
    let steps = 1 + random.below(10_000)
    let (floor, start) = try TrailScene(&random).begin(policy, steps: steps)
    guard start >= floor else { throw LawViolation("for \(steps) steps the floor is \(floor), the start \(start)") }
  }

  private static let roundsLeaveTrails = Law(
    "every round leaves a trail", "elect chooses at least one outcome, and no more than there are."
  ) { policy, random in
    guard policy.implements(PheromoneKind.Function.elect) else { return }
    let scene = RoundScene(&random)
    let (count, isBest) = try scene.elect(policy)
    guard count <= scene.ants, count > 0 || isBest else {
      throw LawViolation("\(count) outcomes\(isBest ? " and the best" : "") of \(scene)")
    }
  }

  private static let noRestartWhileImproving = Law(
    "no restart while the search improves", "In the round that found a better path, trails don't begin anew."
  ) { policy, random in
    guard policy.implements(PheromoneKind.Function.restart) else { return }
    let scene = RoundScene(&random)
    guard try !scene.restarts(policy) else { throw LawViolation("a restart in the round of the best path: \(scene)") }
  }
}
