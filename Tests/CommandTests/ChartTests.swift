import Charts
import Testing

private let ascii = Style(isUnicode: false)

@Test func `a line chart names its curves where they end`() {
  let x = (0...40).map { Double($0) }
  let chart = LineChart(
    [Series(name: "up", x: x, y: x.map { $0 / 40 }), Series(name: "down", x: x, y: x.map { 1 - $0 / 40 })],
    title: "Crossing", xLabel: "time (s)", yLabel: "share", width: 48, height: 5)
  #expect(
    chart.text() == """
      Crossing
      share
      1 ┤⠉ ⠒ ⠤ ⡀                      ⣀⡠⠤⠔⠒⠉⠉ ⠒⠒⠒ up
        │      ⠈ ⠑ ⠢ ⣀         ⣀⡠⠤⠔⠒⠉⠉
        │              ⣉⡠⠶⠤⠴⠒⣉⠉
        │      ⢀⣀⡠⠤⠔⠒⠉⠉        ⠉ ⠒ ⠤ ⣀
      0 ┤⣀⡠⠤⠒⠒⠉⠁                       ⠑ ⠢ ⣀  ⠒ ⠒ down
        └┬─────────────────┬────────────────┬
         0                20               40
                       time (s)
      """)
  #expect(
    chart.text(ascii) == """
      Crossing
      share
      1 ++++++                           **** * up
        |    +++++++++          *********
        |             +++++++++*
        |     *********        +++++++++
      0 +*****                          +++++ + down
        ++-----------------+----------------+
         0                20               40
                       time (s)
      """)
}

@Test func `colour marks what is drawn and nothing else`() {
  let chart = LineChart([Series(x: [0, 1], y: [0, 1])], width: 24, height: 2)
  #expect(
    chart.text(Style(isColored: true)) == """
      \u{1B}[2m1 ┤\u{1B}[0m          \u{1B}[36m⢀⣀⣀⡠⠤⠤⠔⠒⠒⠊⠉\u{1B}[0m
      \u{1B}[2m0 ┤\u{1B}[0m\u{1B}[36m⣀⡠⠤⠤⠔⠒⠒⠊⠉⠉⠁\u{1B}[0m
      \u{1B}[2m  └┬───────────────────┬\u{1B}[0m
      \u{1B}[2m   0                   1\u{1B}[0m
      """)
}

@Test func `what lies outside the limits is cut, and what is missing is a gap`() {
  let chart = LineChart([Series(y: [0, 2, -2, 0, .nan, 1])], width: 30, height: 4, yMin: 0, yMax: 1)
  #expect(
    chart.text(ascii) == """
      1 +   *   *                  *
        |  *    *
        | *      *
      0 +*       *       *
        +---------------------+-----
                              5
      """)
}

@Test(arguments: [[], [.nan], [.infinity, -.infinity]] as [[Double]])
func `a chart of nothing says so`(values: [Double]) {
  #expect(LineChart([Series(y: values)], title: "Empty").text() == "Empty\n(no data)")
  #expect(Histogram(values).text(title: "Empty").hasPrefix("Empty\n(no data)"))
}

@Test(arguments: [0, 1, -3.5, 1e-9, 1e15] as [Double])
func `a constant has an axis around it`(value: Double) {
  let text = LineChart([Series(y: [value, value])], width: 40, height: 5).text()
  #expect(text.split(separator: "\n").count == 7)
  #expect(text.contains("⠤") || text.contains("⠒") || text.contains("⠉") || text.contains("⣀"))
}

