import Charts

extension Card {
  /// The whole card, as lines joined by newlines, none at the end and none wider than `width`.
  public func text(width: Int = 80, hasUnicode: Bool = true, hasColour: Bool = false) -> String {
    let layout = Layout(width: max(width, 20), style: Style(isUnicode: hasUnicode, isColored: hasColour))
    return layout.lines(self).joined(separator: "\n")
  }

  /// The headline alone, cut to `width` columns.
  public func headline(width: Int, hasUnicode: Bool = true) -> String {
    let style = Style(isUnicode: hasUnicode)
    var line = style.encoded(title)
    for fact in facts.map(style.encoded) where !fact.isEmpty {
      guard displayWidth(line) + 2 + displayWidth(fact) <= width else { break }
      line += "  " + fact
    }
    return clipped(line, to: width, style)
  }
}

private struct Layout {
  let width: Int
  let style: Style

  func lines(_ card: Card) -> [String] {
    let labelWidth = card.parts.map { displayWidth(label(of: $0)) }.max() ?? 0
    var head = flow([style.encoded(card.title)] + card.facts.map(style.encoded), first: 0, others: 2)
    head[0] = emphasised(head[0], style.encoded(card.title))
    return head + card.parts.flatMap { lines($0, labelWidth) }
  }

  private func label(of part: Card.Part) -> String {
    switch part {
    case .row(let label, _), .bar(let label, _, _), .course(let label, _, _): style.encoded(label)
    case .table, .corner: ""
    }
  }

  private func lines(_ part: Card.Part, _ labelWidth: Int) -> [String] {
    let margin = labelWidth == 0 ? 2 : labelWidth + 4
    let name = label(of: part)
    let label = "  " + style.dim(name) + spaces(margin - 2 - displayWidth(name))
    /// A figure, and what is said beside it.
    func figure(_ drawn: String, _ cells: Int, _ facts: [String]) -> [String] {
      var rest = flow(facts.map(style.encoded), first: margin + cells + 2, others: margin)
      if facts.isEmpty { rest = [""] }
      return ([label + drawn + (rest[0].isEmpty ? "" : "  " + rest[0])] + rest.dropFirst().map { spaces(margin) + $0.trimmedLeft }).map(\.trimmedRight)
    }
    switch part {
    case .row(_, let facts):
      let rest = flow(facts.map(style.encoded), first: margin, others: margin)
      return [(label + (rest.first ?? "")).trimmedRight] + rest.dropFirst().map { spaces(margin) + $0.trimmedLeft }
    case .bar(_, let share, let facts):
      let cells = max(8, min(24, (width - margin) / 3))
      return figure(style.colored(progressBar(share, cells: cells, style), 0), cells + (style.isUnicode ? 0 : 2), facts)
    case .course(_, let values, let facts):
      let cells = min(values.count, max(8, min(40, (width - margin) * 2 / 3)))
      return figure(sparkline(values, width: cells, style), cells, facts)
    case .table(let columns, let rows, let omitted): return table(columns, rows, omitted)
    case .corner(let cells, let columns): return corner(cells, columns)
    }
  }

  private func emphasised(_ line: String, _ title: String) -> String {
    line.hasPrefix(title) ? style.bold(title) + line.dropFirst(title.count) : style.bold(line)
  }

  /// Facts one after the other, as many on a line as fit; those too long for a line break between words.
  ///
  /// - Returns: lines, of which all but the first start with `others` blanks.
  private func flow(_ facts: [String], first: Int, others: Int) -> [String] {
    var lines = [""], used = first
    func begin() {
      lines.append(spaces(others))
      used = others
    }
    var isFresh = true
    for fact in facts where !fact.isEmpty {
      let length = displayWidth(fact)
      if !isFresh, used + 2 + length > width {
        begin()
        isFresh = true
      }
      var separator = isFresh ? "" : "  "
      if used + separator.count + length <= width {
        lines[lines.count - 1] += separator + fact
        used += separator.count + length
      } else {
        for word in fact.split(separator: " ").map({ clipped(String($0), to: max(8, width - others), style) }) {
          if used + separator.count + displayWidth(word) > width, !isFresh || used > others {
            begin()
            separator = ""
          }
          lines[lines.count - 1] += separator + word
          used += separator.count + displayWidth(word)
          separator = " "
        }
      }
      isFresh = false
    }
    return lines
  }

  /// The columns that fit, from the left.
  private func table(_ columns: [Card.Column], _ rows: [[String]], _ omitted: Int) -> [String] {
    let header = columns.map { style.encoded($0.name) }
    let rows = rows.map { $0.map(style.encoded) }
    let widths = columns.indices.map { i in rows.reduce(displayWidth(header[i])) { max($0, i < $1.count ? displayWidth($1[i]) : 0) } }
    var count = 0, used = 0
    while count < columns.count, count == 0 || used + 2 + widths[count] <= width {
      used += 2 + widths[count]
      count += 1
    }
    func line(_ cells: [String]) -> String {
      (0..<count).map { i in
        let cell = clipped(i < cells.count ? cells[i] : "", to: width - 2, style)
        return "  " + (columns[i].isRightAligned ? cell.rightAligned(widths[i]) : cell.leftAligned(widths[i]))
      }.joined().trimmedRight
    }
    var lines = header.allSatisfy(\.isEmpty) ? [] : [style.dim(line(header))]
    lines += rows.map(line)
    if omitted > 0 { lines.append(style.dim(style.encoded("  … (+\(Readable.count(omitted)) more)"))) }
    return lines
  }

  /// As many of the first columns as fit, and the last.
  private func corner(_ cells: [[String]], _ columns: Int) -> [String] {
    let full = cells.filter { !$0.isEmpty }
    guard let shown = full.first?.count, shown > 0 else { return [] }
    let ellipsis = style.isUnicode ? "…" : "..."
    let widths = (0..<shown).map { j in full.map { displayWidth($0[j]) }.max()! }
    func total(_ count: Int) -> Int {
      let all = count == shown && shown == columns
      return widths[..<count].reduce(0) { $0 + 2 + $1 } + (all || count == shown - 1 && shown == columns ? 0 : 2 + displayWidth(ellipsis))
        + (all ? 0 : 2 + widths[shown - 1])
    }
    var count = shown == columns ? shown : shown - 1
    while count > 1, total(count) > width { count -= 1 }
    let isWhole = count == shown && shown == columns
    return cells.map { row in
      guard !row.isEmpty else { return "  " + style.dim(style.isUnicode ? "⋮" : ":") }
      var line = (0..<count).map { "  " + row[$0].rightAligned(widths[$0]) }.joined()
      if !isWhole {
        if count < columns - 1 { line += "  " + style.dim(ellipsis) }
        line += "  " + row[shown - 1].rightAligned(widths[shown - 1])
      }
      return line
    }
  }
}

extension String {
  fileprivate var trimmedLeft: String { String(drop { $0 == " " }) }
}
