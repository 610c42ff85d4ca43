/// A matrix as shades, from its least element to its greatest. What isn't finite is blank.
public struct HeatMap: Sendable {
  /// Row after row.
  public var values: [Double]
  public var columns: Int
  public var title: String?
  /// The whole map, in characters.
  public var width: Int
  /// At most so many lines of shades; rows beyond are averaged.
  public var height: Int

  /// - Precondition: `values` are whole rows of `columns`.
  public init(_ values: [Double], columns: Int, title: String? = nil, width: Int = 80, height: Int = 24) {
    precondition(columns > 0 && values.count.isMultiple(of: columns))
    self.values = values
    self.columns = columns
    self.title = title
    self.width = width
    self.height = height
  }

  /// Lines of text, joined by newlines, none at the end.
  ///
  /// - Complexity: O(*n*)
  public func text(_ style: Style = Style()) -> String {
    let rows = values.count / columns
    let finite = values.lazy.map(\.drawable).filter(\.isFinite)
    let top = title.map { [style.bold($0)] } ?? []
    guard rows > 0, let least = finite.min(), let greatest = finite.max() else { return (top + ["(no data)"]).joined(separator: "\n") }
    let shades = Array(style.isUnicode ? " ░▒▓█" : " .:-=+*#%@")
    let margin = String(rows).count
    let room = max(8, width - margin - 3)
    let shownColumns = min(columns, room), shownRows = min(rows, max(1, height))
    let cellWidth = max(1, min(4, room / shownColumns))
    let edge = style.dim(style.isUnicode ? "│" : "|")
    var lines = top
    for row in 0..<shownRows {
      let first = row * rows / shownRows, last = (row + 1) * rows / shownRows
      var line = ""
      for column in 0..<shownColumns {
        let mean = mean(rows: first..<last, columns: column * columns / shownColumns..<(column + 1) * columns / shownColumns)
        let level = greatest > least ? (mean - least) / (greatest - least) : 0.5
        let shade = mean.isFinite ? shades[min(shades.count - 1, Int(level * Double(shades.count)))] : " "
        line += String(repeating: String(shade), count: cellWidth)
      }
      lines.append(style.dim(String(first + 1).rightAligned(margin)) + " " + edge + style.colored(line, 0) + edge)
    }
    let last = String(columns), used = shownColumns * cellWidth
    lines.append(style.dim(spaces(margin + 2) + "1" + last.rightAligned(max(last.count + 1, used - 1))))
    let ends = [fixed(least, readableDecimals([least])), fixed(greatest, readableDecimals([greatest]))]
    lines.append(spaces(margin + 2) + ends[0] + " " + style.colored(String(shades), 0) + " " + ends[1])
    return lines.joined(separator: "\n")
  }

  private func mean(rows: Range<Int>, columns range: Range<Int>) -> Double {
    var sum = 0.0, count = 0
    for row in rows {
      for column in range where values[row * columns + column].drawable.isFinite {
        sum += values[row * columns + column].drawable
        count += 1
      }
    }
    return count > 0 ? sum / Double(count) : .nan
  }
}
