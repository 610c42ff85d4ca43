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
  let conservation: ConservationLine

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
    conservation = ConservationLine(colonies.roster)
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

  /// What a call takes as a string: kinds and names of policies; and as fields of a table: a plugin's options, kinds.
  @Sendable func words(_ call: CompletionRequest.Call) -> [Candidate] {
    if let use = call.tables.firstIndex(of: .field("use")) {  // use = { auction = "first_price", pheromone = { "max_min" } }
      if case .field(let kind)? = call.tables[(use + 1)...].last { return names(of: kind) }
      return call.field.map(names) ?? host.kinds.map { Candidate($0.name, .field) }
    }
    switch (call.path.last, call.index) {
    case ("use", 0) where call.isMethod, ("list", 0), ("reinstate", 0): return host.kinds.map { Candidate($0.name, .string) }
    case ("use", 1) where call.isMethod: return call.earlier.first.flatMap { $0 }.map(names) ?? []
    case ("use", 2) where call.isMethod:
      guard call.earlier.count == 2, let kind = call.earlier[0], let name = call.earlier[1] else { return [] }
      return options(of: "\(kind)/\(name)")
    case ("load", 1): return call.earlier.first.flatMap { $0 }.map(options) ?? []
    case ("load", 0), ("info", 0), ("check", 0): return host.catalogue.list().map { Candidate("\($0.kind)/\($0.name)", .string) }
    default: return []
    }
  }

  private func names(of kind: String) -> [Candidate] {
    (host.catalogue.list(kind: kind).map(\.name) + ["native"]).map { Candidate($0, .string) }
  }

  private func options(of plugin: String) -> [Candidate] {
    ((try? host.load(plugin))?.manifest.options ?? []).map { Candidate($0.name, .field) }
  }

  /// Help on what is in no list: a plugin by its path.
  @Sendable func help(_ name: String) -> String? {
    guard name.hasSuffix(".lua"), let plugin = try? host.load(name) else { return nil }
    return plugin.helpText(width: 80)
  }
}
