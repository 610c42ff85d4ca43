import CKernels
import Kernels
public import Policies

/// Quorum response: a node meets a neighbour's choice, drawn by weight, and adopts it with probability
/// `x^n / (x^n + T^n)`, where x is the share of the weight it hears that exhibits that choice.
///
/// Steepness n = 1 and T → 0 is the voter model; the steeper, the nearer to a threshold at T, and the faster a group
/// decides once a choice has its quorum, right or wrong.
///
/// Sumpter & Pratt, "Quorum responses and consensus decision making", Phil. Trans. R. Soc. B 364, 2009.
public struct QuorumRule: NativeConsensusRule, Sendable {
  public static let name = "quorum"
  /// T: the share at which a node follows in half of all cases; > 0.
  public var threshold: Float
  /// n: how sharply it responds to the quorum; ≥ 1.
  public var steepness: Float

  public init(threshold: Float = 0.5, steepness: Float = 4) {
    self.threshold = threshold
    self.steepness = steepness
  }

  /// The rule as a policy of the kind.
  public func policy() -> any Policy { consensusPolicy(self) }

  func update(_ round: ConsensusRound, _ random: inout ck_stream) {
    round.withChoices { choices in
      for i in 0..<round.movers {
        let meets = ck_stream_uniform(&random), follows = ck_stream_uniform(&random)
        guard let met = round.drawn(from: round.hears(i), coin: meets, where: { _ in true }), choices[met] != choices[i] else {
          round.keep(i)
          continue
        }
        var agreeing: Float = 0, total: Float = 0
        for cell in round.hears(i) {
          let j = round.neighbour(cell), weight = round.weight(j)
          total += weight
          if choices[j] == choices[met] { agreeing += weight }
        }
        // x^n / (x^n + T^n) as 1 / (1 + (T / x)^n), which neither overflows nor is 0 / 0
        let odds = Reproducible.pow(Double(threshold) * Double(total) / Double(agreeing), Double(steepness))
        if follows < 1 / (1 + odds) { round.adopt(Int(choices[met]), by: i) } else { round.keep(i) }
      }
    }
  }
}
