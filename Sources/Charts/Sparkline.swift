/// `values` as a row of little bars, from the least to the greatest. Gaps are blank.
///
/// - Parameter width: in characters; neighbours are averaged to fit. As many as values when nil or more.
/// - Complexity: O(*n*)
public func sparkline(_ values: [Double], width: Int? = nil, _ style: Style = Style()) -> String {
  let cells = averaged(values, into: min(values.count, max(1, width ?? values.count)))
  let finite = cells.filter(\.isFinite)
  guard let least = finite.min(), let greatest = finite.max() else { return spaces(cells.count) }
  let levels = Array(style.isUnicode ? "▁▂▃▄▅▆▇█" : "_.-=+*#@")
  let bars = cells.map { cell -> String in
    guard cell.isFinite else { return " " }
    let height = greatest > least ? (cell - least) / (greatest - least) : 0.5
    return String(levels[min(levels.count - 1, Int(height * Double(levels.count)))])
  }
  return style.colored(bars.joined(), 0)
}

/// The mean of the finite values in each of `count` equal stretches.
private func averaged(_ values: [Double], into count: Int) -> [Double] {
  (0..<count).map { i in
    let part = values[i * values.count / count..<(i + 1) * values.count / count].map(\.drawable).filter(\.isFinite)
    return part.isEmpty ? .nan : part.reduce(0) { $0 + $1 / Double(part.count) }
  }
}
