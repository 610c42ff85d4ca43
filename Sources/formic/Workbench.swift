import Colony
import Interface
import Policies
import PluginHost
import REPL
import Scripting

/// What the modules of one run share: where scripts print, which plugins there are, what the command line said.
struct Workbench: Sendable {
  let session: ScriptSession
  let output: Output
  let host: PluginHost
  let colonies: ColonyEnvironment
  let moduleReload = ModuleReload()

  /// - Parameters:
  ///   - watches: whether colonies take up the texts of their policies as they change.
  ///   - notice: shows a line about what happens in the background.
  init(
    _ session: ScriptSession = ScriptSession(), _ output: Output = Output(), watches: Bool = false,
    notice: @escaping @Sendable (String) -> Void = { put($0 + "\n", to: 2) }
  ) {
    self.session = session
    self.output = output
    let host = PluginHost(kinds: Catalog.kinds, modules: Catalog.layers)
    self.host = host
    colonies = ColonyEnvironment(
      dataFolder: Self.dataFolder, makeSource: { host }, makeWatch: { watches ? Self.watch(host, notice) : nil }, notice: notice)
  }

  /// Holds the bundled data.
  static let dataFolder: @Sendable () throws -> String = {
    guard let home = FormicHome.find() else {
      throw ScriptError("no folder with plugins/ and scripts/ is near: set FORMIC_HOME, or give a path")
    }
    return home + "/scripts/data"
  }

  private static func watch(_ host: PluginHost, _ notice: @Sendable (String) -> Void) -> (@Sendable () -> Bool)? {
    do throws(SwapError) {
      let watcher = try PluginWatcher(folders: host.catalogue.folders)
      return { !watcher.takeChanges().isEmpty }
    } catch {
      notice("formic: \(error)")
      return nil
    }
  }

  /// What a call takes as a string: kinds and names of policies.
  @Sendable func words(_ call: CompletionRequest.Call) -> [Candidate] {
    let plugins = host.catalogue.list()
    switch (call.path.last, call.index) {
    case ("use", 0) where call.isMethod, ("list", 0), ("reinstate", 0): return host.kinds.map { Candidate($0.name, .string) }
    case ("use", 1) where call.isMethod:
      let names = plugins.filter { $0.kind == call.earlier.first ?? nil }.map(\.name)
      return (names + ["native"]).map { Candidate($0, .string) }
    case ("load", 0), ("info", 0), ("check", 0): return plugins.map { Candidate("\($0.kind)/\($0.name)", .string) }
    default: return []
    }
  }

  /// Help on what is no declaration: a kind of policy, a plugin.
  @Sendable func help(_ name: String) -> String? {
    if let kind = host.kinds.first(where: { $0.name == name }) {
      let plugins = host.catalogue.list(kind: name).map(\.name).joined(separator: ", ")
      return "\(kind.name): \(kind.summary)\nfunctions: \(kind.functions.map(\.name).joined(separator: ", "))\nplugins: \(plugins)"
    }
    guard name.contains("/"), let plugin = try? host.load(name) else { return nil }
    return "\(name) \(plugin.manifest.version): \(plugin.manifest.summary)"
  }
}
