import Interface
import LuaRuntime
import REPL
import Testing

private let quote = Function(
  "quote", "What a trade pays.", detail: "Rounds against the trader.", .number("amount", 0...100, unit: "µrUv", "what is paid in"),
  .optional(.integer("fee"), "30"), returns: Parameter("price", .integer, unit: "µrUv"), example: "economy.quote(10)"
) { amount, _ in Int64(amount) }

private let modules = [
  Module(
    "economy", "Markets.", functions: [quote], constants: [Constant("UNIT", "µrUv in a rUv.", .integer(1_000_000))],
    classes: [
      Class(
        "pool", "A pool.",
        methods: [Function("swap", "Trades.", .any("self"), .number("amount"), returns: Parameter("paid", .number), example: "p:swap(1)") { _, amount in amount }])
    ])
]

@Test(arguments: [
  ("economy.quote", "economy.quote(amount: number [, fee: integer]) → price: integer"),
  ("quote", "economy.quote(amount: number [, fee: integer]) → price: integer"),
  ("pool:swap", "pool:swap(amount: number) → paid: number"), ("pool.swap", "pool:swap(amount: number) → paid: number"),
  ("pool", "pool: A pool."), ("economy", "economy: Markets."), ("econmy", "no help on 'econmy': did you mean 'economy'?"),
  ("kind", "A kind."), ("", "Enter an expression to see its value, or any Lua. Ctrl-C stops what runs."),
])
func `a name finds its help`(name: String, firstLine: String) {
  let text = HelpIndex(modules) { $0 == "kind" ? "A kind." : nil }.text(on: name)
  #expect(text.split(separator: "\n").first.map(String.init) == firstLine)
}

@Test func `without Unicode help stays readable`() {
  #expect(Appearance(hasUnicode: false).encoded("0…1 µrUv → 2×3 日") == "0...1 urUv -> 2x3 ?")
}

@Test func `evaluation keeps the latest results, and shows a function's source`() throws {
  let state = try LuaState(.trusted { _ in })
  let evaluation = Evaluation(state, Appearance())
  func run(_ text: String) -> String {
    switch evaluation.run(text) {
    case .success(let text): text
    case .failure(let report): report.text
    }
  }
  #expect(run("1, 2") == "1, 2")
  #expect(run("'x';") == "")
  #expect(run("_, _1, _2, _3, rawget(_G, '_4')") == #""x", "x", 1, 2, nil"#)
  for i in 0..<20 { _ = run("{ \(i) }") }
  #expect(run("_9, rawget(_G, '_10')") == "{ 11 }, nil")
  #expect(run("function f(a)\n  return a\nend") == "")
  #expect(run("??f") == "-- input 25:1\nfunction f(a)\n  return a\nend")
  #expect(run("??print").hasPrefix("no help on 'print'"))
  #expect(run("error({ code = 7 })").contains("code = 7"))
}

@Test func `an incomplete block asks for more, whatever it is`() throws {
  let evaluation = Evaluation(try LuaState(.trusted { _ in }), Appearance())
  for text in ["do", "f(", "x = {", "1 +", "function f()", "if x then", "[[ long", "--[[ remark", "local x =", "x = 'continued\\"] {
    #expect(evaluation.isIncomplete(text), "\(text)")
  }
  for text in ["", "x", "x = 1", "x = = 1", "end", "'open", "1 1", "-- remark", "?f", "return"] {
    #expect(!evaluation.isIncomplete(text), "\(text)")
  }
}

@Test func `no leak: ten thousand lines leave the state as small as before`() throws {
  let state = try LuaState(.trusted { _ in })
  let evaluation = Evaluation(state, Appearance())
  func run(_ count: Int) {
    for i in 0..<count {
      _ = evaluation.run("t = { \(i), 'x' }; return t, function() end")
      if i.isMultiple(of: 7) { _ = evaluation.run("error('x')") }
      if i.isMultiple(of: 11) { _ = evaluation.run("1 1") }
    }
    _ = evaluation.run("collectgarbage() collectgarbage()")
  }
  run(500)
  let before = state.memory
  run(10_000)
  #expect(state.memory - before < 20_000)
}
