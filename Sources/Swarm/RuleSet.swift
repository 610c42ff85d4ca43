public import Policies

/// A kind of policy, and its rules that are written in Swift: what a study's `rule` may name.
public struct RuleSet: Sendable {
  public let kind: PolicyKind
  private let rules: [(name: String, make: @Sendable () -> any Policy)]

  public static let consensus = RuleSet(kind: ConsensusKind.kind, rules: NativeRules.all)
  public static let allocation = RuleSet(
    kind: AllocationKind.kind,
    rules: [
      ("thompson", { ThompsonRule().policy() }), ("ucb", { UpperConfidenceRule().policy() }), ("greedy", { GreedyRule().policy() }),
      ("trail", { TrailRule().policy() }), ("random", { RandomRule().policy() }),
    ])

  public var names: [String] { rules.map(\.name) }

  /// What makes the native rule of that name, as it is by default; nil where there is none.
  public func native(_ name: String) -> (@Sendable () -> any Policy)? { rules.first { $0.name == name }?.make }
}
