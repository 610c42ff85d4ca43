// Tables held to their declarations: one reader for all of them, so that every complaint reads alike.

extension Parameter {
  /// Holds a value to this declaration and to those of its fields.
  ///
  /// - Parameter place: begins the complaint: `options.nodes`, `runs[2].seed`.
  /// - Throws: `ScriptError` saying what, which, the allowed range, the unit, and what may have been meant.
  public func check(_ value: Value, at place: String) throws(ScriptError) {
    if case .none = value {
      guard isOptional || type == .any else { throw ScriptError("\(place) is missing: \(expectation) expected") }
      return
    }
    guard accepts(value) else { throw ScriptError("\(place): \(expectation) expected, got \(described(value))\(hint(for: value))") }
    if case .table(let table) = value, isClosed { try check(entriesOf: table, at: place) }
  }

  private func check(entriesOf table: Table, at place: String) throws(ScriptError) {
    for (key, value) in table.fields {
      guard case .string(let name) = key else { throw ScriptError("\(place): an entry's name is a string, not a \(key.typeName)") }
      if let field = fields.first(where: { $0.name == name }) {
        try field.check(value, at: "\(place).\(name)")
      } else if let other = others.first {
        try other.check(value, at: "\(place).\(name)")
      } else {
        throw ScriptError("\(place): there is no field '\(name)'\(hint(for: name))")
      }
    }
    if let element = elements.first {
      for (i, value) in table.list.enumerated() { try element.check(value, at: "\(place)[\(i + 1)]") }
    } else if type == .table, let stray = table.list.first {
      let example = fields.first?.name ?? others.first?.name ?? "name"
      throw ScriptError("\(place): entries have names, as in { \(example) = … }; got a \(stray.typeName) without one")
    }
    if type == .any, table.fields.isEmpty { return }  // a plain list, where one may stand for a table with names
    for field in fields where !field.isOptional {
      if case .none = table[field.name] { try field.check(.none, at: "\(place).\(field.name)") }
    }
  }

  private func accepts(_ value: Value) -> Bool {
    switch (type, value) {
    case (.any, _), (.boolean, .boolean), (.string, .string), (.table, .table), (.function, .callback): true
    case (.choice(let words), .string(let word)): words.contains(word)
    case (.object(let name), .object(let object)): Swift.type(of: object).className == name
    case (.integer, _): Int64(value).map { isInBounds(Double($0), exactly: $0) } ?? false
    case (.number, _): Double(value).map { isInBounds($0, exactly: nil) } ?? false
    default: false
    }
  }

  private func isInBounds(_ number: Double, exactly integer: Int64?) -> Bool {
    switch bounds {
    case .integers(let range)?: integer.map { range.contains($0) } ?? (Double(range.lowerBound)...Double(range.upperBound)).contains(number)
    case .numbers(let range)?: range.contains(number)
    case nil: true
    }
  }

  /// "an integer in 2…100 µs", "one of gossip, local, none".
  private var expectation: String {
    switch type {
    case .choice(let words): return "one of " + words.joined(separator: ", ")
    case .any: return "a value"
    default:
      let noun = ("aeiou".contains(type.text.prefix(1)) ? "an " : "a ") + type.text
      let range = bounds.map { boundsText($0, unit: unit) } ?? ""
      return noun + (range.isEmpty ? "" : range.first?.isNumber == true || range.first == "-" ? " in " + range : " " + range)
    }
  }

  private func described(_ value: Value) -> String {
    switch value {
    case .integer(let integer): "\(integer)"
    case .number(let number): "\(number)"
    case .string(let text): text.count > 40 ? "'\(text.prefix(40))…'" : "'\(text)'"
    default: "a \(value.typeName)"
    }
  }

  private func hint(for value: Value) -> String {
    guard case .choice(let words) = type, case .string(let word) = value, word.utf8.count < 64, let meant = suggestion(for: word, among: words) else { return "" }
    return " (did you mean '\(meant)'?)"
  }

  private func hint(for name: String) -> String {
    let known = fields.map(\.name)
    if name.utf8.count < 64, let meant = suggestion(for: name, among: known) { return " (did you mean '\(meant)'?)" }
    return known.isEmpty ? "" : " (known: \(known.joined(separator: ", ")))"
  }
}

extension Function {
  /// The body, behind a check of the arguments whose entries are declared. The host has checked their types.
  static func checking(_ parameters: [Parameter], _ body: @escaping Body) -> Body {
    let checked = parameters.enumerated().filter { $0.element.isClosed }.map { (index: $0.offset, parameter: $0.element) }
    guard !checked.isEmpty else { return body }
    return { frame in
      for (index, parameter) in checked where index < frame.count {
        try parameter.check(frame.value(index), at: parameter.name)
      }
      try body(frame)
    }
  }
}
