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
