public import Interface
public import Policies

/// A policy as scripts hold it: loaded to be tried and looked at, in force nowhere.
public final class PolicyObject: PassableObject, LoadedPolicy {
  public static var className: String { "policy" }

  public let policy: any Policy
  public let kind: PolicyKind
  /// nil for a built-in rule.
  public let plugin: Plugin?
  let host: PluginHost

  init(_ policy: any Policy, _ kind: PolicyKind, _ host: PluginHost) {
    self.policy = policy
    self.kind = kind
    self.host = host
    plugin = (policy as? LuaPolicy)?.plugin
  }

  var options: Table { (policy as? LuaPolicy)?.options ?? Table() }

  /// Checks it as `formic plugin check` does; a built-in rule against its kind's laws.
  public func check(seeds: Int = 25) -> CheckReport {
    if let plugin { return PluginCheck(host, seeds: seeds).run(plugin.text, options: (policy as? LuaPolicy)?.given ?? Table()) }
    var report = CheckReport(file: "built in", plugin: "\(kind.name)/\(policy.identity.name)", version: policy.identity.version)
    let laws = LawCheck(kind: kind) { [kind] in kind.fallback() }
    for law in kind.laws { report.laws.append(laws.run(law, seeds: seeds)) }
    return report
  }
}

extension PluginHost {
  /// Loads a policy for a script: a plugin by its name or path, or a kind's built-in rule as "kind/native".
  public func policy(_ name: String, options: Table = Table()) throws -> PolicyObject {
    if let kind = try nativeKind(name) {
      if !options.fields.isEmpty || !options.list.isEmpty { throw ScriptError("\(name) takes no options") }
      return PolicyObject(kind.fallback(), kind, self)
    }
    let plugin = try load(name)
    return PolicyObject(try plugin.makePolicy(options: options), plugin.kind, self)
  }

  private func nativeKind(_ name: String) throws(ScriptError) -> PolicyKind? {
    guard name.hasSuffix("/native"), !name.hasPrefix("/"), !name.hasPrefix(".") else { return nil }
    return try kind(String(name.dropLast("/native".count)))
  }
}
