import CKernels
public import Policies

/// Bounded confidence: a node averages only beliefs near its own, within total variation distance `epsilon`.
///
/// All of them at once (Hegselmann & Krause, JASSS 5(3), 2002), or half way to one drawn by weight (`pairwise`; Deffuant,
/// Neau, Amblard & Weisbuch, Advances in Complex Systems 3, 2000). With two options the distance is that of their opinions on
/// [0, 1]; how many camps survive goes with 1 / (2 ε).
public struct BoundedConfidence: NativeConsensusRule, Sendable {
  public static let name = "bounded_confidence"
  /// The largest distance of a belief that still counts, 0…1.
  public var epsilon: Float
  /// Whether a node hears one neighbour in a round, not all.
  public var isPairwise: Bool

  public init(epsilon: Float = 0.3, isPairwise: Bool = false) {
    self.epsilon = epsilon
    self.isPairwise = isPairwise
  }

  /// The rule as a policy of the kind.
  public func policy() -> any Policy { consensusPolicy(self) }

  func update(_ round: ConsensusRound, _ random: inout ck_stream) {
    for i in 0..<round.movers {
      let own = round.belief(i), next = round.out + i * round.options
      if isPairwise {
        guard let j = round.drawn(from: round.hears(i), coin: ck_stream_uniform(&random), where: { _ in true }), isNear(round, i, j) else {
          round.keep(i)
          continue
        }
        let other = round.belief(j), step = round.rate / 2
        for k in 0..<round.options { next[k] = own[k] + (other[k] - own[k]) * step }
      } else {
        var total = round.weight(i)
        for k in 0..<round.options { next[k] = own[k] * total }
        for cell in round.hears(i) where isNear(round, i, round.neighbour(cell)) {
          let other = round.belief(round.neighbour(cell)), weight = round.weight(round.neighbour(cell))
          total += weight
          for k in 0..<round.options { next[k] += other[k] * weight }
        }
        for k in 0..<round.options { next[k] = total > 0 ? own[k] + (next[k] / total - own[k]) * round.rate : own[k] }
      }
    }
  }

  @inline(__always)
  private func isNear(_ round: ConsensusRound, _ i: Int, _ j: Int) -> Bool {
    let a = round.belief(i), b = round.belief(j)
    var distance: Float = 0
    for k in 0..<round.options { distance += abs(a[k] - b[k]) }
    return distance / 2 <= epsilon
  }
}
