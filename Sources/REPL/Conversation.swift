import Glibc
import Interface
public import LuaRuntime

/// A program's talk with its user: a session of its own, or one that a script opens where it stands (`debug.here()`).
///
/// It belongs to the thread of `state`, which should print to the configuration's `output`.
public final class Conversation: @unchecked Sendable {
  private let state: LuaState
  private let configuration: () -> SessionConfiguration
  private var session: Session?
  private var hasBegun = false

  /// Declares `debug.here` in `state`.
  ///
  /// - Parameter configuration: asked when the first prompt is needed.
  public init(_ state: LuaState, configuration: @escaping () -> SessionConfiguration) throws(LuaError) {
    self.state = state
    self.configuration = configuration
    try state.install(modules: [module])
  }

  /// Runs the user's startup file, if that has not been done: before a script whose conversation follows it.
  public func begin() {
    guard !hasBegun, let session = opened() else { return }
    hasBegun = true
    session.runStartupFile()
  }

  /// Reads, evaluates and prints until Ctrl-D.
  ///
  /// - Returns: the process's exit status.
  public func run() -> Int32 {
    begin()
    guard let session = opened() else {
      write(STDERR_FILENO, "formic: no line editor: out of memory\n")
      return 1
    }
    return session.run()
  }

  private func opened() -> Session? {
    if session == nil { session = Session(state, configuration()) }
    return session
  }

  private var module: Module {
    Module(
      "debug", "Lua's own debugging library, and a way into functions.",
      functions: [
        Function(
          "here", "Opens a prompt inside a function: its variables are read and assigned by their names.",
          detail: """
            Called in a function, it stops there, and Ctrl-D goes on. Typed at the prompt, it looks into the functions that \
            ran when the last error was raised; these are copies. At its own prompt it moves to another frame.
            """,
          .optional(.integer("level", 1...16, "1 for the function that stopped or failed, 2 for its caller …"), "1"),
          returns: .nothing, example: "debug.here"
        ) { [unowned self] level in
          guard isatty(STDIN_FILENO) == 1, let session = opened() else {
            throw ScriptError("debug.here: the standard input is no terminal")
          }
          try session.inspect(level: Int(level ?? 1))
          return Nothing()
        }
      ])
  }
}
