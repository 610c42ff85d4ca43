public import LuaRuntime


/// Lays out values for reading: on one line if they fit, else indented; tables met again as `<table 1>`.
///
/// A pure function of a `Snapshot`, whose limits keep its output finite.
public struct Printer {
  let appearance: Appearance
  /// The numbers of the tables that something refers back to.
  private var numbers: [Int: Int] = [:]

  /// - Returns: `value` as text, without a line end at its end.
  public static func text(_ value: Snapshot, _ appearance: Appearance = Appearance()) -> String {
    text([value], appearance)
  }

  /// Several results are separated by commas if they all fit on a line, else by line ends.
  public static func text(_ values: [Snapshot], _ appearance: Appearance) -> String {
    var printer = Printer(appearance: appearance)
    if values.count == 1 {
      if case .string(let text) = values[0], let long = printer.longString(text) { return long }
      if case .table(let table) = values[0], !table.list.isEmpty, let lines = printer.records(table, margin: "") {
        return lines.map { $0.rendered(hasColour: appearance.hasColour) }.joined(separator: "\n")
      }
    }
    for value in values { printer.numberRepeated(value) }
    let flat = values.map { printer.flat($0, width: appearance.width) }
    var line = StyledText()
    for (i, part) in flat.enumerated() {
      guard let part else { line.append(String(repeating: " ", count: appearance.width + 1)); break }
      if i > 0 { line.append(", ") }
      line.append(part)
    }
    let hasColour = appearance.hasColour
    if line.width <= appearance.width { return line.rendered(hasColour: hasColour) }
    return values.map { printer.lines($0, indent: 0, used: 0).map { $0.rendered(hasColour: hasColour) }.joined(separator: "\n") }
      .joined(separator: "\n")
  }

  private init(appearance: Appearance) { self.appearance = appearance }

  // MARK: References

  private mutating func numberRepeated(_ value: Snapshot) {
    switch value {
    case .repeated(let identity):
      if numbers[identity] == nil { numbers[identity] = numbers.count + 1 }
    case .table(let table):
      table.list.forEach { numberRepeated($0) }
      for field in table.fields {
        numberRepeated(field.key)
        numberRepeated(field.value)
      }
    default: break
    }
  }

  // MARK: Leaves

  /// What needs no layout; nil for tables.
  func leaf(_ value: Snapshot) -> StyledText? {
    switch value {
    case .none: return StyledText("nil", .word)
    case .boolean(let flag): return StyledText(flag ? "true" : "false", .word)
    case .integer(let number): return StyledText(String(number), .number)
    case .number(let number): return StyledText(Literal.number(number), .number)
    case .string(let text):
      var styled = StyledText(Literal.string(text), .string)
      let omitted = text.count - text.bytes.count
      if omitted > 0 { styled.append("\(appearance.ellipsis) (+\(Literal.grouped(omitted)) bytes)", .faint) }
      return styled
    case .repeated(let identity): return StyledText("<table \(numbers[identity] ?? 0)>", .faint)
    case .function(let function):
      var styled = StyledText("function", .function)
      if let name = function.name { styled.append(" " + name) }
      if let source = function.source {
        styled.append(" <\(source)\(function.line.map { ":\($0)" } ?? "")>", .faint)
      } else if function.name == nil {
        styled.append(" <native>", .faint)
      }
      return styled
    case .object(let className, let description):
      // The headline of its card.
      let headline = description.utf8.split(separator: newline, maxSplits: 1).first.map { String($0)! } ?? className
      return StyledText(appearance.encoded(headline), .object)
    case .thread(let status): return StyledText("<thread: \(status)>", .object)
    case .table: return nil
    }
  }

  private func opening(_ table: Snapshot.Table) -> StyledText {
    var styled = StyledText()
    if let number = numbers[table.identity] { styled.append("<\(number)>", .faint) }
    if let name = table.name { styled.append(name + " ", .object) }
    styled.append("{")
    return styled
  }

  private func label(_ key: Snapshot) -> StyledText {
    var styled = StyledText()
    if case .string(let text) = key, isName(text.bytes), text.count == text.bytes.count {
      styled.append(String(decoding: text.bytes, as: UTF8.self), .key)
    } else {
      styled.append("[")
      styled.append(leaf(key) ?? StyledText("<table>", .faint))
      styled.append("]")
    }
    styled.append(" = ")
    return styled
  }

