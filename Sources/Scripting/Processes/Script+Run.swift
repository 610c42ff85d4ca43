import Interface

extension ScriptingInterface {
  /// `script.run`: this program in a process of its own.
  static let run = Function(
    "run", "Runs Formic once more, in a process of its own, and waits for it.",
    detail: """
      What it does stays its own: globals, policies, background colonies, even a crash. At the time limit it is killed \
      (SIGKILL), with everything it started, and what it wrote until then is returned. Of each stream 16 MiB are kept.
      """,
    .table("arguments", elements: Parameter("argument", .string), "as on the command line"),
    .optional(.table("settings", fields: [input.parameter, limit.parameter, environment]), "{}"),
    returns: .table(
      "outcome",
      fields: [
        Parameter("status", .integer, "the exit status, or 128 and the signal that ended it"), Parameter("stopped", .boolean, "at its time limit"),
        Parameter("output", .string), Parameter("complaints", .string, "the standard error"), Parameter("seconds", .number, unit: "s", "it took"),
      ]),
    example: "script.run({ \"-e\", \"print(6 * 7)\" }).output", errors: ["an argument or a variable holds a zero byte", "the system has no room for a process"]
  ) { arguments, settings in
    let settings = settings ?? Table()
    let words = arguments.list.compactMap { String($0) }
    var variables: [String: String] = [:]
    if case .table(let given) = settings["environment"] {
      for (key, value) in given.fields {
        guard case .string(let name) = key, !name.isEmpty, !name.contains("="), let text = String(value) else {
          throw ScriptError("script.run: environment: a variable is a name without '=' and a string")
        }
        variables[name] = text
      }
    }
    for text in words + variables.flatMap({ [$0.key, $0.value] }) where text.utf8.contains(0) {
      throw ScriptError("script.run: a zero byte in an argument or a variable")
    }
    let child = try ChildProcess(words, input: settings[input], environment: variables)
    let outcome = try child.outcome(within: settings[limit])
    var result = Table()
    result["status"] = .integer(Int64(outcome.status))
    result["stopped"] = .boolean(outcome.isStopped)
    result["output"] = .string(outcome.output)
    result["complaints"] = .string(outcome.complaints)
    result["seconds"] = .number(outcome.seconds)
    return result
  }

  private static let input = Typed<String>.string("input", "for its standard input").defaulting(to: "")
  private static let limit = Typed<Double>.number("time_limit_s", 0.001...86_400, unit: "s", "it may take").defaulting(to: 60)
  private static let environment = Parameter.table(
    "environment", others: Parameter("value", .string), isOptional: true, "variables by name, besides those this process has")
}
