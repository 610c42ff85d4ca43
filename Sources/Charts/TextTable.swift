/// Rows under named columns: units in the header, numbers aligned at the point.
public struct TextTable: Sendable {
  public struct Column: Sendable {
    public enum Alignment: Sendable { case left, right }
    public var name: String
    public var unit: String?
    /// After the point; enough for four significant ones when nil.
    public var digits: Int?
    /// Numbers right, text left, when nil.
    public var alignment: Alignment?

    public init(_ name: String, unit: String? = nil, digits: Int? = nil, alignment: Alignment? = nil) {
      self.name = name
      self.unit = unit
      self.digits = digits
      self.alignment = alignment
    }
  }

  public enum Cell: Sendable, Equatable {
    case text(String)
    case integer(Int64)
    case number(Double)
    case missing
  }

  public var title: String?
  public var columns: [Column]
  public var rows: [[Cell]]

  /// Rows shorter than the columns miss their last cells.
  public init(title: String? = nil, columns: [Column], rows: [[Cell]]) {
    self.title = title
    self.columns = columns
    self.rows = rows
  }

  /// Lines of text, joined by newlines, none at the end.
  public func text(_ style: Style = Style()) -> String {
    var header = "", rule = ""
    var lines = Array(repeating: "", count: rows.count)
    for (i, column) in columns.enumerated() {
      let cells = rows.map { i < $0.count ? $0[i] : .missing }
      let texts = formatted(cells, column, style)
      let heading = column.name + (column.unit.map { " (\($0))" } ?? "")
      let width = max(displayWidth(heading), texts.map(displayWidth).max() ?? 0)
      let isRight = column.alignment.map { $0 == .right } ?? cells.allSatisfy(\.isNumeric)
      let gap = i == 0 ? "" : "  "
      header += gap + (isRight ? heading.rightAligned(width) : heading.leftAligned(width))
      rule += gap + String(repeating: style.isUnicode ? "─" : "-", count: width)
      for (row, text) in texts.enumerated() { lines[row] += gap + (isRight ? text.rightAligned(width) : text.leftAligned(width)) }
    }
    let top = (title.map { [style.bold($0)] } ?? []) + [style.bold(header.trimmedRight), style.dim(rule)]
    return (top + lines.map(\.trimmedRight)).joined(separator: "\n")
  }

  private func formatted(_ cells: [Cell], _ column: Column, _ style: Style) -> [String] {
    let numbers = cells.compactMap { if case .number(let number) = $0 { number } else { nil } }
    let decimals = column.digits ?? readableDecimals(numbers)
    return cells.map { cell in
      switch cell {
      case .text(let text): text
      case .missing: style.isUnicode ? "–" : "-"
      case .number(let number): fixed(number, decimals)
      // Among fractions an integer keeps its place by blanks, so that units stand under units.
      case .integer(let integer): "\(integer)" + (numbers.isEmpty || decimals == 0 ? "" : spaces(decimals + 1))
      }
    }
  }
}

extension TextTable.Cell {
  fileprivate var isNumeric: Bool { if case .text = self { false } else { true } }
}
