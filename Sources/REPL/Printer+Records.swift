import LuaRuntime

extension Printer {
  /// At least three tables with about the same few keys, in a list or under names, as rows below the keys; nil where it is
  /// something else, or wider than the line.
  func records(_ table: Snapshot.Table, margin: String) -> [StyledText]? {
    guard table.name == nil, table.list.isEmpty || table.fields.isEmpty, table.list.count + table.fields.count >= 3 else { return nil }
    var labels: [StyledText] = []
    var rows: [Snapshot.Table] = []
    var keys: [Snapshot.Text] = []
    for (i, element) in (table.list + table.fields.map(\.value)).enumerated() {
      guard case .table(let row) = element, row.list.isEmpty, row.name == nil, row.omittedFields == 0, !row.fields.isEmpty, !row.isTooDeep else {
        return nil
      }
      if table.fields.isEmpty {
        labels.append(StyledText(String(i + 1), .faint))
      } else {
        guard case .string(let name) = table.fields[i].key, isName(name.bytes) else { return nil }
        labels.append(StyledText(String(decoding: name.bytes, as: UTF8.self), .key))
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
    add(StyledText(table.fields.isEmpty ? "#" : "", .faint), labels, isRight: table.fields.isEmpty, gap: "")
    for key in keys {
      let values = rows.map { row in row.fields.first { $0.key == .string(key) }?.value ?? .none }
      let isNumeric = values.allSatisfy { $0.isNumber || $0 == .none }
      let cells = isNumeric ? numbers(values) : values.map { $0 == .none ? StyledText("-", .faint) : leaf($0)! }
      add(StyledText(String(decoding: key.bytes, as: UTF8.self), .title), cells, isRight: isNumeric, gap: "  ")
    }
    lines = lines.map(\.trimmedRight)
    guard lines.allSatisfy({ $0.width <= appearance.width }) else { return nil }
    if let part = omission(table.omittedList + table.omittedFields, isPartial: table.isPartial) {
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

  /// A list of objects of one class, the facts of their headlines below each other; nil for anything else.
  func objects(_ list: [Snapshot], margin: String) -> [StyledText]? {
    guard list.count > 1, case .object(let name, _) = list[0] else { return nil }
    var rows: [[String]] = []
    for element in list {
      guard case .object(name, let description) = element, let headline = description.split(separator: "\n", maxSplits: 1).first else { return nil }
      rows.append(appearance.encoded(String(headline)).split(separator: "  ").map(String.init))
    }
    let columns = rows[0].count
    guard rows.allSatisfy({ $0.count == columns }) else { return nil }
    let widths = (0..<columns).map { column in rows.map { displayWidth($0[column]) }.max()! }
    return rows.map { row in
      var line = StyledText(margin)
      for (column, fact) in row.enumerated() {
        if column > 0 { line.append("  ") }
        let padding = String(repeating: " ", count: widths[column] - displayWidth(fact))
        let isRight = fact.utf8.first.map(isDigit) ?? false
        line.append(isRight ? padding + fact : column == columns - 1 ? fact : fact + padding, column == 0 ? .object : .plain)
      }
      line.append(",")
      return line.clipped(to: appearance.width, appearance.ellipsis)
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
