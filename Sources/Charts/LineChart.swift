/// One curve. Points that are not finite leave a gap.
public struct Series: Sendable {
  public var name: String
  public var x: [Double]
  public var y: [Double]

  /// - Parameter x: as many as `y`; 1, 2, 3 … when left out.
  public init(name: String = "", x: [Double]? = nil, y: [Double]) {
    self.name = name
    self.x = x ?? y.indices.map { Double($0 + 1) }
    self.y = y
    precondition(self.x.count == y.count)
  }
}

/// Curves over one pair of axes, each named where it ends.
public struct LineChart: Sendable {
  public var series: [Series]
  public var title: String?
  public var xLabel: String?
  public var yLabel: String?
  /// The whole chart, in characters; axes and names included.
  public var width: Int
  /// The plot alone, in lines.
  public var height: Int
  public var yMin: Double?
  public var yMax: Double?
  /// Whether a line joins neighbouring points.
  public var isConnected = true

  public init(
    _ series: [Series], title: String? = nil, xLabel: String? = nil, yLabel: String? = nil, width: Int = 80,
    height: Int = 12, yMin: Double? = nil, yMax: Double? = nil
  ) {
    self.series = series
    self.title = title
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.width = width
    self.height = height
    self.yMin = yMin
    self.yMax = yMax
  }

  /// Lines of text, joined by newlines, none at the end.
  ///
  /// - Complexity: O(points + width · height)
  public func text(_ style: Style = Style()) -> String {
    let series = series.map { Series(name: $0.name, x: $0.x.map(\.drawable), y: $0.y.map(\.drawable)) }
    let points = series.map { one in zip(one.x, one.y).filter { $0.0.isFinite && $0.1.isFinite } }
    let height = max(2, height)
    guard
      let y = Axis(covering: points.joined().lazy.map(\.1), low: yMin, high: yMax, ticks: max(1, height / 3), isWidened: true),
      let x = Axis(covering: points.joined().lazy.map(\.0), ticks: max(1, width / 14), isWidened: false)
    else { return ([title.map(style.bold)].compactMap(\.self) + ["(no data)"]).joined(separator: "\n") }

    let margin = y.labels.map(displayWidth).max() ?? 0
    let longestName = (series.map { displayWidth($0.name) }.max() ?? 0) + (isAmbiguous(style) ? 4 : 0)
    let nameWidth = min(longestName, 24, max(0, width - margin - 24))
    let columns = max(8, width - margin - 2 - (nameWidth > 0 ? nameWidth + 1 : 0))
    var canvas = DotCanvas(columns: columns, rows: height, style)
    for (i, one) in series.enumerated() { draw(one, i, on: &canvas, x, y) }

    var lines: [String] = []
    if let title { lines.append(style.bold(title)) }
    if let yLabel { lines.append(style.dim(yLabel)) }
    let names = endNames(y, nameWidth, style)
    var tickRows: [Int: String] = [:]
    for (tick, label) in zip(y.ticks, y.labels) { tickRows[row(y.position(tick), height)] = label }
    for row in 0..<height {
      let edge = tickRows[row] == nil ? (style.isUnicode ? "│" : "|") : (style.isUnicode ? "┤" : "+")
      let left = style.dim((tickRows[row] ?? "").rightAligned(margin) + " " + edge)
      lines.append((left + canvas.text(row: row) + (names[row].map { " " + $0 } ?? "")).trimmedRight)
    }
    lines += xAxis(x, margin, columns, style)
    if let xLabel { lines.append(spaces(margin + 2) + style.dim(xLabel.centered(columns).trimmedRight)) }
    return lines.joined(separator: "\n")
  }

  private func row(_ position: Double, _ rows: Int) -> Int { Int(((1 - position) * Double(rows - 1)).rounded()) }

  private func draw(_ one: Series, _ index: Int, on canvas: inout DotCanvas, _ x: Axis, _ y: Axis) {
    var last: (x: Double, y: Double)?
    for (px, py) in zip(one.x, one.y) {
      guard px.isFinite, py.isFinite else {
        last = nil
        continue
      }
      let here = (x: x.position(px), y: y.position(py))
      // A lone point is a line to itself.
      if let (a, b) = clip(isConnected ? last ?? here : here, here) {
        canvas.line(from: dot(a, canvas), to: dot(b, canvas), series: index)
      }
      last = here
    }
  }

  private func dot(_ point: (x: Double, y: Double), _ canvas: DotCanvas) -> (x: Int, y: Int) {
    (Int((point.x * Double(canvas.width - 1)).rounded()), Int(((1 - point.y) * Double(canvas.height - 1)).rounded()))
  }

  /// The part of a segment between the limits of the y axis; nil if none is.
  private func clip(_ a: (x: Double, y: Double), _ b: (x: Double, y: Double)) -> ((x: Double, y: Double), (x: Double, y: Double))? {
    func crossing(_ from: (x: Double, y: Double), _ to: (x: Double, y: Double)) -> (x: Double, y: Double) {
      let limit = min(1, max(0, from.y))
      guard limit != from.y else { return from }
      return (from.x + (to.x - from.x) * (limit - from.y) / (to.y - from.y), limit)
    }
    if max(a.y, b.y) < 0 || min(a.y, b.y) > 1 { return nil }
    return (crossing(a, b), crossing(b, a))
  }

  /// Each series' name, at the row where the curve ends or the nearest free one.
  private func endNames(_ y: Axis, _ width: Int, _ style: Style) -> [Int: String] {
    guard width > 0 else { return [:] }
    let canvas = DotCanvas(columns: 1, rows: 1, style)
    var names: [Int: String] = [:]
    for (i, one) in series.enumerated() where !one.name.isEmpty {
      guard let end = one.y.last(where: { $0.drawable.isFinite }) else { continue }
      let wanted = row(min(1, max(0, y.position(end))), max(2, height))
      let free = (0..<max(2, height)).filter { names[$0] == nil }.min { abs($0 - wanted) < abs($1 - wanted) }
      guard let free else { break }
      let mark = isAmbiguous(style) ? canvas.sample(series: i) + " " : ""
      names[free] = style.colored(mark + clipped(one.name, to: width - displayWidth(mark), style), i)
    }
    return names
  }

  /// Whether names need a sample of their curve beside them.
  private func isAmbiguous(_ style: Style) -> Bool { !style.isColored && series.count > 1 && series.contains { !$0.name.isEmpty } }

  private func xAxis(_ x: Axis, _ margin: Int, _ columns: Int, _ style: Style) -> [String] {
    var line = Array(repeating: style.isUnicode ? "─" : "-", count: columns)
    var labels = ""
    for (tick, label) in zip(x.ticks, x.labels) {
      let column = Int((x.position(tick) * Double(columns - 1)).rounded())
      let start = min(max(0, column - displayWidth(label) / 2), columns - displayWidth(label))
      guard start > displayWidth(labels) || labels.isEmpty, start >= 0 else { continue }
      line[column] = style.isUnicode ? "┬" : "+"
      labels += spaces(start - displayWidth(labels)) + label
    }
    let corner = style.isUnicode ? "└" : "+"
    return [style.dim(spaces(margin + 1) + corner + line.joined()), style.dim(spaces(margin + 2) + labels)]
  }
}
