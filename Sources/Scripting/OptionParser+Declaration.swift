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
      guard case .string(let name) = declaration["name"] else { throw ScriptError("argument \(i + 1) has no 'name'") }
      var option = try ScriptOption(name, declaration)
      option.isRequired = option.defaultText == nil
      parser.positionals.append(option)
      defaults[name] = declaration["default"]
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
        case (.none, .assignments): defaults[name] = .table(Table())
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
  fileprivate init(_ name: String, _ declaration: Table) throws {
    let fields = try Fields(declaration, "option '\(name)'", known: ["name", "type", "default", "min", "max", "choices", "required", "help"])
    let types = ["flag", "integer", "number", "string", "choice", "assignments"]
    let type = try fields.string("type") ?? Self.implied(by: declaration)
    let content: Content
    switch type {
    case "flag": content = .flag
    case "string": content = .string
    case "assignments": content = .assignments
    case "choice":
      let words = try fields.list("choices") ?? []
      content = .choice(words.compactMap { if case .string(let word) = $0 { word } else { nil } })
    case "integer":
      let low = try fields.integer("min", in: .min ... .max), high = try fields.integer("max", in: .min ... .max)
      guard low ?? .min <= high ?? .max else { throw ScriptError("option '\(name)': 'min' is above 'max'") }
      content = .integer(low == nil && high == nil ? nil : Int64(low ?? .min)...Int64(high ?? .max))
    case "number":
      let low = try fields.number("min"), high = try fields.number("max")
      guard low ?? -.infinity <= high ?? .infinity else { throw ScriptError("option '\(name)': 'min' is above 'max'") }
      content = .number(low == nil && high == nil ? nil : (low ?? -.infinity)...(high ?? .infinity))
    default: throw ScriptError("option '\(name)': unknown type '\(type)' (known: \(types.joined(separator: ", ")))")
    }
    let text: String? =
      switch declaration["default"] {
      case .string(let text): text
      case .integer(let integer): "\(integer)"
      case .number(let number): "\(number)"
      default: nil
      }
    self.init(name, content, defaultText: text, isRequired: try fields.boolean("required") ?? false, help: try fields.string("help") ?? "")
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
