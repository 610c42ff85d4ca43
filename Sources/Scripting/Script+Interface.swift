import Glibc
import Interface

extension ScriptingInterface {
  /// `script`: what a program that runs unattended needs.
  static func script(_ session: ScriptSession) -> Module {
    Module(
      "script", "Command-line options and progress of a script.",
      functions: [
        Function(
          "options", "Reads the script's command line.",
          detail: """
            Each named entry declares an option: `default`, `type` (flag, integer, number, string, choice, \
            assignments; implied by the default), `min`, `max`, `choices`, `required`, `help`. Entries of the list \
            part declare arguments without a name, by `name`. `about` says what the script does. A mistake ends the \
            program with status 2, and `--help` prints the generated page; with `arguments` given, both raise instead.
            """,
          .table("declarations", "what may be given"),
          .optional(.table("arguments", "a list of strings"), "the script's own"),
          returns: Parameter("values", .table, "by name; defaults where nothing was given"),
          example: "script.options({ nodes = { default = 128, min = 2 } }, { \"--nodes\", \"490\" }).nodes"
        ) { declarations, arguments in try options(declarations, arguments, session) },
        Function(
          "progress", "Shows how far a long piece of work has come, on the standard error.",
          detail: "Fields: `total`, what 100% is; `label`; `unit` of the rate. One redrawn line on a terminal, now and then a line elsewhere.",
          .optional(.table("settings", "total, label, unit"), "{}"), returns: Parameter("progress", .object("progress")),
          example: "script.progress{ total = 10, label = \"rounds\" }:finish()"
        ) { settings in
          let fields = try Fields(settings ?? Table(), "settings", known: ["total", "label", "unit"])
          return Progress(label: try fields.string("label") ?? "", total: try fields.number("total"), unit: try fields.string("unit") ?? "", session)
        },
        Function(
          "clock", "Seconds since some fixed moment, to measure how long things take.",
          returns: Parameter("seconds", .number, unit: "s"), example: "script.clock() - script.clock() <= 0"
        ) { monotonicSeconds() },
      ],
      classes: [progressClass])
  }

  private static let progressClass = Class(
    "progress", "A line that shows how far a piece of work has come.",
    methods: [
      Function(
        "update", "Shows a new state, if the last one has been there long enough to read.", .object("progress") as Typed<Progress>,
        .number("done", nil, "of the total"), .optional(.string("note", "shown at the end of the line")),
        returns: .nothing,
        example: "script.progress{ total = 10 }:update(3, \"warming up\")"
      ) { progress, done, note in
        progress.update(done, note)
        return Nothing()
      },
      Function(
        "finish", "Shows the final state and ends the line.", .object("progress") as Typed<Progress>,
        returns: .nothing, example: "script.progress{}:finish()"
      ) { progress in
        progress.finish()
        return Nothing()
      },
    ],
    operators: [.card(of: Progress.self, example: "tostring(script.progress{ total = 10 })")])

  private static func options(_ declarations: Table, _ arguments: Table?, _ session: ScriptSession) throws -> Table {
    let (parser, defaults) = try OptionParser.declared(declarations)
    let given: [String] =
      if let arguments {
        try arguments.list.enumerated().map { i, word in
          guard case .string(let text) = word else { throw ScriptError("argument \(i + 1) is a \(word.typeName), string expected") }
          return text
        }
      } else { session.arguments }
    do {
      switch try parser.parse(given) {
      case .values(let values):
        let all = defaults.merging(values) { _, given in given }
        return Table(fields: all.sorted { $0.key < $1.key }.map { (.string($0.key), $0.value) })
      case .help:
        guard arguments == nil else { throw ScriptError(parser.help(invocation: session.invocation)) }
        end(0, 1, parser.help(invocation: session.invocation))
      }
    } catch let error as UsageError {
      guard arguments == nil else { throw ScriptError(error.description) }
      end(2, 2, "formic: \(error.description)\nsee: \(session.invocation) --help")
    }
  }

  private static func end(_ status: Int32, _ stream: Int32, _ text: String) -> Never {
    put(text + "\n", to: stream)
    exit(status)
  }
}
