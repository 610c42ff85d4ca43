public import Interface
public import Policies

/// A rule of some kind as a script names it: a native one, a plugin with its options, or a policy it has loaded.
public enum RuleChoice {
  case native(String, settings: [Double])
  case plugin(String, options: Table)
  case loaded(any Policy)

  /// Reads "voter", "consensus/mine", "mine.lua", { "bayes", floor = 0.001 } or plugin.load(…).
  ///
  /// A word that names a native rule is that rule, also with options; "consensus/voter" is the plugin.
  ///
  /// - Parameters:
  ///   - kind: what it must be a policy of.
  ///   - place: begins the complaint.
  /// - Throws: `ScriptError` where it is none of these.
  public init(_ value: Value, of kind: PolicyKind = ConsensusKind.kind, at place: String) throws(ScriptError) {
    switch value {
    case .string(let name): self = try RuleChoice(name, Table(), of: kind, at: place)
    case .table(let table):
      guard table.list.count == 1, case .string(let name) = table.list[0] else {
        throw ScriptError("\(place): a rule's name expected first, as in { \"bayes\", floor = 0.001 }")
      }
      self = try RuleChoice(name, Table(fields: table.fields), of: kind, at: place)
    case .object(let object):
      guard let loaded = object as? any LoadedPolicy, loaded.kind.name == kind.name else {
        throw ScriptError("\(place): a policy of kind '\(kind.name)' expected, got \((object as? any LoadedPolicy)?.policy.identity.description ?? value.typeName)")
      }
      self = .loaded(loaded.policy)
    default: throw ScriptError("\(place): a rule's name, { name, option = value } or a policy expected, got \(value.typeName)")
    }
  }

  private init(_ name: String, _ options: Table, of kind: PolicyKind, at place: String) throws(ScriptError) {
    guard NativeRules.names(of: kind).contains(name) else {
      self = .plugin(name, options: options)
      return
    }
    do throws(ScriptError) { self = .native(name, settings: try NativeRules.settings(of: name, kind, options)) } catch { throw ScriptError("\(place): \(error)") }
  }

  /// Whether runs may each have a rule of their own, on any thread.
  public var isNative: Bool { if case .native = self { true } else { false } }

  /// Puts the rule in force in a slot, checked.
  ///
  /// - Parameter source: of plugins; nil where there is none.
  /// - Throws: `SwapError`; the rule before stays.
  public func use(in slot: PolicySlot, _ source: (any PolicySource)?) throws(SwapError) {
    switch self {
    case .native(let name, let settings): slot.use(NativeRules.policy(named: name, of: slot.kind, settings: settings)!)
    case .loaded(let policy): slot.use(policy)
    case .plugin(let name, let options):
      guard let source else { throw SwapError(problems: ["'\(name)': there are no plugins here; native rules are \(NativeRules.names(of: slot.kind).joined(separator: ", "))"]) }
      _ = try source.prepare(name, for: slot, options: options).commit(at: 0)
    }
  }
}
