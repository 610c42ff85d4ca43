import Interface
import Policies

/// An allocation study as scripts hold it.
final class ScriptAllocation: PassableObject {
  static let className = "allocation_study"

  let study: AllocationStudy
  /// "none", "swap" or "walk".
  let drift: String
  /// Where its plugins come from.
  let source: @Sendable () -> (any PolicySource)?

  init(_ study: AllocationStudy, drift: String, source: @escaping @Sendable () -> (any PolicySource)?) {
    (self.study, self.drift, self.source) = (study, drift, source)
  }

  /// The rule that answers: the one in use, or the built-in one once that is suspended.
  var ruleName: String { study.rule.slot.answering.identity.name }

  /// Puts a rule in force; beliefs and trails stay.
  func use(_ choice: RuleChoice) throws(ScriptError) {
    do throws(SwapError) { try choice.use(in: study.rule.slot, source()) } catch { throw ScriptError("\(error)") }
  }
}
