/// Text set in paragraphs and aligned rows that fit a width, down to about 30 columns.
public struct Page {
  public let width: Int
  public private(set) var lines: [String] = []

  public init(width: Int) { self.width = max(30, width) }

  public var text: String { lines.joined(separator: "\n") }

  /// A line that stays as it is, such as code.
  public mutating func line(_ text: String) { lines.append(text) }

  /// An empty line, unless there is one or nothing yet.
  public mutating func gap() {
    if lines.last.map({ !$0.isEmpty }) ?? false { lines.append("") }
  }

  /// Text broken between words; a line of it that starts with a space is code and stays as it is.
  ///
  /// - Parameter hanging: how much deeper the lines after the first stand.
  public mutating func paragraph(_ text: String, indent: Int = 0, hanging: Int = 0) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.first == " " {
        lines.append(String(repeating: " ", count: indent) + line)
      } else {
        lines += Self.wrapped(String(line), first: indent, rest: indent + hanging, width: width)
      }
    }
  }

  /// Rows whose cells stand under one another. The last column is prose: it is wrapped beside the others where there is
  /// room, else below them. Columns nobody fills are left out.
  public mutating func rows(_ rows: [[String]], indent: Int = 2) {
    guard let count = rows.map(\.count).max(), count > 0 else { return }
    let rows = rows.map { $0 + Array(repeating: "", count: count - $0.count) }
    let used = (0..<count - 1).filter { column in rows.contains { !$0[column].isEmpty } }
    let widths = used.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let start = indent + widths.reduce(0, +) + 2 * widths.count
    for row in rows {
      let prose = row[count - 1]
      var head = String(repeating: " ", count: indent)
      if width - start >= min(28, width / 2) {
        for (column, width) in zip(used, widths) { head += row[column] + String(repeating: " ", count: width - row[column].count + 2) }
        if prose.isEmpty {
          lines.append(Self.trimmed(head))
        } else {
          var text = Self.wrapped(prose, first: start, rest: start, width: width)
          text[0] = head + text[0].dropFirst(start)
          lines += text
        }
      } else {
        let cells = used.map { row[$0] }.filter { !$0.isEmpty }
        let depth = indent + (cells.first?.prefix { $0 == " " }.count ?? 0)  // of a row below another
        lines += Self.wrapped(cells.joined(separator: "  "), first: depth, rest: depth + 4, width: width)
        if !prose.isEmpty { lines += Self.wrapped(prose, first: depth + 4, rest: depth + 4, width: width) }
      }
    }
  }

  /// Broken between words, at least one a line.
  private static func wrapped(_ text: String, first: Int, rest: Int, width: Int) -> [String] {
    var result: [String] = []
    var line = String(repeating: " ", count: first), length = first, isEmpty = true
    // Two spaces between cells are kept where no line ends between them.
    for whole in text.split(separator: " ", omittingEmptySubsequences: false) {
      var word = whole, count = word.count
      while rest + count > width, rest < width {  // longer than a line: cut
        if !isEmpty { result.append(trimmed(line)) }
        let start = isEmpty ? length : rest
        let piece = word.prefix(max(1, width - start))
        result.append((isEmpty ? line : String(repeating: " ", count: rest)) + piece)
        word = word.dropFirst(piece.count)
        count = word.count
        (line, length, isEmpty) = (String(repeating: " ", count: rest), rest, true)
      }
      if !isEmpty, length + 1 + count > width {
        result.append(trimmed(line))
        (line, length, isEmpty) = (String(repeating: " ", count: rest), rest, true)
      }
      if isEmpty, count == 0 { continue }
      if !isEmpty {
        line += " "
        length += 1
      }
      line += word
      length += count
      isEmpty = false
    }
    return result + [trimmed(line)]
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
