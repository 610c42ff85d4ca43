@preconcurrency import Glibc
import Interface
import LuaRuntime
import PluginHost
import REPL
import Scripting

/// Lua as the command line offers it: the text is the user's own, so all of Lua is there.
struct Interpreter {
  private let state: LuaState
  private let conversation: Conversation
  private let workbench: Workbench
  /// The texts that are in no file, for errors to quote.
  private var sources = SourceTexts()

  /// - Returns: the exit status.
  static func run(_ invocation: ScriptInvocation) -> Int32 {
    // At a prompt nothing ends by a second Ctrl-C that a third would not have ended.
    LuaInterrupt.install(second: invocation.isInteractive || invocation.chunk == nil ? .explains : .quits)
    if invocation.showsVersion { put(Release.text + "\n", to: 1) }
    do {
      var interpreter = try Interpreter(invocation)
      let status = interpreter.outcome(of: invocation)
      let isFlushed = fflush(nil) == 0
      guard isFlushed, ferror(stdout) == 0 else {
        put("formic: cannot write the output" + (isFlushed ? "" : ": \(String(cString: strerror(errno)))") + "\n", to: 2)
        return max(status, 1)
      }
      return status
    } catch {
      put("formic: \(error)\n", to: 2)
      return 1
    }
  }

  private init(_ invocation: ScriptInvocation) throws {
    let name = switch invocation.chunk { case .file(let path): "formic " + path; default: "formic" }
    let session = ScriptSession(invocation: name, arguments: invocation.arguments, color: invocation.color)
    let output = Output()
    let isConversation = invocation.isInteractive || invocation.chunk == nil
    workbench = Workbench(session, output, watches: invocation.watchesPlugins) { line in
      if isConversation { output.write(line + "\n") } else { put(line + "\n", to: 2) }
    }
    let state = try LuaState(.trusted { output.write($0) })
    self.state = state
    try state.install(modules: Catalog.modules(workbench))
    try workbench.moduleReload.attach(to: state)
    conversation = try Conversation(state) { [workbench] in Self.configuration(invocation, state, workbench) }
    try evaluate(Self.warnings, "=(warnings)")
    try setArguments(invocation.argumentTable)
    if let home = FormicHome.find() {
      // Scripts beside ours are found by name wherever one stands.
      try evaluate("package.path = package.path .. ';' .. ...", "=(command line)", [.string(home + "/scripts/?.lua")])
    }
  }

  /// Performs the invocation and reports what fails. Returns the exit status.
  private mutating func outcome(of invocation: ScriptInvocation) -> Int32 {
    do {
      return try perform(invocation)
    } catch let error as LuaError {
      if error.kind == .interrupted { return 130 }
      report(error, invocation.color)
    } catch {
      put("formic: \(error)\n", to: 2)
    }
    return 1
  }

  private func report(_ error: LuaError, _ color: ColorMode) {
    fflush(nil)  // what was printed stands above the error
    let appearance = streamAppearance(2, ColourChoice(rawValue: color.rawValue) ?? .auto)
    put("formic: " + ErrorReport.text(error, appearance: appearance) { sources.line($1, of: $0) } + "\n", to: 2)
  }

