import Interface
import PluginHost
import Policies

/// The declarations as files for the Lua language server: what editors complete, explain and check.
enum TypeStubs {
  struct File {
    var name: String
    var text: String
  }

  /// One file a module ("globals" for what needs no module's name), and one for the authors of policies.
  static func files(_ modules: [Module], _ kinds: [PolicyKind]) -> [File] {
    let names = modules.map(\.name).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return names.map { name in
      let parts = modules.filter { $0.name == name }
      let whole = Module(
        name, parts[0].summary, functions: parts.flatMap(\.functions), constants: parts.flatMap(\.constants), classes: parts.flatMap(\.classes))
      return File(name: (name.isEmpty ? "globals" : name) + ".lua", text: luaStub(for: whole))
    } + [File(name: "policy.lua", text: PolicyStub.render(kinds))]
  }
}
