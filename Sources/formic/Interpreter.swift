@preconcurrency import Glibc
import Interface
import LuaRuntime
import PluginHost
import Scripting

/// Lua as the command line offers it: the text is the user's own, so all of Lua is there.
struct Interpreter {
  let state: LuaState

  /// - Returns: the exit status.
  static func run(_ invocation: ScriptInvocation) -> Int32 {
    LuaInterrupt.install()
    if invocation.showsVersion { put(Release.text + "\n", to: 1) }
    let interpreter: Interpreter
    do { interpreter = try Interpreter(invocation) } catch {
      put("formic: \(error)\n", to: 2)
      return 1
    }
    do {
      try interpreter.perform(invocation)
      fflush(nil)
      return 0
    } catch let error as LuaError {
      fflush(nil)
      if error.kind == .interrupted { return 130 }
      put(Complaint.text(error), to: 2)
      return 1
    } catch {
      fflush(nil)
      put("formic: \(error)\n", to: 2)
      return 1
    }
  }

  private init(_ invocation: ScriptInvocation) throws {
    state = try LuaState(.trusted { bytes in fwrite(bytes.baseAddress, 1, bytes.count, stdout) })
    let name = switch invocation.chunk { case .file(let path): "formic " + path; default: "formic" }
    let session = ScriptSession(invocation: name, arguments: invocation.arguments, color: invocation.color)
    try state.install(modules: Catalog.modules(session, watches: invocation.watchesPlugins))
    try setArguments(invocation.argumentTable)
    if let home = FormicHome.find() {
      // Scripts beside ours are found by name wherever one stands.
      try evaluate("package.path = package.path .. ';' .. ...", "=(command line)", [.string(home + "/scripts/?.lua")])
    }
  }

  private func perform(_ invocation: ScriptInvocation) throws {
    if !invocation.ignoresEnvironment, let value = getenv("FORMIC_INIT"), value.pointee != 0 {
      let text = String(cString: value)
      if text.hasPrefix("@") { try runFile(String(text.dropFirst()), []) } else { try evaluate(text, "=FORMIC_INIT") }
    }
    for step in invocation.steps {
      switch step {
      case .execute(let code): try evaluate(code, "=(command line)")
      case .require(let text):
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        try evaluate("local name, module = ...; _G[name] = require(module)", "=(command line)", [.string(parts[0]), .string(parts.last!)])
      case .warnings: try evaluate("warn('@on')", "=(command line)")
      }
    }
    let isTerminal = isatty(0) == 1
    switch invocation.chunk {
    case .file(let path): try runFile(path, invocation.arguments)
    case .standardInput: try runStandardInput(invocation.arguments)
    case nil where invocation.steps.contains { if case .execute = $0 { true } else { false } } || invocation.showsVersion: break
    case nil where isTerminal: return try converse(invocation)
    case nil: try runStandardInput([])
    }
    if invocation.isInteractive { try converse(invocation) }
  }

  // MARK: Chunks

  private func runFile(_ path: String, _ arguments: [String]) throws {
    guard let text = Files.text(of: path) else { throw CommandFailure("cannot open \(path): \(String(cString: strerror(errno)))") }
    try evaluate(withoutShebang(text), "@" + path, arguments.map(Value.string))
  }

  private func runStandardInput(_ arguments: [String]) throws {
    guard let text = Files.text(of: "/dev/stdin") else { throw CommandFailure("cannot read the standard input: \(String(cString: strerror(errno)))") }
    try evaluate(withoutShebang(text), "=stdin", arguments.map(Value.string))
  }

  /// A first line that starts with `#` is for the shell; its end stays, so that lines keep their numbers.
  private func withoutShebang(_ text: String) -> String {
    text.hasPrefix("#") ? String(text[(text.firstIndex { $0.isNewline } ?? text.endIndex)...]) : text
  }

  private func evaluate(_ text: String, _ chunkName: String, _ arguments: [Value] = []) throws {
    _ = try state.load(text, chunkName: chunkName).evaluate(arguments)
  }

  private func setArguments(_ words: [(index: Int, word: String)]) throws {
    let list = words.filter { $0.index > 0 }.map { Value.string($0.word) }
    let others = words.filter { $0.index <= 0 }.map { (key: Value.integer(Int64($0.index)), value: Value.string($0.word)) }
    try state.setGlobal("arg", state.reference(to: .table(Table(list: list, fields: others))))
  }

  private func converse(_ invocation: ScriptInvocation) throws { try runStandardInput([]) }
}
