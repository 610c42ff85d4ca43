/// A figure in gnuplot's language, its data included, that draws itself as SVG.
public struct GnuplotScript: Sendable {
  public var text: String

  /// - Parameter width: in pixels; the height follows at 16:9.
  public init(_ chart: LineChart, output path: String, width: Int = 800) {
    text = Self.preamble(path, title: chart.title, width: width)
    if let label = chart.xLabel { text += "set xlabel \(quoted(label))\n" }
    if let label = chart.yLabel { text += "set ylabel \(quoted(label))\n" }
    text += "set yrange [\(chart.yMin.map { "\($0)" } ?? "*"):\(chart.yMax.map { "\($0)" } ?? "*")]\n"
    for (i, one) in chart.series.enumerated() {
      text += "$data\(i) << EOD\n"
      for (x, y) in zip(one.x, one.y) {
        text += x.isFinite && y.isFinite ? "\(x) \(y)\n" : "\n"  // a blank line is a gap
      }
      text += "EOD\n"
    }
    let curves = chart.series.enumerated().map { i, one in
      "$data\(i) with lines linestyle \(i % Self.colors.count + 1) " + (one.name.isEmpty ? "notitle" : "title \(quoted(one.name))")
    }
    text += "plot \(curves.joined(separator: ", "))\n"
  }

  /// - Parameter width: in pixels; the height follows at 16:9.
  public init(_ chart: BarChart, output path: String, width: Int = 800) {
    text = Self.preamble(path, title: chart.title, width: width)
    if let unit = chart.unit { text += "set ylabel \(quoted(unit))\n" }
    text += "set style fill solid 0.8 noborder\nset boxwidth 0.7\nset xtics nomirror rotate by -30\nset yrange [\(chart.bars.contains { $0.value < 0 } ? "*" : "0"):*]\n"
    text += "$data << EOD\n"
    for (i, bar) in chart.bars.enumerated() where bar.value.isFinite {
      let interval = bar.interval ?? bar.value...bar.value
      text += "\(i) \(bar.value) \(interval.lowerBound) \(interval.upperBound) \(quotedDatum(bar.label))\n"
    }
    text += "EOD\nplot $data using 1:2:xtic(5) with boxes linestyle 1 notitle"
    if chart.bars.contains(where: { $0.interval != nil }) { text += ", $data using 1:2:3:4 with yerrorbars linecolor 'black' pointtype 0 notitle" }
    text += "\n"
  }

  /// The palette of Okabe and Ito, which colour-blind readers can tell apart.
  private static let colors = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]

  private static func preamble(_ path: String, title: String?, width: Int) -> String {
    var text = """
      set terminal svg noenhanced size \(width),\(width * 9 / 16) font 'sans,14' background 'white'
      set output \(quoted(path))
      set border 3 linecolor '#555555'
      set tics nomirror
      set grid ytics linecolor '#DDDDDD'
      set key outside right top

      """
    for (i, color) in colors.enumerated() { text += "set style line \(i + 1) linecolor '\(color)' linewidth 2\n" }
    if let title { text += "set title \(quoted(title))\n" }
    return text
  }
}

/// Single quotes: gnuplot reads nothing inside them but a doubled quote.
private func quoted(_ text: String) -> String {
  "'" + text.map { $0 == "'" ? "''" : $0.isNewline ? " " : String($0) }.joined() + "'"
}

/// Inside data, double quotes hold a word together and can't be escaped.
private func quotedDatum(_ text: String) -> String {
  "\"" + text.map { $0 == "\"" ? "'" : $0.isNewline ? " " : String($0) }.joined() + "\""
}
