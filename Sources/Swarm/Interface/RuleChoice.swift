public import Interface
public import Policies

/// How a script names a rule of some kind: a name, `{ name, option = value }`, or a policy it has loaded.
public struct RuleChoice {
  /// Finds a policy by "kind/name" or a path, with options of its own. The host of plugins is one.
  public typealias Load = @Sendable (_ name: String, _ options: Table) throws -> any LoadedPolicy

  static func parameter(_ kind: PolicyKind, default builtIn: String) -> Parameter {
    Parameter(
      "rule", .any, isOptional: true, defaultText: builtIn,
      "a plugin of the kind \(kind.name) by name or path, { name, option = value }, or a loaded policy")
  }

  /// - Returns: nil for the built-in rule: where nothing is given, or "native".
  /// - Throws: `ScriptError` that begins with `place`; what `load` throws.
  static func read(_ value: Value, _ kind: PolicyKind, _ place: String, _ load: Load) throws -> (any Policy)? {
    var name = "", options = Table()
    switch value {
    case .none: return nil
    case .string(let text): name = text
    case .table(let table):
      guard case .string(let text)? = table.list.first, table.list.count == 1 else {
        throw ScriptError("\(place): rule: a plugin's name expected first, as in { \"max_min\", rho = 0.1 }")
      }
      (name, options) = (text, Table(fields: table.fields))
    case .object(let loaded as any LoadedPolicy): return try check(loaded, kind, place)
    default: throw ScriptError("\(place): rule: a plugin's name, { name, option = value } or a policy expected, got \(value.typeName)")
    }
    if name == "native", options.fields.isEmpty { return nil }
    let isPlain = !name.contains("/") && !name.hasSuffix(".lua")
    return try check(load(isPlain ? "\(kind.name)/\(name)" : name, options), kind, place)
  }

  private static func check(_ loaded: any LoadedPolicy, _ kind: PolicyKind, _ place: String) throws(ScriptError) -> any Policy {
    guard loaded.kind.name == kind.name else {
      throw ScriptError("\(place): rule is a policy of kind '\(loaded.kind.name)', '\(kind.name)' expected")
    }
    return loaded.policy
  }
}
