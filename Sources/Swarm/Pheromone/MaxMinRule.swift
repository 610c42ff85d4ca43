import Kernels
public import Policies

/// MAX–MIN ant system: only outcomes about as good as the best seen strengthen a trail, and no trail leaves
/// [tau_min, tau_max], so that none is ever certain or lost.
///
/// A strengthened trail moves the fraction `gain` of the way to tau_max; a failure takes it `penalty` of the way to
/// tau_min; time takes it down by exp(−Δt / lifetime). Stützle & Hoos, "MAX–MIN ant system", FGCS 16, 2000.
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

  public init(gain: Double = 0.1, elite: Double = 0.9, penalty: Double = 0.3, lifetime: Double = 600_000_000, beta: Double = 2) {
    precondition((0...1).contains(gain) && (0...1).contains(elite) && (0...1).contains(penalty) && lifetime > 0 && beta >= 0)
    self.gain = gain
    self.elite = elite
    self.penalty = penalty
    self.lifetime = lifetime
    self.beta = beta
  }

  func deposit(_ strength: Double, _ quality: Double, best: Double, _ tauMin: Double, _ tauMax: Double) -> Double {
    let next =
      if quality <= 0 { strength - penalty * (strength - tauMin) }
      else if quality >= elite * best { strength + gain * (tauMax - strength) }
      else { strength }
    return max(tauMin, min(tauMax, next))
  }

  /// What of a trail remains after `elapsed` µs.
  func remaining(_ elapsed: Int64) -> Double { Reproducible.exp(-Double(elapsed) / lifetime) }

  func weight(_ strength: Double, _ heuristic: Double) -> Double {
    strength * (beta == 2 ? heuristic * heuristic : Reproducible.pow(heuristic, beta))
  }

  /// The rule as a policy of the kind.
  public func policy() -> any Policy {
    NativePolicy(
      kind: "pheromone", name: "max_min",
      [
        { frame, _ in
          frame.result(0, deposit(frame.numberArgument(0)!, frame.numberArgument(1)!, best: frame.best, frame.tauMin, frame.tauMax))
        },
        { frame, _ in frame.result(0, max(frame.tauMin, frame.numberArgument(0)! * remaining(frame.integerArgument(1)!))) },
        { frame, _ in frame.result(0, weight(frame.numberArgument(0)!, frame.numberArgument(1)!)) },
        { frame, _ in
          let strengths = frame.argumentElements(0, Double.self), out = frame.outputElements(2, Double.self)
          let (quality, best, tauMin, tauMax) = (frame.numberArgument(1)!, frame.best, frame.tauMin, frame.tauMax)
          for i in strengths.indices { out[i] = deposit(strengths[i], quality, best: best, tauMin, tauMax) }
        },
        { frame, _ in
          let strengths = frame.argumentElements(0, Double.self), out = frame.outputElements(2, Double.self)
          let (left, tauMin) = (remaining(frame.integerArgument(1)!), frame.tauMin)
          for i in strengths.indices { out[i] = max(tauMin, strengths[i] * left) }
        },
        { frame, _ in
          let strengths = frame.argumentElements(0, Double.self), heuristics = frame.argumentElements(1, Double.self)
          let out = frame.outputElements(2, Double.self)
          for i in strengths.indices { out[i] = weight(strengths[i], heuristics[i]) }
        },
      ])
  }
}

extension PolicyFrame {
  fileprivate var tauMin: Double { number(PheromoneKind.Field.tauMin)! }
  fileprivate var tauMax: Double { number(PheromoneKind.Field.tauMax)! }
  fileprivate var best: Double { number(PheromoneKind.Field.best)! }
}
