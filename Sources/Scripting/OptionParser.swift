public import Interface

/// One thing a script's user may say on the command line.
public struct ScriptOption: Sendable, Equatable {
  public enum Content: Sendable, Equatable {
    case flag
    case integer(ClosedRange<Int64>?)
    case number(ClosedRange<Double>?)
    case string
    /// Words, as many as there are: all that is left without a name, or by a name that is given again.
    case strings
    case choice([String])
    /// `KIND=NAME`, as often as needed.
    case assignments
  }
  public var name: String
  public var content: Content
  /// As the help shows it.
  public var defaultText: String?
  public var isRequired: Bool
  public var help: String

  public init(_ name: String, _ content: Content, defaultText: String? = nil, isRequired: Bool = false, help: String = "") {
    self.name = name
    self.content = content
    self.defaultText = defaultText
    self.isRequired = isRequired
    self.help = help
  }
}

/// A mistake on the command line: the script didn't run, and the exit status is 2.
public struct UsageError: Error, CustomStringConvertible, Equatable {
  public var description: String
  public init(_ description: String) { self.description = description }
}

/// The command line of a script: `--nodes 490 --use auction=first_price --json record.json`.
public struct OptionParser: Sendable {
  public var options: [ScriptOption]
  /// What comes without a name, in order.
  public var positionals: [ScriptOption]
  public var about: String?

  public init(options: [ScriptOption], positionals: [ScriptOption] = [], about: String? = nil) {
    self.options = options
    self.positionals = positionals
    self.about = about
  }

  public enum Outcome {
    case values([String: Value])
    case help
  }

  /// What `arguments` say; nothing for what they leave out.
  ///
  /// - Throws: `UsageError`
  public func parse(_ arguments: [String]) throws -> Outcome {
    var values: [String: Value] = [:]
    var unnamed = positionals[...]
    var rest = arguments[...]
    var isNamed = true
    while let word = rest.popFirst() {
      if isNamed, word == "--" {
        isNamed = false
      } else if isNamed, word == "--help" || word == "-h" {
        return .help
      } else if isNamed, word.hasPrefix("--") {
        try readNamed(word, &rest, &values)
      } else if isNamed, word.hasPrefix("-"), word.count > 1, Double(word) == nil {
        throw UsageError("unknown option '\(word)'\(hint(String(word.dropFirst())))")
      } else if let next = unnamed.first, next.content == .strings {
        add(word, to: next, in: &values)
      } else if let next = unnamed.popFirst() {
        values[next.name] = try value(word, next, "'\(next.name)'")
      } else {
        throw UsageError("unexpected argument '\(word)'")
      }
    }
    for option in positionals + options where option.isRequired && values[option.name] == nil {
      throw UsageError("missing \(positionals.contains(option) ? "argument '\(option.name)'" : "option '\(spelled(option))'")")
    }
    return .values(values)
  }

  private func readNamed(_ word: String, _ rest: inout ArraySlice<String>, _ values: inout [String: Value]) throws {
    let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let name = parts[0].replacing("-", with: "_")
    if let option = options.first(where: { $0.name == name }) {
      if case .flag = option.content {
        guard parts.count == 1 else { throw UsageError("\(spelled(option)) takes no value") }
        values[name] = .boolean(true)
        return
      }
      guard let text = parts.count == 2 ? parts[1] : rest.popFirst() else { throw UsageError("\(spelled(option)) needs a value") }
      if case .assignments = option.content {
        var table = if case .table(let table)? = values[name] { table } else { Table() }
        let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard sides.count == 2 else { throw UsageError("\(spelled(option)): '\(text)' is not of the form KIND=NAME") }
        table[sides[0]] = .string(sides[1])
        values[name] = .table(table)
      } else if case .strings = option.content {
        add(text, to: option, in: &values)
      } else {
        values[name] = try value(text, option, spelled(option))
      }
    } else if name.hasPrefix("no_"), parts.count == 1, let option = options.first(where: { $0.name == name.dropFirst(3) && $0.content == .flag }) {
      values[option.name] = .boolean(false)
    } else {
      throw UsageError("unknown option '--\(parts[0])'\(hint(parts[0]))")
    }
  }

