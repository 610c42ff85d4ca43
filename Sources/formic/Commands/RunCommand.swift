import ArgumentParser
import Scripting

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a script to its end.",
    discussion: "What comes after the script belongs to it: formic run scripts/market_day.lua --help shows its options.")

  @Flag(help: "Take up changed plugin files while the script runs.")
  var watch = false
  @OptionGroup var options: GlobalOptions
  @Argument(help: "A Lua file, or - for the standard input.", completion: .file(extensions: ["lua"]))
  var script: String
  @Argument(parsing: .captureForPassthrough, help: "What the script finds in 'arg'.")
  var arguments: [String] = []

  func run() throws {
    var invocation = ScriptInvocation()
    invocation.chunk = script == "-" ? .standardInput : .file(script)
    invocation.color = options.color
    invocation.watchesPlugins = watch
    invocation.arguments = arguments
    invocation.argumentTable = [(-2, "formic"), (-1, "run"), (0, script)] + arguments.enumerated().map { ($0.offset + 1, $0.element) }
    let status = Interpreter.run(invocation)
    if status != 0 { throw ExitCode(status) }
  }
}
