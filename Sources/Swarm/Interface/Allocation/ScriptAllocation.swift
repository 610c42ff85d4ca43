import CKernels
import Interface
import Kernels
import Policies

/// An allocation study as scripts hold it.
final class ScriptAllocation: PassableObject {
  static let className = "allocation_study"

  let study: AllocationStudy
  let load: RuleLoader
  /// "none", "swap" or "walk".
  let drift: String

  init(_ study: AllocationStudy, drift: String, _ load: @escaping RuleLoader) {
    (self.study, self.load, self.drift) = (study, load, drift)
  }

  /// What answers now, and what came of one that was suspended.
  var ruleName: String { study.rule.slot.answering.identity.name }
}

/// Finds a plugin by its name or path.
public typealias RuleLoader = @Sendable (String) throws -> any LoadedPolicy

extension AllocationKind {
  /// The kind's native rules by name.
  static let native: KeyValuePairs<String, @Sendable () -> any Policy> = [
    "thompson": { ThompsonRule().policy() }, "ucb": { UpperConfidenceRule().policy() }, "greedy": { GreedyRule().policy() },
    "trail": { TrailRule().policy() }, "random": { RandomRule().policy() },
  ]

  /// A rule as scripts name it: "ucb" is native, "allocation/ucb" or "./mine.lua" a plugin, a loaded policy itself, nothing the default.
  ///
  /// - Throws: what loading says, or `ScriptError` where it is a policy of another kind.
  static func rule(_ value: Value, _ load: RuleLoader) throws -> any Policy {
    let loaded: any LoadedPolicy
    switch value {
    case .none: return kind.fallback()
    case .string(let name):
      if let make = native.first(where: { $0.key == name })?.value { return make() }
      guard name.contains("/") || name.hasSuffix(".lua") else {
        throw ScriptError("no native rule '\(name)': there are \(native.map(\.key).joined(separator: ", ")); a plugin is \"allocation/\(name)\" or a path")
      }
      loaded = try load(name)
    case .object(let object as any LoadedPolicy): loaded = object
    default: throw ScriptError("rule: a name or a loaded policy expected, got \(value.typeName)")
    }
    guard loaded.kind.name == kind.name else { throw ScriptError("rule is a policy of kind '\(loaded.kind.name)', '\(kind.name)' expected") }
    return loaded.policy
  }
}
