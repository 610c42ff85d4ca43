import CKernels
public import Policies

/// Cross-inhibition: an agent that meets another opinion than its own becomes undecided, and only who is undecided adopts
/// what it meets.
///
/// An undecided agent believes in all options alike and sends no messages. Whom a node meets is drawn among the others it
/// hears, in proportion to their weights: with qualities as weights, better options recruit and inhibit more. Unlike in the
/// voter model a majority stays stable beside stubborn agents and noise.
///
/// Reina, Zakir, De Masi & Ferrante, "Cross-inhibition leads to group consensus despite the presence of strongly opinionated
/// minorities and asocial behaviour", Communications Physics 6, 2023 (arXiv 2211.09531).
public struct CrossInhibition: NativeConsensusRule, Sendable {
  public static let name = "cross_inhibition"
  public init() {}

  /// The rule as a policy of the kind.
  public func policy() -> any Policy { consensusPolicy(self) }

  /// How much more than 1 / K an agent's largest share may be for it to count as undecided, relatively.
  static let tolerance: Float = 1e-3
  private static let undecided: Int32 = -1

  static func isUndecided(_ belief: UnsafePointer<Float>, _ options: Int) -> Bool {
    options > 1 && belief[Certainty.choice(belief, options)] * Float(options) < 1 + tolerance
  }

  func update(_ round: ConsensusRound, _ random: inout ck_stream) {
    round.withChoices { choices in
      for i in 0..<round.rows where Self.isUndecided(round.belief(i), round.options) { choices[i] = Self.undecided }
      for i in 0..<round.movers {
        let coin = ck_stream_uniform(&random)
        guard let met = round.drawn(from: round.hears(i), coin: coin, where: { choices[$0] != Self.undecided }) else {
          round.keep(i)
          continue
        }
        if choices[i] == Self.undecided || choices[i] == choices[met] {
          round.adopt(Int(choices[met]), by: i)
        } else {
          inhibit(round, i)
        }
      }
    }
  }

  /// Moves a node's belief toward the uniform one, by the rate.
  private func inhibit(_ round: ConsensusRound, _ node: Int) {
    let own = round.belief(node), next = round.out + node * round.options
    for k in 0..<round.options { next[k] = own[k] * (1 - round.rate) + round.rate / Float(round.options) }
  }
}
