import Interface
import PluginHost
import Policies

/// The declarations as files for the Lua language server: what editors complete, explain and check.
enum TypeStubs {
  struct File {
    var name: String
    var text: String
  }

  /// One file a module, and one for the authors of policies.
  static func files(_ modules: [Module], _ kinds: [PolicyKind]) -> [File] {
    modules.map { File(name: ($0.name.isEmpty ? "globals" : $0.name) + ".lua", text: luaStub(for: $0)) } + [File(name: "policy.lua", text: PolicyStub.render(kinds))]
  }
}
