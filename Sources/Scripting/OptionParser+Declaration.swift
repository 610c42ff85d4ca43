import Interface

extension OptionParser {
  /// Reads a script's declaration: `{ nodes = { default = 128, min = 2, max = 100000, help = "edge nodes" } }`.
  ///
  /// - Returns: the parser, and the values of options nobody gives.
  /// - Throws: `ScriptError`
  static func declared(_ table: Table) throws -> (OptionParser, defaults: [String: Value]) {
    var parser = OptionParser(options: [])
    var defaults: [String: Value] = [:]
    for (i, value) in table.list.enumerated() {
      guard case .table(let declaration) = value else { throw ScriptError("argument \(i + 1) is a \(value.typeName), table expected") }
      let name = declaration[ScriptOption.nameField]
      var option = try ScriptOption(name, declaration)
      if let last = parser.positionals.last, last.content == .strings { throw ScriptError("argument \(i + 1), '\(name)', comes after '\(last.name)', which takes all there are") }
      option.isRequired = option.defaultText == nil && option.content != .strings
      parser.positionals.append(option)
      defaults[name] = option.content == .strings ? .table(Table()) : declaration["default"]
    }
    for (key, value) in table.fields {
      guard case .string(let name) = key else { throw ScriptError("an option's name is a string") }
      switch value {
      case .string(let text) where name == "about": parser.about = text
      case .table(let declaration):
        let option = try ScriptOption(name, declaration)
        parser.options.append(option)
        switch (declaration["default"], option.content) {
        case (.none, .flag): defaults[name] = .boolean(false)
        case (_, .strings), (.none, .assignments): defaults[name] = .table(Table())
        case (let value, _): defaults[name] = value
        }
      default: throw ScriptError("option '\(name)' is a \(value.typeName), table expected")
      }
    }
    parser.options.sort { $0.name < $1.name }
    return (parser, defaults)
  }
}

extension ScriptOption {
  // What a declaration may hold.
  static let nameField: Typed<String> = .string("name", "of an argument without a name on the command line")
  private static let type: Typed<String?> = .optional(
    .choice("type", ["flag", "integer", "number", "string", "choice", "assignments", "strings"]), "as the default has")
  private static let least: Typed<Double?> = .optional(.number("min", nil, "the least allowed"))
  private static let greatest: Typed<Double?> = .optional(.number("max", nil, "the greatest allowed"))
  private static let choices: Typed<Table?> = .optional(.table("choices", elements: Parameter("word", .string), "the words allowed"))
  private static let isRequired = Typed<Bool>.boolean("required", "whether it must be given").defaulting(to: false)
  private static let help = Typed<String>.string("help", "a line for --help").defaulting(to: "")
  static let fields: [Parameter] = [
    type.parameter, Parameter("default", .any, "what it is where nobody gives it"), least.parameter, greatest.parameter, choices.parameter,
    isRequired.parameter, help.parameter,
  ]

  fileprivate init(_ name: String, _ declaration: Table) throws {
    let type = declaration[Self.type] ?? Self.implied(by: declaration)
    let content: Content
    switch type {
    case "flag": content = .flag
    case "string": content = .string
    case "assignments": content = .assignments
    case "strings": content = .strings
    case "choice":
      content = .choice((declaration[Self.choices] ?? Table()).list.compactMap { String($0) })
    case "integer":
      let low = try whole("min", of: declaration, name), high = try whole("max", of: declaration, name)
      guard low ?? .min <= high ?? .max else { throw ScriptError("option '\(name)': 'min' is above 'max'") }
      content = .integer(low == nil && high == nil ? nil : (low ?? .min)...(high ?? .max))
    case "number":
      let low = declaration[Self.least], high = declaration[Self.greatest]
      guard low ?? -.infinity <= high ?? .infinity else { throw ScriptError("option '\(name)': 'min' is above 'max'") }
      content = .number(low == nil && high == nil ? nil : (low ?? -.infinity)...(high ?? .infinity))
    default: preconditionFailure("type '\(type)' was not held to its declaration")
    }
    let text: String? =
      switch declaration["default"] {
      case .string(let text): text
      case .integer(let integer): "\(integer)"
      case .number(let number): "\(number)"
      default: nil
      }
    self.init(name, content, defaultText: text, isRequired: declaration[Self.isRequired], help: declaration[Self.help])
  }

  /// The type of an option that has only a default.
  private static func implied(by declaration: Table) -> String {
    if case .table = declaration["choices"] { return "choice" }
    return switch declaration["default"] {
    case .integer: "integer"
    case .number: "number"
    case .boolean: "flag"
    case .table: "assignments"
    default: "string"
    }
  }
}

/// An end of an integer option's range.
private func whole(_ end: String, of declaration: Table, _ option: String) throws -> Int64? {
  if case .none = declaration[end] { return nil }
  guard let integer = Int64(declaration[end]) else { throw ScriptError("option '\(option)': '\(end)' is not an integer") }
  return integer
}
