import ArgumentParser
import Scripting

struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Print a shell's completion script.",
    discussion: "For example: formic completions bash > /etc/bash_completion.d/formic")

  enum Shell: String, CaseIterable, ExpressibleByArgument { case bash, zsh, fish }

  @Argument(help: "The shell.")
  var shell: Shell

  func run() {
    let script = Root.completionScript(for: CompletionShell(rawValue: shell.rawValue)!)
    put(script.hasSuffix("\n") ? script : script + "\n", to: 1)
  }
}
