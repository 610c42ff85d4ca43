public import Policies

/// The consensus rules written in Swift, by name.
public enum NativeRules {
  private static let all: [(name: String, make: @Sendable () -> any Policy)] = [
    (EntropyRule.name, { EntropyRule().policy() }), (LocalNegotiation.name, { LocalNegotiation().policy() }),
    (MajorityRule.name, { MajorityRule().policy() }), (VoterRule.name, { VoterRule().policy() }),
  ]

  public static let names: [String] = all.map(\.name)

  /// A new policy of that rule with its defaults; nil where there is none of that name.
  public static func policy(named name: String) -> (any Policy)? { all.first { $0.name == name }?.make() }
}
