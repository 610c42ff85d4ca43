public import Policies

/// The consensus rules that are written in Swift, by name; each has a plugin of the same name that can be copied.
public enum NativeRules {
  /// As they are by default.
  static let all: [(name: String, make: @Sendable () -> any Policy)] = [
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

  /// In order.
  public static let names: [String] = all.map(\.name)

  /// A rule as it is by default; nil where none has that name.
  public static func policy(named name: String) -> (any Policy)? { all.first { $0.name == name }?.make() }
}
