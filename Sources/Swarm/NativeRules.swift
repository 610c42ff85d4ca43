public import Policies

/// The rules written in Swift that scripts may name, by kind.
public enum NativeRules {
  private typealias Maker = @Sendable () -> any Policy

  private static let consensus: [(name: String, make: Maker)] = [
    (EntropyRule.name, { EntropyRule().policy() }), (LocalNegotiation.name, { LocalNegotiation().policy() }),
    (MajorityRule.name, { MajorityRule().policy() }), (VoterRule.name, { VoterRule().policy() }),
  ]
  /// The one there is has a plugin of its own name that answers alike.
  private static let pheromone: [(name: String, make: Maker)] = [("native", { MaxMinRule().policy() })]

  private static func all(of kind: PolicyKind) -> [(name: String, make: Maker)] {
    switch kind.name {
    case ConsensusKind.kind.name: consensus
    case PheromoneKind.kind.name: pheromone
    default: []
    }
  }

  public static let names: [String] = names(of: ConsensusKind.kind)
  public static func names(of kind: PolicyKind) -> [String] { all(of: kind).map(\.name) }

  /// A new policy of that rule with its defaults; nil where there is none of that name.
  public static func policy(named name: String, of kind: PolicyKind = ConsensusKind.kind) -> (any Policy)? {
    all(of: kind).first { $0.name == name }?.make()
  }
}
