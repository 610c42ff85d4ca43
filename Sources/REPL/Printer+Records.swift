import LuaRuntime

extension Printer {
  /// A list of at least three tables with about the same few keys, as rows under the keys; nil where it is none, or wider
  /// than the line.
  func records(_ table: Snapshot.Table, margin: String) -> [StyledText]? {
    guard table.list.count >= 3, table.fields.isEmpty, table.omittedFields == 0, table.name == nil else { return nil }
    var rows: [Snapshot.Table] = []
    var keys: [Snapshot.Text] = []
    for element in table.list {
      guard case .table(let row) = element, row.list.isEmpty, row.name == nil, row.omittedFields == 0, !row.fields.isEmpty, !row.isTooDeep else {
        return nil
      }
      for field in row.fields {
        guard case .string(let key) = field.key, isName(key.bytes), leaf(field.value) != nil else { return nil }
        if !keys.contains(key) { keys.append(key) }
      }
      rows.append(row)
    }
    guard keys.count <= 16, rows.allSatisfy({ $0.fields.count * 2 > keys.count }) else { return nil }
    keys.sort { $0.bytes.lexicographicallyPrecedes($1.bytes) }

    var lines = Array(repeating: StyledText(margin), count: rows.count + 1)
    func add(_ header: StyledText, _ cells: [StyledText], isRight: Bool, gap: String) {
      let width = max(header.width, cells.map(\.width).max() ?? 0)
      for (i, cell) in ([header] + cells).enumerated() {
        lines[i].append(gap)
        let padding = String(repeating: " ", count: width - cell.width)
        if isRight { lines[i].append(padding) }
        lines[i].append(cell)
        if !isRight { lines[i].append(padding) }
      }
    }
    add(StyledText("#", .faint), rows.indices.map { StyledText(String($0 + 1), .faint) }, isRight: true, gap: "")
    for key in keys {
      let values = rows.map { row in row.fields.first { $0.key == .string(key) }?.value ?? .none }
      let isNumeric = values.allSatisfy { $0.isNumber || $0 == .none }
      let cells = isNumeric ? numbers(values) : values.map { $0 == .none ? StyledText("-", .faint) : leaf($0)! }
      add(StyledText(String(decoding: key.bytes, as: UTF8.self), .title), cells, isRight: isNumeric, gap: "  ")
    }
    lines = lines.map(\.trimmedRight)
    guard lines.allSatisfy({ $0.width <= appearance.width }) else { return nil }
    if let part = omission(table.omittedList) {
      var line = StyledText(margin)
      line.append(part)
      lines.append(line)
    }
    return lines
  }

  /// A column of numbers with their points below each other.
  private func numbers(_ values: [Snapshot]) -> [StyledText] {
    let texts = values.map { value -> String in
      switch value {
      case .integer(let number): String(number)
      case .number(let number): Literal.short(number)
      default: "-"
      }
    }
    func tail(_ text: String) -> Int { text.contains("e") ? 0 : text.split(separator: ".", maxSplits: 1).dropFirst().first.map { $0.count + 1 } ?? 0 }
    let longest = texts.map(tail).max() ?? 0
    return zip(texts, values).map { text, value in
      var styled = StyledText(text, value == .none ? .faint : .number)
      styled.append(String(repeating: " ", count: text.contains("e") ? 0 : longest - tail(text)))
      return styled
    }
  }

  /// A string of several lines as Lua's long string, with its lines below each other; nil for any other.
  func longString(_ text: Snapshot.Text) -> String? {
    guard text.bytes.contains(newline), let string = String(validating: text.bytes, as: UTF8.self),
      string.unicodeScalars.allSatisfy({ $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control })
    else { return nil }
    var level = ""
    while string.contains("]\(level)]") || string.hasSuffix("]\(level)") { level += "=" }
    var lines = [StyledText("[\(level)[", .string)]
    lines += string.split(separator: "\n", omittingEmptySubsequences: false).map { StyledText(appearance.encoded(String($0)), .string) }
    lines[lines.count - 1].append("]\(level)]", .string)
    let omitted = text.count - text.bytes.count
    if omitted > 0 { lines[lines.count - 1].append("\(appearance.ellipsis) (+\(Literal.grouped(omitted)) bytes)", .faint) }
    return lines.map { $0.rendered(hasColour: appearance.hasColour) }.joined(separator: "\n")
  }
}

extension Snapshot {
  var isNumber: Bool {
    switch self {
    case .integer, .number: true
    default: false
    }
  }
}
