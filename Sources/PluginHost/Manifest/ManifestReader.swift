import Interface
import Policies

/// Reads a plugin's returned table and gathers everything that is wrong with it.
struct ManifestReader {
  private let text: PluginText
  private let lines: KeyLines
  private(set) var problems: [PluginProblem] = []

  init(_ text: PluginText) {
    self.text = text
    lines = KeyLines(text.text)
  }

  private mutating func problem(_ path: String, _ message: String) {
    problems.append(PluginProblem(file: text.file, line: lines.line(of: path), message))
  }

  /// The manifest; nil when there are problems.
  mutating func read(_ value: Value, _ kinds: [PolicyKind]) -> Manifest? {
    guard case .table(let table) = value else {
      problem("", "a plugin returns one table (return { kind = …, name = …, … }), got \(value.typeName)")
      return nil
    }
    let kind = kind(table, kinds)
    let name = name(table)
    let version = version(table)
    let api = string(table, "api", example: "\"1\"")
    if let api, let wrong = PolicyAPI.problem(with: api) { problem("api", wrong) }
    let summary = string(table, "summary", example: "one line")
    if let summary, summary.contains("\n") { problem("summary", "summary is one line") }
    let options = options(table)
    let functions = kind.map { self.functions(table, $0) } ?? []
    if let kind { unknownKeys(table, kind) }
    guard problems.isEmpty, let kind, let name, let version, let api, let summary else { return nil }
    return Manifest(
      kind: kind.name, name: name, version: version, api: api, summary: summary, options: options, functions: functions,
      exportsState: !table.isMissing("export_state"), importsState: !table.isMissing("import_state"))
  }

  private mutating func kind(_ table: Table, _ kinds: [PolicyKind]) -> PolicyKind? {
    guard let name = string(table, "kind", example: "\"\(kinds.first?.name ?? "auction")\"") else { return nil }
    guard let kind = kinds.first(where: { $0.name == name }) else {
      let known = kinds.map(\.name)
      problem("kind", "unknown kind '\(name)'" + (suggestion(for: name, among: known).map { ": did you mean '\($0)'?" }
        ?? ": known are \(known.joined(separator: ", "))"))
      return nil
    }
    if kinds.contains(where: { $0.name == text.folder }), text.folder != name {
      problem("kind", "kind is '\(name)', but the file lies in the folder of '\(text.folder)'")
    }
    return kind
  }

  private mutating func name(_ table: Table) -> String? {
    guard let name = string(table, "name", example: "\"\(text.name)\"") else { return nil }
    if name != text.name { problem("name", "name is '\(name)', but the file is called '\(text.name).lua'") }
    return name
  }

  private mutating func version(_ table: Table) -> Version? {
    guard let text = string(table, "version", example: "\"1.0.0\"") else { return nil }
    if let version = Version(text) { return version }
    problem("version", "version '\(text)' is not of the form MAJOR.MINOR.PATCH, as in \"1.0.0\"")
    return nil
  }

  private mutating func options(_ table: Table) -> [OptionDeclaration] {
    switch table["options"] {
    case .none: return []
    case .table(let declarations):
      let reader = OptionReader(declarations)
      for (path, message) in reader.problems { problem(path, message) }
      let options = reader.options
      return options.sorted { lines.line(of: "options.\($0.name)") < lines.line(of: "options.\($1.name)") }
    case let value:
      problem("options", "options is a table, got \(value.typeName)")
      return []
    }
  }

  /// Which functions of the kind are there; a missing required one is a problem, and so is a group with none or two.
  private mutating func functions(_ table: Table, _ kind: PolicyKind) -> [Int] {
    var present = [Int](), groups = [String: [String]](), groupOrder = [String]()
    for (i, function) in kind.functions.enumerated() {
      let value = table[function.name]
      var isPresent = false
      switch value {
      case .none: break
      case .callback: isPresent = true
      default: problem(function.name, "\(function.name) is a function, got \(value.typeName)")
      }
      if isPresent { present.append(i) }
      switch function.requirement {
      case .required where !isPresent && table.isMissing(function.name):
        problem("", "\(kind.name) needs \(function.signature): \(function.summary)" + misspelt(function.name, table, kind))
      case .oneOf(let group):
        if groups[group] == nil { groupOrder.append(group) }
        groups[group, default: []] += isPresent ? [function.name] : []
      default: break
      }
    }
    for group in groupOrder {
      let members = kind.functions.filter { $0.requirement == .oneOf(group: group) }
      switch groups[group]!.count {
      case 0: problem("", "\(kind.name) needs one of \(members.map(\.signature).joined(separator: " or "))")
      case 1: break
      default: problem(groups[group]![1], "\(kind.name) takes only one of \(groups[group]!.joined(separator: " and "))")
      }
    }
    return present
  }

  /// Where the plugin has an unknown function with nearly the missing one's name.
  private func misspelt(_ name: String, _ table: Table, _ kind: PolicyKind) -> String {
    let unknown = table.functionNames.filter { key in !kind.functions.contains { $0.name == key } }
    return suggestion(for: name, among: unknown).map { " (there is '\($0)': is it misspelt?)" } ?? ""
  }

  private mutating func unknownKeys(_ table: Table, _ kind: PolicyKind) {
    if !table.list.isEmpty { problem("", "a plugin's table has only named entries, found \(table.list.count) without a name") }
    let functions = kind.functions.map(\.name) + Manifest.stateFunctions
    for (key, value) in table.fields {
      guard case .string(let name) = key else {
        problem("", "a plugin's keys are names, found a \(key.typeName)")
        continue
      }
      if Manifest.keys.contains(name) || kind.functions.contains(where: { $0.name == name }) { continue }
      if Manifest.stateFunctions.contains(name) {
        if case .callback = value { continue }
        problem(name, "\(name) is a function, got \(value.typeName)")
        continue
      }
      if case .callback = value {
        problem(name, "\(kind.name) has no function '\(name)'" + (suggestion(for: name, among: functions).map { ": did you mean '\($0)'?" }
          ?? ": it has \(functions.joined(separator: ", ")); what only this file uses is a local function above the table"))
      } else {
        problem(name, "unknown key '\(name)'" + (suggestion(for: name, among: Manifest.keys + functions).map { ": did you mean '\($0)'?" }
          ?? ": a manifest has \(Manifest.keys.joined(separator: ", "))"))
      }
    }
  }

  private mutating func string(_ table: Table, _ key: String, example: String) -> String? {
    switch table[key] {
    case .string(let text) where !text.isEmpty: return text
    case .string: problem(key, "\(key) is empty")
    case .none: problem("", "\(key) is missing: \(key) = \(example)")
    case let value: problem(key, "\(key) is a string (\(key) = \(example)), got \(value.typeName)")
    }
    return nil
  }
}

extension Table {
  var functionNames: [String] {
    fields.compactMap { field in
      if case .string(let name) = field.key, case .callback = field.value { name } else { nil }
    }
  }
}

extension PolicyFunction {
  /// "clear(self, ctx, prices, feasible) → winner, payment"
  public var signature: String {
    let parameters = (["self", "ctx"] + self.parameters.map(\.name)).joined(separator: ", ")
    return "\(name)(\(parameters))" + (results.isEmpty ? "" : " → " + results.map(\.name).joined(separator: ", "))
  }
}
