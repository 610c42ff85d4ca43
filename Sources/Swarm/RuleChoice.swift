public import Interface
public import Policies

/// A rule as a script names it: a native one, a plugin with its options, or a policy it has loaded.
public enum RuleChoice {
  case native(@Sendable () -> any Policy)
  case plugin(String, options: Table)
  case loaded(any Policy)

  /// Reads "voter", "consensus/mine", "mine.lua", { "bayes", floor = 0.001 } or plugin.load(…).
  ///
  /// A word that names a native rule is that rule; "consensus/voter" is the plugin.
  ///
  /// - Parameters:
  ///   - rules: the kind it is to be of, and that kind's native rules.
  ///   - place: begins the complaint.
  /// - Throws: `ScriptError` where it is none of these.
  public init(_ value: Value, of rules: RuleSet = .consensus, at place: String) throws(ScriptError) {
    switch value {
    case .string(let name): self = rules.native(name).map { .native($0) } ?? .plugin(name, options: Table())
    case .table(let table):
      guard table.list.count == 1, case .string(let name) = table.list[0] else {
        throw ScriptError("\(place): a rule's name expected first, as in { \"bayes\", floor = 0.001 }")
      }
      self = table.fields.isEmpty ? try RuleChoice(.string(name), of: rules, at: place) : .plugin(name, options: Table(fields: table.fields))
    case .object(let object):
      guard let loaded = object as? any LoadedPolicy, loaded.kind.name == rules.kind.name else {
        throw ScriptError("\(place): a policy of kind '\(rules.kind.name)' expected, got \((object as? any LoadedPolicy)?.policy.identity.description ?? value.typeName)")
      }
      self = .loaded(loaded.policy)
    default: throw ScriptError("\(place): a rule's name, { name, option = value } or a policy expected, got \(value.typeName)")
    }
  }

  /// Whether runs may each have a rule of their own, on any thread.
  public var isNative: Bool { if case .native = self { true } else { false } }

  /// Puts the rule in force in a slot, checked.
  ///
  /// - Parameter source: of plugins; nil where there is none.
  /// - Throws: `SwapError`; the rule before stays.
  public func use(in slot: PolicySlot, _ source: (any PolicySource)?) throws(SwapError) {
    switch self {
    case .native(let make): slot.use(make())
    case .loaded(let policy): slot.use(policy)
    case .plugin(let name, let options):
      guard let source else { throw SwapError(problems: ["'\(name)': there are no plugins here"]) }
      _ = try source.prepare(name, for: slot, options: options).commit(at: 0)
    }
  }
}