  private func add(_ word: String, to option: ScriptOption, in values: inout [String: Value]) {
    let earlier = if case .table(let table)? = values[option.name] { table.list } else { [Value]() }
    values[option.name] = .table(Table(list: earlier + [.string(word)]))
  }

  private func value(_ text: String, _ option: ScriptOption, _ place: String) throws -> Value {
    switch option.content {
    case .flag, .assignments, .strings: preconditionFailure("read by its own way")
    case .string: return .string(text)
    case .choice(let words):
      guard words.contains(text) else {
        let hint = suggestion(for: text, among: words).map { "; did you mean '\($0)'?" } ?? ""
        throw UsageError("\(place): '\(text)' is not one of \(words.joined(separator: ", "))\(hint)")
      }
      return .string(text)
    case .integer(let range):
      guard let integer = Int64(text) else { throw UsageError("\(place): '\(text)' is not an integer") }
      guard range?.contains(integer) ?? true else {
        throw UsageError("\(place): \(integer) is outside \(range!.lowerBound)…\(range!.upperBound)")
      }
      return .integer(integer)
    case .number(let range):
      guard let number = Double(text), number.isFinite else { throw UsageError("\(place): '\(text)' is not a number") }
      guard range?.contains(number) ?? true else {
        throw UsageError("\(place): \(text) is outside \(range!.lowerBound)…\(range!.upperBound)")
      }
      return .number(number)
    }
  }

  private func spelled(_ option: ScriptOption) -> String { "--" + option.name.replacing("_", with: "-") }

  private func hint(_ word: String) -> String {
    suggestion(for: word, among: options.map { String(spelled($0).dropFirst(2)) } + ["help"]).map { "; did you mean '--\($0)'?" } ?? ""
  }
}

extension OptionParser {
  /// The page `--help` prints.
  public func help(invocation: String) -> String {
    var lines = ["usage: " + ([invocation] + positionals.map { $0.isRequired ? "<\($0.name)>" : $0.content == .strings ? "[\($0.name)…]" : "[\($0.name)]" } + (options.isEmpty ? [] : ["[options]"])).joined(separator: " ")]
    if let about { lines += ["", about] }
    if !positionals.isEmpty { lines += ["", "arguments:"] + columns(positionals.map { ("  " + $0.name, explanation($0)) }) }
    lines += ["", "options:"]
    lines += columns(options.map { ("  " + [spelled($0), placeholder($0)].compactMap(\.self).joined(separator: " "), explanation($0)) } + [("  --help", "show this page")])
    return lines.joined(separator: "\n")
  }

  private func placeholder(_ option: ScriptOption) -> String? {
    switch option.content {
    case .flag: nil
    case .integer: "N"
    case .number: "X"
    case .string, .strings: "TEXT"
    case .choice(let words): words.joined(separator: "|")
    case .assignments: "KIND=NAME"
    }
  }

  private func explanation(_ option: ScriptOption) -> String {
    var notes: [String] = []
    switch option.content {
    case .integer(let range?) where range.upperBound == .max: notes.append("at least \(range.lowerBound)")
    case .integer(let range?) where range.lowerBound == .min: notes.append("at most \(range.upperBound)")
    case .integer(let range?): notes.append("\(range.lowerBound)…\(range.upperBound)")
    case .number(let range?): notes.append("\(range.lowerBound)…\(range.upperBound)")
    case .assignments, .strings: notes.append("repeatable")
    default: break
    }
    if let text = option.defaultText, !text.isEmpty { notes.append("default \(text)") }
    if option.isRequired { notes.append("required") }
    return option.help + (notes.isEmpty ? "" : "\(option.help.isEmpty ? "" : " ")(\(notes.joined(separator: "; ")))")
  }

  private func columns(_ rows: [(String, String)]) -> [String] {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { $0.1.isEmpty ? $0.0 : $0.0 + String(repeating: " ", count: width - $0.0.count + 2) + $0.1 }
  }
}
