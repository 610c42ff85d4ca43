import Glibc
import Interface

extension ScriptingInterface {
  /// `script`: what a program that runs unattended needs.
  static func script(_ session: ScriptSession) -> Module {
    Module(
      "script", "What a script that runs unattended needs: options, progress, files, processes.",
      functions: [
        Function(
          "options", "Reads the script's command line.",
          detail: """
            Each named entry declares an option, each entry of the list part an argument without a name. A mistake ends the \
            program with status 2, and `--help` prints the generated page; with `arguments` given, both raise instead.
            """,
          .table(
            "declarations", fields: [about.parameter],
            elements: .table("argument", fields: [ScriptOption.nameField.parameter] + ScriptOption.fields),
            others: .table("option", fields: ScriptOption.fields), "what may be given"),
          .optional(.table("arguments", elements: Parameter("argument", .string)), "the script's own"),
          returns: Parameter("values", .table, "by name; defaults where nothing was given"),
          example: "script.options({ nodes = { default = 128, min = 2 } }, { \"--nodes\", \"490\" }).nodes", errors: ["a declaration contradicts itself", "with arguments given: a mistake in them, or --help"]
        ) { declarations, arguments in try options(declarations, arguments, session) },
        Function(
          "progress", "Shows how far a long piece of work has come, on the standard error.",
          detail: "One redrawn line on a terminal, now and then a line elsewhere.",
          .optional(.table("settings", fields: [total.parameter, label.parameter, rateUnit.parameter]), "{}"), returns: Parameter("progress", .object("progress")),
          example: "script.progress{ total = 10, label = \"rounds\" }:finish()"
        ) { settings in
          let settings = settings ?? Table()
          return Progress(label: settings[label], total: settings[total], unit: settings[rateUnit], session)
        },
        Function(
          "clock", "Seconds since some fixed moment, to measure how long things take.",
          returns: Parameter("seconds", .number, unit: "s"), example: "script.clock() - script.clock() <= 0"
        ) { monotonicSeconds() },
        memory, files, temporaryFolder, run,
      ],
      classes: [progressClass])
  }

  private static let about: Typed<String?> = .optional(.string("about", "what the script does, for its --help"))
  private static let total: Typed<Double?> = .optional(.number("total", nil, "what 100% is"))
  private static let label = Typed<String>.string("label", "before the bar").defaulting(to: "")
  private static let rateUnit = Typed<String>.string("unit", "of the rate").defaulting(to: "")

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
        arguments.list.compactMap { String($0) }
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
