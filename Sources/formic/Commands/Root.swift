import ArgumentParser
import Scripting

/// The whole command line as a declaration: help, completions and the manual are generated from it.
///
/// Its own options are those of `Front`, which reads them before this parser is asked.
struct Root: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formic",
    abstract: "A laboratory for peer-to-peer edge networks whose every strategy is a Lua script.",
    usage: """
      formic [options] [script [arguments]]
      formic <subcommand>
      """,
    discussion: """
      Without a script it starts an interactive session, or runs the standard input where that is not a terminal. \
      Options are lua's, and take effect in the order given.
      """,
    version: Release.text,
    subcommands: Subcommands.all)

  static let _errorLabel = "formic"

  @Option(name: .customShort("e"), help: ArgumentHelp("Run this code.", valueName: "code"))
  var execute: [String] = []
  @Option(name: .customShort("l"), help: ArgumentHelp("Require this module into a global of the same name, or of another: name=module.", valueName: "module"))
  var require: [String] = []
  @Flag(name: .customShort("i"), help: "Start an interactive session after the script.")
  var isInteractive = false
  @Flag(name: .customShort("v"), help: "Show the version.")
  var showsVersion = false
  @Flag(name: .customShort("E"), help: "Ignore the environment's FORMIC_INIT.")
  var ignoresEnvironment = false
  @Flag(name: .customShort("W"), help: "Turn warnings on.")
  var showsWarnings = false
  @Flag(name: .customLong("no-init"), help: "Start a session without ~/.config/formic/init.lua.")
  var skipsStartupFile = false
  @Flag(help: "Take up changed plugin files while colonies run.")
  var watch = false
  @Option(name: .long, help: "When to colour the output.")
  var color: ColorMode = .auto
  @Argument(help: "A Lua file, or - for the standard input.", completion: .file(extensions: ["lua"]))
  var script: String?
  @Argument(parsing: .captureForPassthrough, help: "What the script finds in 'arg'.")
  var arguments: [String] = []
}

/// What parses a subcommand's words: the root without options of its own, whose script would swallow them.
struct Subcommands: ParsableCommand {
  static let all: [any ParsableCommand.Type] = [RunCommand.self, PluginCommand.self, BenchCommand.self, StubsCommand.self, ManualCommand.self, CompletionsCommand.self]

  static let configuration = CommandConfiguration(commandName: "formic", abstract: Root.configuration.abstract, subcommands: all)

  static let _errorLabel = "formic"
}

extension ColorMode: ExpressibleByArgument {}

enum Release {
  static let number = "0.1.0"
  static let text = "Formic \(number) (Lua 5.4)"
}
