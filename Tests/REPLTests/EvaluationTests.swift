import LuaRuntime
import REPL
import Testing

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

@Test func `completion on a table of a hundred thousand keys takes no noticeable time`() throws {
  let state = try LuaState(.trusted { _ in })
  _ = Evaluation(state, Appearance()).run("t = {} for i = 1, 100000 do t['key' .. i] = i end")
  let clock = ContinuousClock()
  var found: [(name: String, isFunction: Bool)] = []
  let elapsed = try clock.measure { found = try state.names(of: ["t"], prefix: "key9999") }
  #expect(found.map(\.name) == ["key9999"] + (0..<10).map { "key9999\($0)" })
  #expect(elapsed < .milliseconds(500))  // 20 ms on an idle machine
}
