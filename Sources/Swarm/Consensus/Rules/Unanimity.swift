import CKernels
public import Policies

/// k-unanimity: a node changes its choice only when `count` neighbours drawn by weight, with replacement, all exhibit the
/// same other one.
///
/// Scheidler, Brutschy, Ferrante & Dorigo, "The k-unanimity rule for self-organized decision-making in swarms of robots",
/// IEEE Transactions on Cybernetics 46, 2016.
public struct Unanimity: NativeConsensusRule, Sendable {
  public static let name = "unanimity"
  /// k: how many must agree; 1 is the voter model.
  public var count: Int

  public init(count: Int = 2) { self.count = count }

  /// The rule as a policy of the kind.
  public func policy() -> any Policy { consensusPolicy(self) }

  func update(_ round: ConsensusRound, _ random: inout ck_stream) {
    round.withChoices { choices in
      for i in 0..<round.movers {
        var agreed: Int32?
        var isUnanimous = true
        for _ in 0..<count {
          let coin = ck_stream_uniform(&random)
          guard let j = round.drawn(from: round.hears(i), coin: coin, where: { _ in true }) else { break }
          isUnanimous = isUnanimous && agreed ?? choices[j] == choices[j]
          agreed = choices[j]
        }
        if let agreed, isUnanimous, agreed != choices[i] { round.adopt(Int(agreed), by: i) } else { round.keep(i) }
      }
    }
  }
}