@Test func `every line of a chart fits its width`() {
  for width in [24, 40, 80, 120] {
    let names = ["a rather long name of a series", "short"]
    let chart = LineChart(
      names.enumerated().map { i, name in Series(name: name, y: (0..<500).map { Double(($0 * (i + 7)) % 97) * 1234 }) }, width: width)
    for line in chart.text().split(separator: "\n") { #expect(displayWidth(String(line)) <= width) }
    let bars = BarChart(names.map { Bar($0, 12345.678, interval: 12000...13000) }, unit: "rUv", width: max(60, width))
    for line in bars.text().split(separator: "\n") { #expect(displayWidth(String(line)) <= max(60, width)) }
  }
}

@Test func `bars start at a common zero and show their interval`() {
  let chart = BarChart(
    [Bar("vickrey", 12.5, interval: 11...14), Bar("first_price", 9.25), Bar("none", -2)], title: "Welfare", unit: "rUv", width: 60)
  #expect(
    chart.text() == """
      Welfare
      vickrey     ▏    ███████████████████ 12.50 rUv [11.00, 14.00]
      first_price ▏    ██████████████ 9.25 rUv
      none        ▏ ███ -2.00 rUv
      """)
}

@Test func `a histogram counts every finite value once`() {
  #expect(
    Histogram([1, 2, 2, 3, 3, 3, 9, .nan]).text(title: "Latency", unit: "ms", width: 40, ascii) == """
      Latency
      0 .. 2 ms  |##### 1
      2 .. 4 ms  |########################## 5
      4 .. 6 ms  | 0
      6 .. 8 ms  | 0
      8 .. 10 ms |##### 1
      (1 not finite)
      """)
  for n in [1, 2, 17, 1000] {
    let values = (0..<n).map { Double($0 * 7919 % 1009) * 0.37 - 50 }
    let histogram = Histogram(values)
    #expect(histogram.counts.reduce(0, +) == n)
    #expect(histogram.edges.first! <= values.min()! && values.max()! <= histogram.edges.last!)
  }
}

@Test func `a sparkline runs from the least to the greatest`() {
  #expect(sparkline([1, 2, .nan, 4, 8]) == "▁▂ ▄█")
  #expect(sparkline([1, 2, .nan, 4, 8], ascii) == "_. =@")
  #expect(sparkline((0..<100).map(Double.init), width: 8) == "▁▂▃▄▅▆▇█")
  #expect(sparkline([]) == "")
}

@Test func `a table puts units in the header and points under points`() {
  let table = TextTable(
    title: "Results",
    columns: [.init("policy"), .init("p95", unit: "ms", digits: 1), .init("tasks"), .init("café")],
    rows: [[.text("vickrey"), .number(12.25), .integer(13), .text("日本")], [.text("x"), .number(1309.5), .integer(120)]])
  #expect(
    table.text() == """
      Results
      policy   p95 (ms)  tasks  café
      ───────  ────────  ─────  ────
      vickrey      12.2     13  日本
      x          1309.5    120  –
      """)
}

@Test(arguments: [
  [-1e308, 1e308], [1.7e308, 1.7e308], [1e300, 1.000000000000001e300], [1e299, -1e299, 1e-299], [.leastNonzeroMagnitude, 0], [.leastNormalMagnitude / 8, .leastNormalMagnitude / 4],
  [9_007_199_254_740_992, 9_007_199_254_740_994], [-0.0, 0], [.nan, .infinity], [1e290, 1.1e290, 3],
])
func `values at the ends of what doubles hold are drawn, or left out`(values: [Double]) {
  for style in [Style(), Style(isUnicode: true)] {
    for limit in [nil, 0, 1e308, -1e308, .leastNonzeroMagnitude] as [Double?] {
      let line = LineChart([Series(name: "s", x: values, y: values)], yMin: limit, yMax: limit.map { -$0 }).text(style)
      #expect(line.split(separator: "\n").allSatisfy { displayWidth(String($0)) <= 80 })
    }
    #expect(!Histogram(values).text(style).isEmpty && !HeatMap(values, columns: 1).text(style).isEmpty && !sparkline(values, style).isEmpty)
    #expect(BarChart(values.map { Bar("b", $0) }).text(style).split(separator: "\n").count == values.count)
  }
}

@Test func `numbers are rounded to their nearest decimal`() {
  #expect(fixed(2.675, 2) == "2.67")  // the double is below 2.675
  #expect(fixed(-0.001, 2) == "0.00")
  #expect(fixed(1e20, 3) == "1e+20")
  #expect(fixed(.nan, 1) == "nan")
}

@Test(arguments: [("abc", 3), ("µrUv", 4), ("日本", 4), ("e\u{301}", 1), ("🐜", 2), ("\t", 0)])
func `text is as wide as a terminal shows it`(text: String, width: Int) {
  #expect(displayWidth(text) == width)
}

@Test func `gnuplot reads quotes and line breaks as text`() {
  let chart = LineChart([Series(name: "it's", x: [1, 2, 3], y: [1, .nan, 3])], title: "a\n'; system \"id\"", yLabel: "y")
  let script = GnuplotScript(chart, output: "/tmp/x'y.svg").text
  #expect(script.contains("set output '/tmp/x''y.svg'\n"))
  #expect(script.contains("set title 'a ''; system \"id\"'\n"))
  #expect(script.contains("1.0 1.0\n\n3.0 3.0\n"))
  #expect(script.hasSuffix("plot $data0 with lines linestyle 1 title 'it''s'\n"))
}
