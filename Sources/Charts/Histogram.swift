import Glibc

/// How often values fall into ranges of equal width with round ends.
public struct Histogram: Sendable {
  /// `edges.count == counts.count + 1`; a range holds its lower end, and the last one also its upper.
  public private(set) var edges: [Double] = []
  public private(set) var counts: [Int] = []
  /// Values that are not finite; they are in no range.
  public private(set) var excluded = 0

  /// - Parameter bins: about how many ranges; by the rule of Freedman and Diaconis (5 … 20) when left out.
  /// - Complexity: O(*n* log *n*)
  public init(_ values: [Double], bins: Int? = nil) {
    let sorted = values.map(\.drawable).filter(\.isFinite).sorted()
    excluded = values.count - sorted.count
    guard let least = sorted.first, let greatest = sorted.last else { return }
    let isConstant = !(greatest - least > 1e-12 * max(abs(least), abs(greatest)))
    let range = isConstant ? max(1, abs(least) * 0.1) : greatest - least
    let step = roundStep(range / Double(max(1, bins ?? Self.defaultBins(sorted, range))))
    let first = floor(least / step)
    let count = max(1, Int(ceil((greatest - first * step) / step - 1e-9)))
    edges = (0...count).map { (first + Double($0)) * step }
    counts = Array(repeating: 0, count: count)
    for value in sorted { counts[min(count - 1, max(0, Int(value / step - first)))] += 1 }
  }

  private static func defaultBins(_ sorted: [Double], _ range: Double) -> Int {
    let spread = sorted[(sorted.count - 1) * 3 / 4] - sorted[(sorted.count - 1) / 4]
    let width = 2 * spread / cbrt(Double(sorted.count))
    return width > 0 ? min(20, max(5, Int(min(1e6, range / width)))) : 10
  }

  /// Lines of text, joined by newlines, none at the end.
  public func text(title: String? = nil, unit: String? = nil, width: Int = 80, _ style: Style = Style()) -> String {
    guard counts.count > 0 else { return BarChart([], title: title, width: width).text(style) }
    let labels = tickLabels(edges, step: edges[1] - edges[0])
    let bars = counts.enumerated().map { i, count in
      Bar("\(labels[i]) \(style.isUnicode ? "–" : "..") \(labels[i + 1])" + (unit.map { " " + $0 } ?? ""), Double(count))
    }
    let note = excluded > 0 ? "\n(\(excluded) not finite)" : ""
    return BarChart(bars, title: title, width: width).text(style) + note
  }
}
