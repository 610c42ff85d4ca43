import Kernels
public import Policies

/// MAX–MIN ant system: only outcomes about as good as the best seen strengthen a trail, and no trail leaves
/// [tau_min, tau_max], so that none is ever certain or lost.
///
/// Where outcomes come one by one, a strengthened trail moves the fraction `gain` of the way to tau_max; a failure takes it
/// `penalty` of the way to tau_min; time takes it down by exp(−Δt / lifetime). In rounds of ants it is the paper's rule in
/// units of tau_max = 1 / (ρ · best cost): see `plugins/pheromone/max_min.lua`, which answers alike to the last bit.
/// Stützle & Hoos, "MAX–MIN ant system", FGCS 16, 2000.
public struct MaxMinRule: Sendable {
  /// 0…1.
  public var gain: Double
  /// Outcomes at least this share of the best count as the best, 0…1.
  public var elite: Double
  /// 0…1.
  public var penalty: Double
  /// Time in which a trail fades to 1/e, in µs; > 0.
  public var lifetime: Double
  /// How much the heuristic counts against the trail: an exponent ≥ 0.
  public var beta: Double
  /// In rounds: the part of itself a trail loses in one, and of tau_max that its best adds, 0…1.
  public var rho = 0.02
  /// In rounds: how likely the best path is still built whole once all other trails are weakest, 0…1 without the ends.
  public var bestProbability = 0.05
  /// In rounds: every so many the best since trails began is deposited instead of the round's.
  public var bestEvery: Int64 = 25
  /// In rounds: those without a better path after which trails that have converged begin anew.
  public var patience: Int64 = 250

  public init(gain: Double = 0.1, elite: Double = 0.9, penalty: Double = 0.3, lifetime: Double = 600_000_000, beta: Double = 2) {
    precondition((0...1).contains(gain) && (0...1).contains(elite) && (0...1).contains(penalty) && lifetime > 0 && beta >= 0)
    self.gain = gain
    self.elite = elite
    self.penalty = penalty
    self.lifetime = lifetime
    self.beta = beta
  }

  func deposit(_ strength: Double, _ quality: Double, _ frame: PolicyFrame) -> Double {
    let tauMin = frame.tauMin, tauMax = frame.tauMax
    let next =
      if quality <= 0 { strength - penalty * (strength - tauMin) }
      else if frame.isRound { strength + rho * quality * tauMax }
      else if quality >= elite * frame.best { strength + gain * (tauMax - strength) }
      else { strength }
    return max(tauMin, min(tauMax, next))
  }

  /// What of a trail remains after `elapsed` µs.
  func remaining(_ elapsed: Int64, _ frame: PolicyFrame) -> Double {
    guard let round = frame.integer(PheromoneKind.Field.roundTime) else { return Reproducible.exp(-Double(elapsed) / lifetime) }
    return Reproducible.pow(1 - rho, Double(elapsed) / Double(round))
  }

  func weight(_ strength: Double, _ heuristic: Double) -> Double {
    strength * (beta == 2 ? heuristic * heuristic : Reproducible.pow(heuristic, beta))
  }

  /// With half of the cities to choose from at each step, as the paper assumes.
  func floor(steps: Int64) -> Double {
    let each = Reproducible.pow(bestProbability, 1 / Double(steps))
    return max(1e-12, min(0.5, (1 - each) / (max(1, Double(steps) / 2 - 1) * each)))
  }

  /// The rule as a policy of the kind.
  public func policy() -> any Policy {
    NativePolicy(kind: "pheromone", name: "max_min", scalars + vectors + rounds)
  }

  private var scalars: [NativePolicy.Body?] {
    [
      { frame, _ in frame.result(0, deposit(frame.numberArgument(0)!, frame.numberArgument(1)!, frame)) },
      { frame, _ in frame.result(0, max(frame.tauMin, frame.numberArgument(0)! * remaining(frame.integerArgument(1)!, frame))) },
      { frame, _ in frame.result(0, weight(frame.numberArgument(0)!, frame.numberArgument(1)!)) },
    ]
  }

  private var vectors: [NativePolicy.Body?] {
    [
      { frame, _ in
        let strengths = frame.argumentElements(0, Double.self), out = frame.outputElements(2, Double.self)
        let quality = frame.numberArgument(1)!
        for i in strengths.indices { out[i] = deposit(strengths[i], quality, frame) }
      },
      { frame, _ in
        let strengths = frame.argumentElements(0, Double.self), out = frame.outputElements(2, Double.self)
        let (left, tauMin) = (remaining(frame.integerArgument(1)!, frame), frame.tauMin)
        for i in strengths.indices { out[i] = max(tauMin, strengths[i] * left) }
      },
      { frame, _ in
        let strengths = frame.argumentElements(0, Double.self), heuristics = frame.argumentElements(1, Double.self)
        let out = frame.outputElements(2, Double.self)
        for i in strengths.indices { out[i] = weight(strengths[i], heuristics[i]) }
      },
    ]
  }

  /// Greed and visits are as they would be without: the rule has them to stand in for others.
  private var rounds: [NativePolicy.Body?] {
    [
      { frame, _ in
        frame.result(0, floor(steps: frame.integerArgument(0)!))
        frame.result(1, 1.0)
      },
      { frame, _ in frame.result(0, 0.0) },
      { frame, _ in frame.result(0, frame.numberArgument(0)!) },
      { frame, _ in _ = frame.outputElements(1, Double.self).update(fromContentsOf: frame.argumentElements(0, Double.self)) },
      { frame, _ in
        let isBest = frame.integer(PheromoneKind.Field.round)! % bestEvery == 0
        frame.result(0, Int64(isBest ? 0 : 1))
        frame.result(1, isBest)
      },
      { frame, _ in
        let hasConverged = frame.number(PheromoneKind.Field.branching).map { $0 <= 2.00002 } ?? false
        frame.result(0, hasConverged && frame.integer(PheromoneKind.Field.stagnation)! >= patience)
      },
    ]
  }
}

extension PolicyFrame {
  fileprivate var tauMin: Double { number(PheromoneKind.Field.tauMin)! }
  fileprivate var tauMax: Double { number(PheromoneKind.Field.tauMax)! }
  fileprivate var best: Double { number(PheromoneKind.Field.best)! }
  fileprivate var isRound: Bool { integer(PheromoneKind.Field.round) != nil }
}
