import Interface
import LuaRuntime
import REPL
import Testing

private final class Gauge: Describable {
  static var className: String { "gauge" }
  var card: Card { Card("gauge", ["at 40%", "of 12 units"], parts: [.bar("level", 0.4, ["40%"]), .row("units", ["12"])]) }
}

private let gauges = Module(
  "gauge", "Gauges.",
  functions: [Function("new", "A gauge.", returns: Parameter("gauge", .object("gauge")), example: "gauge.new()") { Gauge() }],
  classes: [Class("gauge", "A gauge.", operators: [.card(of: Gauge.self, example: "tostring(gauge.new())")])])

private func shown(_ text: String, _ appearance: Appearance = Appearance()) throws -> String {
  let state = try LuaState(.trusted { _ in })
  try state.install(modules: [gauges])
  switch Evaluation(state, appearance).run(text, width: appearance.width) {
  case .success(let text): return text
  case .failure(let report): return report.text
  }
}

@Test func `an object is shown as its card, at the session's width, in its characters and colours`() throws {
  #expect(try shown("gauge.new()", Appearance(width: 60)) == "gauge  at 40%  of 12 units\n  level  ██████▊··········  40%\n  units  12")
  #expect(try shown("gauge.new()", Appearance(hasUnicode: false, width: 24)) == "gauge  at 40%\n  of 12 units\n  level  [###.....]  40%\n  units  12")
  #expect(try shown("gauge.new()", Appearance(hasColour: true)).hasPrefix("\u{1B}[1mgauge\u{1B}[0m  at 40%"))
  #expect(try shown("tostring(gauge.new()) == tostring(gauge.new())") == "true")
}

@Test func `a function shows the name it is reached by`() throws {
  #expect(try shown("print") == "function print")
  #expect(try shown("string.rep") == "function string.rep")
  #expect(try shown("gauge.new") == "function gauge.new")
  #expect(try shown("(function() function mine() end return mine end)()") == "function mine <input 1:1>")
  #expect(try shown("function() end") == "function <input 1:1>")
}

@Test func `among other results and in tables it keeps its place`() throws {
  #expect(try shown("1, gauge.new()", Appearance(width: 60)).hasPrefix("1\ngauge  at 40%"))
  #expect(try shown("{ g = gauge.new() }") == "{ g = gauge  at 40%  of 12 units }")
  #expect(try shown("io.stdout").hasPrefix("FILE*"))
}
