import Interface

/// Reads a manifest's `options` table, collecting every problem with the path of its key.
struct OptionReader {
  private(set) var options: [OptionDeclaration] = []
  private(set) var problems: [(path: String, message: String)] = []

  init(_ table: Table) {
    if !table.list.isEmpty { problem("options", "options are declared by name: options = { floor = { type = … } }") }
    for (key, value) in table.fields {
      guard case .string(let name) = key, name.isIdentifier else {
        problem("options", "an option's name is a plain word, as in options.floor")
        continue
      }
      guard case .table(let declaration) = value else {
        problem("options.\(name)", "option '\(name)' is a \(value.typeName): a declaration { type = …, default = …, help = … } expected")
        continue
      }
      read(name, declaration)
    }
  }

  private mutating func problem(_ path: String, _ message: String) { problems.append((path, message)) }

  private static let keys = ["type", "default", "min", "max", "choices", "unit", "help"]
  private static let types = ["boolean", "integer", "number", "string", "choice"]

  private mutating func read(_ name: String, _ table: Table) {
    let path = "options.\(name)", before = problems.count
    for (key, _) in table.fields {
      guard case .string(let word) = key else { problem(path, "option '\(name)': unknown key"); continue }
      if !Self.keys.contains(word) {
        problem("\(path).\(word)", "option '\(name)': unknown key '\(word)'" + hint(word, Self.keys))
      }
    }
    if !table.list.isEmpty { problem(path, "option '\(name)': keys are given by name: { type = \"integer\", default = 0, … }") }
    let help = string(table, name, "help", required: true)
    let unit = string(table, name, "unit")
    guard let type = string(table, name, "type", required: true) else { return }
    guard Self.types.contains(type) else {
      problem("\(path).type", "option '\(name)': unknown type '\(type)'" + hint(type, Self.types))
      return
    }
    for key in Self.keys where !table.isMissing(key) && !Self.allowed(key, for: type) {
      problem("\(path).\(key)", "option '\(name)': '\(key)' means nothing for a \(type)")
    }
    if table.isMissing("default") {
      problem(path, "option '\(name)': 'default' is missing: a plugin must run with no option given")
    }
    guard let content = content(name, type, table), problems.count == before, let help else { return }
    let option = OptionDeclaration(name: name, content, unit: unit, help: help)
    if case .failure(let wrong) = option.accept(table["default"]) {
      problem("\(path).default", "option '\(name)': default: \(wrong.message)")
      return
    }
    options.append(option)
  }

  private static func allowed(_ key: String, for type: String) -> Bool {
    switch key {
    case "min", "max", "unit": type == "integer" || type == "number"
    case "choices": type == "choice"
    default: true
    }
  }

  private mutating func content(_ name: String, _ type: String, _ table: Table) -> OptionDeclaration.Content? {
    switch (type, table["default"]) {
    case ("boolean", .boolean(let value)): return .boolean(default: value)
    case ("string", .string(let value)): return .string(default: value)
    case ("integer", let value):
      guard let range = range(name, table, { value in value.asInteger }, Int64.min, Int64.max, "an integer") else { return nil }
      if let value = value.asInteger { return .integer(default: value, range) }
    case ("number", let value):
      let greatest = Double.greatestFiniteMagnitude
      guard let range = range(name, table, { value in value.asNumber }, -greatest, greatest, "a finite number") else { return nil }
      if let value = value.asNumber { return .number(default: value, range) }
    case ("choice", let value):
      guard let words = choices(name, table) else { return nil }
      if case .string(let word) = value { return .choice(default: word, words) }
    default: break
    }
    if !table.isMissing("default") {
      let expected = type == "choice" ? "one of its choices" : "\(type == "integer" ? "an" : "a") \(type)"
      problem("options.\(name).default", "option '\(name)': default is \(expected), got \(table["default"].typeName)")
    }
    return nil
  }

  private mutating func range<T: Comparable>(
    _ name: String, _ table: Table, _ convert: (Value) -> T?, _ least: T, _ greatest: T, _ noun: String
  ) -> ClosedRange<T>? {
    var ends = [least, greatest]
    for (i, key) in ["min", "max"].enumerated() where !table.isMissing(key) {
      guard let end = convert(table[key]) else {
        problem("options.\(name).\(key)", "option '\(name)': \(key) must be \(noun)")
        return nil
      }
      ends[i] = end
    }
    guard ends[0] <= ends[1] else {
      problem("options.\(name).min", "option '\(name)': min \(ends[0]) is above max \(ends[1])")
      return nil
    }
    return ends[0]...ends[1]
  }

  private mutating func choices(_ name: String, _ table: Table) -> [String]? {
    guard case .table(let list) = table["choices"] else {
      problem("options.\(name)", "option '\(name)': a choice needs choices = { \"a\", \"b\" }")
      return nil
    }
    let words = list.list.compactMap { value in if case .string(let word) = value { word } else { nil } }
    guard words.count == list.list.count, list.fields.isEmpty, !words.isEmpty, Set(words).count == words.count else {
      problem("options.\(name).choices", "option '\(name)': choices is a list of different words")
      return nil
    }
    return words
  }

  private mutating func string(_ table: Table, _ name: String, _ key: String, required: Bool = false) -> String? {
    switch table[key] {
    case .string(let text) where !text.isEmpty: return text
    case .none:
      if required { problem("options.\(name)", "option '\(name)': '\(key)' is missing") }
    case let value: problem("options.\(name).\(key)", "option '\(name)': \(key) is a text, got \(value.typeName == "string" ? "an empty one" : value.typeName)")
    }
    return nil
  }

  private func hint(_ word: String, _ candidates: [String]) -> String {
    if let near = suggestion(for: word, among: candidates) { return ": did you mean '\(near)'?" }
    return ": known are \(candidates.joined(separator: ", "))"
  }
}

extension Table {
  func isMissing(_ key: String) -> Bool { if case .none = self[key] { true } else { false } }
}

extension Value {
  /// An integer, or a number that is one.
  var asInteger: Int64? {
    switch self {
    case .integer(let integer): integer
    case .number(let number): Int64(exactly: number)
    default: nil
    }
  }
  /// A finite number.
  var asNumber: Double? {
    switch self {
    case .integer(let integer): Double(integer)
    case .number(let number): number.isFinite ? number : nil
    default: nil
    }
  }
}

extension String {
  var isIdentifier: Bool {
    guard let first = utf8.first, !(48...57).contains(first) else { return false }
    return utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 95 }
  }
}
