import ArgumentParser
import Interface
import JSON
import Scripting

/// A command as the argument parser describes it: the declaration behind help, completions and the manual.
struct CommandDescription {
  struct Argument {
    /// `-e <code>`, `--check`, `<script>`
    var heading: String
    var abstract: String
    var isOptional: Bool
    var isOption: Bool
  }
  /// With the names of the commands it belongs to, but for the program's.
  var name: String
  var abstract: String
  var discussion: String
  var arguments: [Argument]
  var subcommands: [CommandDescription]

  /// The commands without subcommands.
  var leaves: [CommandDescription] { subcommands.isEmpty ? [self] : subcommands.flatMap(\.leaves) }

  var synopsis: String {
    let words = arguments.filter { !$0.isOption }.map { $0.isOptional ? "[\($0.heading)]" : $0.heading }
    return ((arguments.contains(where: \.isOption) ? ["[options]"] : []) + words).joined(separator: " ")
  }

  /// - Throws: `ScriptError` where the parser's description is not as expected.
  static func describing<Command: ParsableCommand>(_ command: Command.Type) throws -> CommandDescription {
    do { _ = try Command.parseAsRoot(["--experimental-dump-help"]) } catch {
      guard case .table(let dump) = try JSONReader.value(Command.fullMessage(for: error)), case .table(let table) = dump["command"] else { throw CommandFailure("the argument parser gave no description") }
      return CommandDescription(table, within: nil)
    }
    throw CommandFailure("the argument parser gave no description")
  }

  private init(_ table: Table, within parent: String?) {
    let own = table.text("commandName")
    name = parent == nil ? "" : [parent!, own].filter { !$0.isEmpty }.joined(separator: " ")
    abstract = table.text("abstract")
    discussion = table.text("discussion")
    arguments = table.tables("arguments").filter { $0.isShown && $0.text("valueName") != "help" && $0.text("valueName") != "version" }.map(Argument.init)
    let path = name
    subcommands = table.tables("subcommands").filter { $0.isShown && $0.text("commandName") != "help" }.map { CommandDescription($0, within: path) }
  }
}

extension CommandDescription.Argument {
  fileprivate init(_ table: Table) {
    let names = table.tables("names").map { ($0.text("kind") == "long" ? "--" : "-") + $0.text("name") }
    let value = table.text("kind") == "flag" ? "" : "<\(table.text("valueName"))>"
    heading = [names.joined(separator: ", "), value].filter { !$0.isEmpty }.joined(separator: " ")
    abstract = table.text("abstract")
    if case .boolean(true) = table["isOptional"] { isOptional = true } else { isOptional = false }
    isOption = table.text("kind") != "positional"
  }
}

extension Table {
  fileprivate var isShown: Bool { if case .boolean(false) = self["shouldDisplay"] { false } else { true } }
  fileprivate func text(_ key: String) -> String { if case .string(let text) = self[key] { text } else { "" } }
  fileprivate func tables(_ key: String) -> [Table] {
    guard case .table(let list) = self[key] else { return [] }
    return list.list.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }
}