  private mutating func perform(_ invocation: ScriptInvocation) throws -> Int32 {
    let isTerminal = isatty(0) == 1
    let hasRun = invocation.showsVersion || invocation.steps.contains { if case .execute = $0 { true } else { false } }
    if isTerminal, invocation.isInteractive || invocation.chunk == nil && !hasRun { conversation.begin() }
    if !invocation.ignoresEnvironment, let value = getenv("FORMIC_INIT"), value.pointee != 0 {
      let text = String(cString: value)
      if text.hasPrefix("@") { try runFile(String(text.dropFirst()), []) } else { try evaluate(text, "=FORMIC_INIT") }
    }
    for step in invocation.steps {
      switch step {
      case .execute(let code): try evaluate(code, "=(command line)")
      case .require(let text):
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard let name = parts.first, let module = parts.last else { throw CommandFailure("-l needs a module's name") }
        try evaluate("local name, module = ...; _G[name] = require(module)", "=(command line)", [.string(name), .string(module)])
      case .warnings: try evaluate("warn('@on')", "=(command line)")
      }
    }
    switch invocation.chunk {
    case .file(let path) where invocation.isInteractive && isTerminal:
      // The session that follows is the place to look into what failed.
      do { try runFile(path, invocation.arguments) } catch let error as LuaError { report(error, invocation.color) }
    case .file(let path): try runFile(path, invocation.arguments)
    case .standardInput: try runStandardInput(invocation.arguments)
    case nil where isTerminal && (!hasRun || invocation.isInteractive): return conversation.run()
    case nil where !hasRun || invocation.isInteractive: try runStandardInput([])
    case nil: break
    }
    return invocation.isInteractive && isTerminal ? conversation.run() : 0
  }

  private static func configuration(_ invocation: ScriptInvocation, _ state: LuaState, _ workbench: Workbench) -> SessionConfiguration {
    var configuration = SessionConfiguration()
    configuration.colour = ColourChoice(rawValue: invocation.color.rawValue) ?? .auto
    configuration.banner = invocation.showsVersion ? "" : Release.text + ", help() explains, Ctrl-D ends"
    configuration.modules = state.modules
    configuration.words = workbench.words
    configuration.help = workbench.help
    configuration.output = workbench.output
    let roster = workbench.colonies.roster
    configuration.jobs.count = { roster.running.count }
    configuration.jobs.status = { roster.statusLine(width: $0, hasUnicode: $1) }
    configuration.jobs.stop = { roster.stopAll() }
    configuration.remark = { [conservation = workbench.conservation] in conservation.text() }
    if !invocation.skipsStartupFile {
      configuration.startupPath = SessionConfiguration.standardStartupPath { getenv($0).map { String(cString: $0) } }
    }
    return configuration
  }

  /// Lua's `warn`, to the complaints: off until `@on`.
  private static let warnings = """
    local stderr, concat, isOn = io.stderr, table.concat, false
    function warn(...)
      local message = concat({ ... })
      if message:sub(1, 1) == "@" then isOn = message == "@on" or isOn and message ~= "@off"
      elseif isOn then stderr:write("formic: warning: ", message, "\\n") end
    end
    """

  // MARK: Chunks

  private mutating func runFile(_ path: String, _ arguments: [String]) throws {
    guard let text = Files.text(of: path) else { throw CommandFailure("cannot open \(path): \(String(cString: strerror(errno)))") }
    try evaluate(withoutShebang(text), "@" + path, arguments.map(Value.string))
  }

  private mutating func runStandardInput(_ arguments: [String]) throws {
    guard let text = Files.standardInput() else { throw CommandFailure("cannot read the standard input: \(String(cString: strerror(errno)))") }
    try evaluate(withoutShebang(text), "=stdin", arguments.map(Value.string))
  }

  /// A first line that starts with `#` is for the shell; its end stays, so that lines keep their numbers.
  private func withoutShebang(_ text: String) -> String {
    text.hasPrefix("#") ? String(text[(text.firstIndex { $0.isNewline } ?? text.endIndex)...]) : text
  }

  private mutating func evaluate(_ text: String, _ chunkName: String, _ arguments: [Value] = []) throws {
    if chunkName.hasPrefix("=") { sources.add(text, name: String(chunkName.dropFirst())) }
    _ = try state.load(text, chunkName: chunkName).evaluate(arguments)
  }

  private func setArguments(_ words: [(index: Int, word: String)]) throws {
    let list = words.filter { $0.index > 0 }.map { Value.string($0.word) }
    let others = words.filter { $0.index <= 0 }.map { (key: Value.integer(Int64($0.index)), value: Value.string($0.word)) }
    try state.setGlobal("arg", state.reference(to: .table(Table(list: list, fields: others))))
  }
}
