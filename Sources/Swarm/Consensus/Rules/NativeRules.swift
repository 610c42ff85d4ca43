public import Policies

extension ConsensusKind {
  /// The kind's rules that are written in Swift, by name; each has a plugin of the same name that can be copied.
  ///
  /// As they are by default.
  static let nativeRules: [(name: String, make: @Sendable () -> any Policy)] = [
    (BayesBots.name, { BayesBots().policy() }),
    (BayesianSharing.name, { BayesianSharing().policy() }),
    (BoundedConfidence.name, { BoundedConfidence().policy() }),
    (CrossInhibition.name, { CrossInhibition().policy() }),
    (DiscreteBayes.name, { DiscreteBayes().policy() }),
    (DirectModulation.name, { DirectModulation().policy() }),
    (EntropyRule.name, { EntropyRule().policy() }),
    (LocalNegotiation.name, { LocalNegotiation().policy() }),
    (MajorityRule.name, { MajorityRule().policy() }),
    (QuorumRule.name, { QuorumRule().policy() }),
    (Unanimity.name, { Unanimity().policy() }),
    (VoterRule.name, { VoterRule().policy() }),
  ]

  /// The names of the native rules, in order.
  public static let nativeRuleNames: [String] = nativeRules.map(\.name)

  /// A native rule as it is by default; nil where none has that name.
  public static func nativeRule(_ name: String) -> (any Policy)? { nativeRules.first { $0.name == name }?.make() }
}
