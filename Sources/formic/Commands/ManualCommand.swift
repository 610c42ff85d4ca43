import ArgumentParser
import Scripting

struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page.",
    discussion: "For example: formic manual | man -l -")

  func run() throws {
    put(try ManualPage(Root.self, modules: Catalog.modules(Workbench()), kinds: Catalog.kinds).text, to: 1)
  }
}
