public import Interface
import LuaRuntime
public import Policies
import Synchronization

/// Makes policies of plugin texts: finds them, loads them in closed states under limits, checks them, and prepares swaps.
///
/// It holds no policy itself and may be shared; each policy belongs to the thread that asks it.
public final class PluginHost: PolicySource, Sendable {
  public let kinds: [PolicyKind]
  /// What policies may call besides Lua's own functions: the policy-safe functions of these.
  public let modules: [Module]
  public let limits: PolicyLimits
  private let files: Mutex<PluginCatalogue>

  /// - Parameter catalogue: nil for the plugins of the Formic home.
  public init(kinds: [PolicyKind], modules: [Module], catalogue: PluginCatalogue? = nil, limits: PolicyLimits = PolicyLimits()) {
    self.kinds = kinds
    self.modules = modules
    self.limits = limits
    files = Mutex(catalogue ?? PluginCatalogue(kinds: kinds))
  }

  /// The plugin files there are.
  public var catalogue: PluginCatalogue { files.withLock { $0 } }

  /// Adds a folder with one folder per kind, searched before all others.
  public func add(folder: String) throws(ScriptError) {
    var catalogue = catalogue
    try catalogue.add(folder: folder)
    files.withLock { [catalogue] in $0 = catalogue }
  }

  /// The kind of that name.
  ///
  /// - Throws: `ScriptError` saying what was meant.
  public func kind(_ name: String) throws(ScriptError) -> PolicyKind {
    if let kind = kinds.first(where: { $0.name == name }) { return kind }
    let names = kinds.map(\.name)
    throw ScriptError("no kind of policy '\(name)': "
      + (suggestion(for: name, among: names).map { "did you mean '\($0)'?" } ?? "there are \(names.joined(separator: ", "))"))
  }

  /// Loads a text: runs it in a fresh state, reads its manifest, holds it to its kind's contract. No law is run.
  ///
  /// - Throws: every problem found, with its line.
  /// - Complexity: about 0.3 ms for a page
  public func load(_ text: PluginText) throws(PluginProblems) -> Plugin {
    let syntax = PolicySyntax.problems(in: text.text)
    if !syntax.isEmpty {
      throw PluginProblems(syntax.map { PluginProblem(file: text.file, line: $0.line, $0.message) })
    }
    let contents: Value
    do throws(LuaError) {
      contents = .table(try makeState(text).contents())
    } catch { throw PluginProblems([PluginProblem(error, in: text)]) }
    let manifest = try Manifest(contents, of: text, kinds: kinds)
    return Plugin(text: text, manifest: manifest, kind: kinds.first { $0.name == manifest.kind }!, host: self)
  }

  /// Finds and loads a plugin by its name or path.
  ///
  /// - Parameter kind: where only one kind will do.
  public func load(_ name: String, kind: String? = nil) throws(SwapError) -> Plugin {
    do {
      let entry = try catalogue.find(name, kind: kind)
      let plugin = try load(PluginText.read(entry.path, shownAs: entry.shownAs))
      if let kind, plugin.kind.name != kind {
        throw ScriptError("\(plugin.text.file) is a policy of kind '\(plugin.kind.name)', not '\(kind)'")
      }
      return plugin
    } catch let problems as PluginProblems {
      throw SwapError(problems: problems.problems.map(\.description))
    } catch { throw SwapError(problems: ["\(error)"]) }
  }

  func makeState(_ text: PluginText) throws(LuaError) -> PolicyState {
    try PolicyState(
      text: text.text, chunkName: "@" + text.file,
      configuration: .policy(memoryLimit: limits.memory, budget: limits.loadInstructions, isInterruptible: false), modules: modules)
  }
}

/// What a policy may spend. Instructions are the virtual machine's, native work charged by its size, so that the same
/// call ends at the same place on every machine.
public struct PolicyLimits: Sendable {
  /// Bytes of one text's state, native buffers included.
  public var memory = 32 << 20
  /// For running the text itself, and for `export_state` and `import_state`.
  public var loadInstructions: Int64 = 10_000_000
  /// For one call: this many …
  public var callInstructions: Int64 = 100_000
  /// … and these for each element of the arrays it is lent.
  public var elementInstructions: Int64 = 200

  public init() {}
}

extension PluginProblem {
  /// What Lua says about a text, at the line it names.
  init(_ error: LuaError, in text: PluginText) {
    let isHere = error.chunk == text.file && error.line > 0
    self.init(file: text.file, line: isHere ? error.line : 1, isHere ? error.reason : error.message)
  }
}
