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
  ("pool", "pool: A pool."), ("economy.UNIT", "economy.UNIT = 1000000"), ("string.rep", "string.rep(s, n [, separator]) → string"), ("rep", "string.rep(s, n [, separator]) → string"),
  ("math.pi", "math.pi: number"), ("file:seek", "file:seek([whence [, offset]]) → integer"), ("economy", "economy: Markets."), ("econmy", "no help on 'econmy': did you mean 'economy'?"),
  ("kind", "A kind."), ("", "Enter an expression to see its value, or any Lua. Ctrl-C stops what runs."),
])
func `a name finds its help`(name: String, firstLine: String) {
  let text = HelpIndex(modules) { $0 == "kind" ? "A kind." : nil }.text(on: name)
  #expect(text.split(separator: "\n").first.map(String.init) == firstLine)
}

@Test func `a word finds names first, then summaries, then details, and no more than fit`() {
  let index = HelpIndex(modules)
  let lines = index.apropos("trade").split(separator: "\n").map(String.init)
  #expect(lines.map { $0.prefix { $0 != " " } } == ["pool:swap", "economy.quote"])
  #expect(index.apropos("quote").hasPrefix("economy.quote  What a trade pays."))
  #expect(index.apropos("a", width: 40, rows: 6).split(separator: "\n").count <= 7)
  #expect(index.apropos("a", width: 40, rows: 6).contains(" more)"))
  #expect(index.apropos("econmy") == "nothing has to do with 'econmy': did you mean 'economy'?")
}

@Test(arguments: [30, 40, 60, 100])
func `help is readable at any width`(width: Int) {
  let index = HelpIndex(modules)
  for topic in ["", "economy", "pool", "economy.quote", "string", "nonsense at all"] + index.topics.prefix(3) {
    for line in index.text(on: topic, width: width).split(separator: "\n") where !line.hasPrefix("  > ") { #expect(line.count <= width, "\(topic): \(line)") }
  }
}

@Test func `Lua's own library is all there, each entry once`() throws {
  let state = try LuaState(.trusted { _ in })
  let names = try state.load(
    """
    local all = {}
    for name, value in pairs(_G) do
      all[#all + 1] = name
      if type(value) == "table" and name ~= "_G" then for member in pairs(value) do all[#all + 1] = name .. "." .. member end end
    end
    return all
    """, chunkName: "=t"
  ).call([])
  guard case .table(let all)? = names.first else { throw ScriptError("no names") }
  let index = HelpIndex([])
  #expect(all.list.count > 140)
  for case .string(let name) in all.list where !name.hasPrefix("package.loaded.") { #expect(!index.text(on: name).hasPrefix("no help"), "\(name)") }
  #expect(Set(index.topics).count == index.topics.count)
}

@Test func `a variable is explained by what it holds, and none of its code runs`() throws {
  let state = try LuaState(.trusted { _ in })
  try state.install(modules: modules)
  let evaluation = Evaluation(state, Appearance(), HelpIndex(modules))
  func ask(_ text: String) throws -> String { try evaluation.run(text, width: 60).get() }
  _ = try ask("-- Adds.\n--- Twice, if asked.\nfunction add(a, b, ...)\n  return a + b\nend")
  _ = try ask("t = setmetatable({ inner = { f = add } }, { __index = function() rawset(_G, 'ran', true) end })")
  #expect(try ask("?add") == "add(a, b, ...)\n  Adds.\n  Twice, if asked.\n\n  at input 1:3; ??add shows its source")
  #expect(try ask("?t.inner.f").hasPrefix("t.inner.f(a, b, ...)"))
  #expect(try ask("??t.inner.f") == "-- input 1:3\nfunction add(a, b, ...)\n  return a + b\nend")
  #expect(try ask("?t.missing").hasPrefix("no help on 't.missing'"))
  #expect(try ask("?t.inenr") == "no help on 't.inenr': did you mean 't.inner'?")
  #expect(try ask("?adds") == "no help on 'adds': did you mean 'add'?")
  #expect(try ask("?t") == "t is a table")
  _ = try ask("quoted = economy.quote")
  #expect(try ask("?quoted").hasPrefix("economy.quote(amount: number"))
  #expect(try ask("??quoted").contains("declared in REPLTests/HelpTests.swift:"))
  #expect(try !ask("?quoted").contains("declared in"))
  #expect(try ask("?\"economy.quote\"") == ask("?economy.quote"))
  #expect(try ask("?string.rep()").hasPrefix("string.rep("))
  #expect(try ask("rawget(_G, 'ran')") == "nil")
}

@Test func `no question makes help fail or run code`() throws {
  let state = try LuaState(.trusted { _ in })
  try state.install(modules: modules)
  let evaluation = Evaluation(state, Appearance(), HelpIndex(modules))
  _ = try evaluation.run("setmetatable(_G, { __index = function() rawset(_G, 'ran', true) end }) b = setmetatable({}, getmetatable(_G)); x = b;").get()
  for seed in 0..<3000 as Range<UInt64> {
    var generator = SplitMix(state: seed)
    let question = String(decoding: adversarialText(&generator), as: UTF8.self)
    #expect(throws: Never.self, "seed \(seed)") { try evaluation.run((seed.isMultiple(of: 2) ? "?" : "??") + question).get() }
  }
  #expect(try evaluation.run("rawget(_G, 'ran')").get() == "nil")
}

@Test func `topics of a module have help, source and a place in searches`() throws {
  let state = try LuaState(.trusted { _ in })
  let plugins = Module(
    "plugins", "Rules.",
    topics: { [Topic("auction/vickrey", summary: { "Sealed bids." }, text: { _ in "auction/vickrey 1.0.0" }, source: { "return {}" })] })
  try state.install(modules: [plugins])
  let evaluation = Evaluation(state, Appearance(), HelpIndex([plugins]))
  #expect(try evaluation.run("?auction/vickrey").get() == "auction/vickrey 1.0.0")
  #expect(try evaluation.run("??\"auction/vickrey\"").get() == "return {}")
  #expect(try evaluation.run("??auction/vickrey").get() == "return {}")
  #expect(try evaluation.run("?vickrey").get() == "auction/vickrey 1.0.0")
  #expect(HelpIndex([plugins]).apropos("sealed").hasPrefix("auction/vickrey  Sealed bids."))
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
  #expect(run("??print").hasPrefix("print(...)\n"))
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
