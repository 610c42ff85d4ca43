import Charts
import Testing

private func plot(_ call: String) throws -> Program.Outcome { try Program.run(["-e", call]) }

struct PlotTests {
  @Test func `numbers are drawn as what they are`() throws {
    let curve = try plot("plot({ 1, 2, 3 }, { height = 3, width = 30, ascii = true, title = 'T' })")
    #expect(curve.status == 0 && curve.output.hasPrefix("T\n") && curve.output.contains("*"), "\(curve.complaints)")
    let map = try plot("plot(matrix.identity(3))").output
    #expect(map.hasPrefix("1 │████        │\n2 │    ████    │\n3 │        ████│\n"), "\(map)")
    let histogram = try plot("plot{ histogram = { 1, 2, 2, 3 }, bins = 3 }").output
    #expect(histogram == (try Program.run(["-e", "print(chart.histogram({ 1, 2, 2, 3 }, { bins = 3, width = 80 }))"])).output)
    #expect(try plot("plot({ up = { 1, 2 }, down = { 2, 1 } })").output.contains("down"))
    #expect(try plot("plot({ 1, 2, 3 }, { 1, 4, 9 }, { kind = 'scatter' })").status == 0)
    #expect(try plot("plot({ a = 1, b = 2 }, { kind = 'bars' })").output.contains("a ▏"))
    #expect(try plot("plot(vector.new{})").output == "(no data)\n")
    let day = try plot("plot(colony.new{ nodes = 16, tasks = 200 }:run(), { width = 60 })").output
    for title in ["accuracy", "latency (s)", "price (µrUv a unit)", "utilization of the pool"] { #expect(day.contains(title + "\n")) }
  }

  @Test(arguments: [
    ("plot(1)", "'values' is a number"), ("plot({ 1 }, { 1, 2 })", "x has 1 elements, y 2"), ("plot({ 1 }, { kidn = 1 })", "did you mean 'kind'"),
    ("plot({ 1 }, { kind = 'bar' })", "did you mean 'bars'"), ("plot({ 1 }, { kind = 'heat' })", "a heat map is drawn of a matrix"),
    ("plot({ 1, 'x' })", "element 2 is a string"), ("plot({ 1 }, { height = 0 })", "expected, got 0"),
    ("plot(vector.zeros(1000), { kind = 'bars' })", "histogram"),
  ])
  func `what can't be drawn is refused by name`(call: String, part: String) throws {
    let outcome = try plot(call)
    #expect(outcome.status == 1 && outcome.complaints.contains(part), "\(outcome.complaints)")
  }
}

@Test(arguments: [20, 40, 80])
func `a heat map keeps to its width, and averages what does not fit`(width: Int) {
  let values = (0..<60 * 300).map { Double($0 % 300) }
  for isUnicode in [true, false] {
    let text = HeatMap(values, columns: 300, width: width, height: 10).text(Style(isUnicode: isUnicode))
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.count == 12)
    #expect(lines.dropLast().allSatisfy { displayWidth($0) <= width }, "\(text)")
    #expect(lines[0].contains(isUnicode ? "█" : "@") && lines[0].contains(isUnicode ? "░" : "-"))
  }
}