  func omission(_ count: Int, isPartial: Bool = false) -> StyledText? {
    count > 0 ? StyledText("\(appearance.ellipsis) (\(isPartial ? "over " : "+")\(Literal.grouped(count)) more)", .faint) : nil
  }

  // MARK: Layout

  /// The value on one line, or nil if that takes more than `width` columns.
  private func flat(_ value: Snapshot, width: Int) -> StyledText? {
    guard case .table(let table) = value else {
      guard let text = leaf(value), text.width <= width else { return nil }
      return text
    }
    var result = opening(table)
    if table.isTooDeep {
      result.append(appearance.ellipsis, .faint)
      result.append("}")
      return result.width <= width ? result : nil
    }
    var isFirst = true
    func add(_ part: StyledText) -> Bool {
      result.append(isFirst ? " " : ", ")
      isFirst = false
      result.append(part)
      return result.width + 2 <= width
    }
    for element in table.list {
      guard let part = flat(element, width: width - result.width), add(part) else { return nil }
    }
    if let part = omission(table.omittedList), !add(part) { return nil }
    for field in table.fields {
      var part = label(field.key)
      guard part.width < width, let value = flat(field.value, width: width - part.width) else { return nil }
      part.append(value)
      guard add(part) else { return nil }
    }
    if let part = omission(table.omittedFields, isPartial: table.isPartial), !add(part) { return nil }
    result.append(isFirst ? "}" : " }")
    return result.width <= width ? result : nil
  }

  /// The value as lines; the first follows `used` columns of a label, the others carry their own indentation.
  private func lines(_ value: Snapshot, indent: Int, used: Int) -> [StyledText] {
    if let line = flat(value, width: appearance.width - used) { return [line] }
    guard case .table(let table) = value else {
      if case .object = value { return [leaf(value)!.clipped(to: max(8, appearance.width - used), appearance.ellipsis)] }
      return [leaf(value)!]
    }
    let inner = indent + 2
    let margin = String(repeating: " ", count: inner)
    var result = [opening(table)]
    func add(_ label: StyledText, _ parts: [StyledText]) {
      for (i, part) in parts.enumerated() {
        var line = StyledText()
        if i == 0 {
          line.append(margin)
          line.append(label)
        }
        line.append(part)
        if i == parts.count - 1 { line.append(",") }
        result.append(line)
      }
    }
    if let rows = records(table, margin: margin) {
      result += rows
      result.append(StyledText(String(repeating: " ", count: indent) + "}"))
      return result
    }
    result += objects(table.list, margin: margin) ?? filled(table.list, margin: margin) ?? []
    if result.count == 1 {
      for element in table.list { add(StyledText(), lines(element, indent: inner, used: inner + 1)) }
    }
    if let part = omission(table.omittedList) { add(StyledText(), [part]) }
    for field in table.fields {
      let label = label(field.key)
      add(label, lines(field.value, indent: inner, used: inner + label.width + 1))
    }
    if let part = omission(table.omittedFields, isPartial: table.isPartial) { add(StyledText(), [part]) }
    result.append(StyledText(String(repeating: " ", count: indent) + "}"))
    return result
  }

  /// A list of leaves, as many on each line as fit, below each other where they are of about one width; nil if some element
  /// isn't a short leaf.
  private func filled(_ list: [Snapshot], margin: String) -> [StyledText]? {
    var cells: [StyledText] = []
    for element in list {
      guard let part = leaf(element), part.width <= 32 else { return nil }
      cells.append(part)
    }
    guard !cells.isEmpty else { return [] }
    let widest = cells.map(\.width).max()!, mean = Double(cells.reduce(0) { $0 + $1.width }) / Double(cells.count)
    let columns = max(1, (appearance.width - margin.utf8.count + 1) / (widest + 2))
    let isAligned = columns > 1 && Double(widest) <= 1.6 * mean + 2
    let isRight = list.allSatisfy(\.isNumber)
    var result: [StyledText] = []
    var line = StyledText(margin), count = 0
    for (i, cell) in cells.enumerated() {
      if count > 0, isAligned ? count == columns : line.width + cell.width + 2 > appearance.width {
        result.append(line)
        (line, count) = (StyledText(margin), 0)
      }
      if count > 0 { line.append(" ") }
      let padding = String(repeating: " ", count: isAligned ? widest - cell.width : 0)
      if isRight { line.append(padding) }
      line.append(cell)
      line.append(",")
      if !isRight, count + 1 < columns, i + 1 < cells.count { line.append(padding) }
      count += 1
    }
    result.append(line)
    return result
  }
}
