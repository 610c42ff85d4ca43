import Interface
import LuaRuntime
import REPL
import Testing

private func report(_ error: LuaError, _ source: String?, width: Int = 80) -> String {
  ErrorReport.text(error, appearance: Appearance(width: width)) { _, _ in source }
}

@Test func `a report says what, where, and underlines the name the message quotes`() {
  let error = LuaError(
    .error, "market.lua:12: attempt to index a nil value (field 'pool')", chunk: "market.lua", line: 12,
    traceback: [
      .init(source: "[C]", line: 0, name: "global 'error'"), .init(source: "market.lua", line: 12, name: "function 'quote'"),
      .init(source: "[C]", line: 0, name: "economy.run"), .init(source: "market.lua", line: 40, name: "main chunk"),
      .init(source: "[C]", line: 0, name: "native function"),
    ])
  #expect(
    report(error, "\treturn self.pool:swap(amount)") == """
      error: attempt to index a nil value (field 'pool')
        at market.lua:12
        12 | return self.pool:swap(amount)
                         ^^^^
        in market.lua:12  function 'quote'
           native         economy.run
           market.lua:40  main chunk
      """)
}

@Test func `an error in the chunk itself needs no list of calls`() {
  let error = LuaError(.error, "input 1:1: x", chunk: "input 1", line: 1, traceback: [.init(source: "input 1", line: 1, name: "main chunk")])
  #expect(report(error, nil) == "error: x\n  at input 1:1")
}

@Test func `a word that stands twice is not underlined`() {
  let error = LuaError(.syntax, "input 1:1: unexpected symbol near '='", chunk: "input 1", line: 1)
  #expect(report(error, "x = = 3") == "error: unexpected symbol near '='\n  at input 1:1\n  1 | x = = 3")
}

@Test func `a long line shows the part that matters`() {
  let error = LuaError(.error, "f:1: attempt to call a nil value (global 'culprit')", chunk: "f", line: 1)
  let lines = report(error, String(repeating: "a + ", count: 100) + "culprit() " + String(repeating: "+ b", count: 100), width: 60)
    .split(separator: "\n")
  #expect(lines[2].count <= 60 && lines[2].contains("culprit"))
  let column = lines[3].prefix { $0 != "^" }.count
  #expect(lines[2].dropFirst(column).hasPrefix("culprit"))
}

@Test func `a deep recursion says how many calls it leaves out`() {
  let frames = (0..<4).map { _ in LuaError.Frame(source: "f", line: 1, name: "f") }
  let error = LuaError(.error, "f:1: stack overflow", chunk: "f", line: 1, traceback: frames, omitted: (199_000, 2))
  #expect(report(error, nil).contains("f:1  f\n     f:1  f\n  … (+199 000 more calls)\n     f:1  f"))
}

@Test func `an interruption is no error`() {
  #expect(report(LuaError(.interrupted, "f:3: interrupted", chunk: "f", line: 3), nil) == "interrupted\n  at f:3")
}

@Test func `wide characters keep the underline in place`() {
  let error = LuaError(.error, "f:1: attempt to call a nil value (global 'g')", chunk: "f", line: 1)
  #expect(report(error, "'日本', g()").hasSuffix("1 | '日本', g()\n              ^"))
}

@Test func `an endless message is cut, and says how much is missing`() {
  let long = report(LuaError(.error, "f:1: " + String(repeating: "x", count: 100_000), chunk: "f", line: 1), nil)
  #expect(long.utf8.count < 1000 && long.contains("… (+99 400 bytes)"))
  let tall = report(LuaError(.error, String(repeating: "line\n", count: 200)), nil).split(separator: "\n", omittingEmptySubsequences: false)
  #expect(tall.count == 25 && tall.last == "… (+177 more lines)")
}

@Test func `data raised as an error reads as data, and keeps its place`() {
  let cases: [(Value, String)] = [(42, "error: 42"), (false, "error: false"), (["code": 3, "list": [1, 2]], "error: { code = 3, list = { 1, 2 } }")]
  for (value, first) in cases {
    let error = LuaError(
      .error, "(error object is a value)", chunk: "f.lua", line: 3, traceback: [.init(source: "f.lua", line: 3, name: "main chunk")], value: value)
    #expect(report(error, "error(thing)") == first + "\n  at f.lua:3\n  3 | error(thing)")
  }
}

@Test func `what failed in a coroutine, a plugin or a module is quoted from where it stands`() {
  let error = LuaError(
    .error, "policy:try: auction/bad 1.2.0: clear: bad.lua:8: attempt to index a nil value (local 't')", chunk: "job.lua", line: 2,
    traceback: [.init(source: "[C]", line: 0, name: "policy:try"), .init(source: "job.lua", line: 2, name: "main chunk")])
  let text = ErrorReport.text(error, appearance: Appearance()) { chunk, line in
    chunk == "bad.lua" && line == 8 ? "return t.winner, 3" : chunk == "job.lua" ? "policy:try{}" : nil
  }
  #expect(
    text == """
      error: policy:try: auction/bad 1.2.0: clear: attempt to index a nil value (local 't')
        at bad.lua:8
        8 | return t.winner, 3
                   ^
        at job.lua:2
        2 | policy:try{}
        in native     policy:try
           job.lua:2  main chunk
      """)
  let twice = LuaError(.error, "f:8: f:8: boom", chunk: "f", line: 8)
  #expect(report(twice, "co()") == "error: boom\n  at f:8\n  8 | co()", "a coroutine's place stands once")
  #expect(report(LuaError(.error, "f:8: see g.lua:3: there", chunk: "f", line: 8), nil).hasPrefix("error: see g.lua:3: there\n"), "no text at hand")
}

@Test func `a chunk loaded from a string is quoted from its name`() {
  let error = LuaError(.error, "[string \"return a.b.c\"]:1: attempt to index a nil value (field 'b')", chunk: "[string \"return a.b.c\"]", line: 1)
  #expect(report(error, nil).hasSuffix("\n  1 | return a.b.c\n               ^"))
}

@Test func `at 40 columns places are cut at their start, and every line fits`() {
  let path = "/home/somebody/a/rather/long/path/to/market.lua"
  let error = LuaError(
    .error, "\(path):12: boom", chunk: path, line: 12,
    traceback: [.init(source: path, line: 12, name: "function 'quote'"), .init(source: path, line: 40, name: "main chunk")])
  let lines = report(error, "return market.quote(amount, reputation, now)", width: 40).split(separator: "\n")
  #expect(lines.suffix(2).allSatisfy { $0.count <= 45 && $0.contains("market.lua:") })
  #expect(lines[2].count <= 40)
}
