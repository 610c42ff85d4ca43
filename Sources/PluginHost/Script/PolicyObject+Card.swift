public import Interface

extension PolicyObject: Describable {
  public var card: Card {
    var parts: [Card.Part] = []
    let options = self.options.fields.compactMap { key, value -> String? in
      guard case .string(let name) = key else { return nil }
      let unit = plugin?.manifest.options.first { $0.name == name }?.unit
      return "\(name) \(value.shortText)\(unit.map { " " + $0 } ?? "")"
    }
    if !options.isEmpty { parts.append(.row("options", options)) }
    parts.append(.row("answers", kind.functions.indices.filter(policy.implements).map { kind.functions[$0].name }))
    if let plugin { parts.append(.row("file", [plugin.text.file])) }
    return Card("\(policy.identity)", [plugin?.manifest.summary ?? "The built-in rule."], parts: parts)
  }
}

extension Value {
  /// An option's value on a line.
  fileprivate var shortText: String {
    switch self {
    case .none: "nil"
    case .boolean(let flag): flag ? "true" : "false"
    case .integer(let number): Readable.count(number)
    case .number(let number): Readable.number(number)
    case .string(let text): "\"\(text)\""
    case .table(let table): "{…} of \(table.list.count + table.fields.count)"
    case .object, .callback: typeName
    }
  }
}
