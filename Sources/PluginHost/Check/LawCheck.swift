import Kernels
import Policies

/// How a policy did under one law.
public struct LawResult: Sendable {
  public var law: String
  public var summary: String
  /// Seeds 0 ..< `seeds` were tried, until the first failure.
  public var seeds: Int
  /// The seed that failed and the counterexample.
  public var failure: (seed: UInt64, text: String)?
  public var passed: Bool { failure == nil }
}

/// Runs a kind's laws over seeds. A failure names its seed, which replays it.
struct LawCheck {
  let kind: PolicyKind
  /// A policy without memories; each seed of each law starts with one.
  let makePolicy: () -> any Policy

  init(kind: PolicyKind, makePolicy: @escaping () -> any Policy) {
    self.kind = kind
    self.makePolicy = makePolicy
  }

  /// One plugin's policy, which forgets everything between seeds.
  init(kind: PolicyKind, plugin policy: LuaPolicy) {
    self.init(kind: kind) {
      policy.forget()
      return policy
    }
  }

  func run(_ law: Law, seeds: Int) -> LawResult {
    var result = LawResult(law: law.name, summary: law.summary, seeds: seeds)
    for seed in 0..<UInt64(seeds) {
      if let text = Self.counterexample(to: law, makePolicy(), seed: seed) {
        result.seeds = Int(seed) + 1
        result.failure = (seed, text)
        break
      }
    }
    return result
  }

  /// What breaks the law under this seed: a counterexample or the policy's own fault.
  static func counterexample(to law: Law, _ policy: any Policy, seed: UInt64) -> String? {
    var random = RandomStream(seed: seed, "law", law.name)
    do { try law.check(policy, &random) } catch { return "\(error)" }
    return nil
  }
}
