import Interface
import LuaRuntime
import PluginHost
import Policies

/// A host of the sample kind, and plugins for it as texts.
enum Sample {
  static func host(kind: PolicyKind = SampleKind.make(), limits: PolicyLimits = PolicyLimits()) -> PluginHost {
    PluginHost(kinds: [kind], modules: [], catalogue: PluginCatalogue(home: nil, kinds: [kind]), limits: limits)
  }

  /// A plugin of the sample kind; `body` follows the manifest.
  static func text(
    _ body: String, name: String = "mine", version: String = "1.0.0", options: String = "", before: String = ""
  ) -> PluginText {
    PluginText(
      file: "scaling/\(name).lua",
      text: """
        \(before)
        return {
          kind = "scaling", name = "\(name)", version = "\(version)", api = "1", summary = "Scales.",
          options = { \(options) },
          \(body)
        }
        """)
  }

  static func policy(_ body: String, options: Table = Table(), schema: String = "", before: String = "", host: PluginHost = host()) throws -> LuaPolicy {
    try host.load(text(body, options: schema, before: before)).makePolicy(options: options)
  }
}
