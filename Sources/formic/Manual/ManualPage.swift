import ArgumentParser
import Interface
import Policies
import Scripting

/// The manual page, in the language of man(7): all of it from the declarations of commands, modules and kinds.
struct ManualPage {
  let text: String

  init<Command: ParsableCommand>(_ command: Command.Type, modules: [Module], kinds: [PolicyKind]) throws {
    let tool = try CommandDescription.describing(command)
    var page = Roff()
    page.line(".TH FORMIC 1 \"\" \"\(Release.text)\" \"Formic\"")
    page.section("NAME")
    page.paragraph("formic - \(tool.abstract)")
    page.section("SYNOPSIS")
    page.synopsis("formic", "[options] [script [arguments]]")
    for one in tool.subcommands.flatMap(\.leaves) { page.synopsis("formic " + one.name, one.synopsis) }
    page.section("DESCRIPTION")
    page.paragraph(tool.discussion)
    page.section("OPTIONS")
    for argument in tool.arguments { page.entry(argument.heading, argument.abstract) }
    page.section("SUBCOMMANDS")
    for one in tool.subcommands.flatMap(\.leaves) {
      page.subsection("formic \(one.name) \(one.synopsis)")
      page.paragraph([one.abstract, one.discussion].filter { !$0.isEmpty }.joined(separator: " "))
      for argument in one.arguments { page.entry(argument.heading, argument.abstract) }
    }
    page.section("MODULES")
    page.paragraph("What scripts can call; help(name) in a session says more.")
    for module in modules {
      page.subsection(module.name)
      page.paragraph(module.summary)
      for function in module.functions { page.entry(function, as: "\(module.name).\(function.name)") }
      for type in module.classes { for method in type.methods { page.entry(method, as: "\(type.name):\(method.name)") } }
    }
    if !kinds.isEmpty {
      page.section("POLICIES")
      page.paragraph("What a file plugins/<kind>/<name>.lua decides, and the functions it has.")
      for kind in kinds { page.entry("\(kind.name): \(kind.functions.map(\.name).joined(separator: ", "))", kind.summary) }
    }
    page.section("ENVIRONMENT")
    page.entry("FORMIC_HOME", "The folder that holds plugins/ and scripts/; found from the program's place when unset.")
    page.entry("FORMIC_INIT", "Lua code, or @file, to run before anything else; -E ignores it.")
    page.entry("NO_COLOR", "No colours, unless --color=always.")
    page.section("EXIT STATUS")
    for (status, meaning) in [("0", "Done."), ("1", "A script or a command failed."), ("2", "The command line was wrong."), ("130", "Interrupted.")] {
      page.entry(status, meaning)
    }
    text = page.text
  }
}

/// Text for troff: what could be a command is escaped.
private struct Roff {
  var text = ""

  mutating func line(_ line: String) { text += line + "\n" }
  mutating func section(_ name: String) { line(".SH \(name)") }
  mutating func subsection(_ name: String) { line(".SS \"\(escaped(name))\"") }
  mutating func paragraph(_ paragraph: String) {
    guard !paragraph.isEmpty else { return }
    line(".PP")
    for one in paragraph.split(separator: "\n") { line(escaped(String(one))) }
  }
  mutating func synopsis(_ command: String, _ arguments: String) {
    line(text.hasSuffix(".SH SYNOPSIS\n") ? ".PP" : ".br")
    line("\\fB\(escaped(command))\\fR \(escaped(arguments))")
  }
  mutating func entry(_ heading: String, _ explanation: String) {
    line(".TP")
    line("\\fB\(escaped(heading))\\fR")
    line(explanation.isEmpty ? "\\&" : explanation.split(separator: "\n").map { escaped(String($0)) }.joined(separator: "\n"))
  }

  /// A function with the fields of its tables, and what it raises.
  mutating func entry(_ function: Function, as name: String) {
    entry(function.signature(as: name), ([function.summary] + function.errors.map { "Error: \($0)." }).joined(separator: " "))
    let fields = function.parameters.filter(\.isClosed).flatMap { fieldRows($0).dropFirst() }
    guard !fields.isEmpty else { return }
    line(".RS")
    for field in fields {
      let about = field.dropFirst().filter { !$0.isEmpty }.map { $0.hasPrefix("= ") ? "default " + $0.dropFirst(2) : $0 }.joined(separator: "; ")
      entry(String(field[0].drop { $0 == " " }), about)
    }
    line(".RE")
  }

  private func escaped(_ text: String) -> String {
    let safe = text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("\"", with: "\\(dq")
    return safe.hasPrefix(".") || safe.hasPrefix("'") ? "\\&" + safe : safe
  }
}
