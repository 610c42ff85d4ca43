import FoundationEssentials
import Glibc
import Testing

/// What a session offers around its lines: startup, history, paging, leaving.
@Suite(.serialized) struct LivingTests {
  let home = Home()

  private func start(
    _ arguments: [String] = [], _ environment: [String: String] = [:], columns: Int = 80, rows: Int = 24
  ) throws -> Console {
    let console = try Console(Console.formic, arguments, home: home, environment: environment, columns: columns, rows: rows)
    try console.expectPrompt()
    return console
  }

  // MARK: Startup

  @Test func `init.lua runs before the first prompt, by XDG, unless told otherwise`() throws {
    try home.write(".config/formic/init.lua", "greeting = 'good morning'\n")
    try home.write("xdg/formic/init.lua", "greeting = 'by XDG'\n")
    for (arguments, environment, answer) in [
      ([], [:], "\"good morning\""), ([], ["XDG_CONFIG_HOME": home.path + "/xdg"], "\"by XDG\""), (["--no-init"], [:], "nil"),
    ] {
      let console = try start(arguments, environment)
      try console.enter("rawget(_G, 'greeting')")
      try console.expectLine(answer)
    }
  }

  @Test(arguments: ["error('broken init')", "x = = 1", "local t = nil; t.x = 1"])
  func `an error in init.lua is shown, and costs no prompt`(text: String) throws {
    try home.write(".config/formic/init.lua", "\n" + text)
    let console = try start()
    #expect(console.screen.text.contains("init.lua:2"))
    try console.enter("1 + 1")
    try console.expectLine("2")
  }

  @Test func `a script's globals are there after -i, whether it ends well or not`() throws {
    try home.write("well.lua", "answer = 42\n")
    let console = try start(["-i", home.path + "/well.lua", "an argument"])
    try console.enter("answer, arg[1]")
    try console.expectLine("42, \"an argument\"")
    try home.write(".config/formic/init.lua", "early = 'bird'\n")
    try home.write("late.lua", "answer = early\n")
    let third = try start(["-i", home.path + "/late.lua"])
    try third.enter("answer")
    try third.expectLine("\"bird\"")
    try home.write("badly.lua", "answer = 42\nlocal t = nil\nt.x = 1\n")
    let other = try start(["-i", home.path + "/badly.lua"])
    #expect(other.screen.text.contains("badly.lua:3"))
    try other.enter("answer")
    try other.expectLine("42")
  }

  // MARK: History

  @Test func `history() shows entries by a pattern, edit takes their numbers`() throws {
    let console = try start()
    for entry in ["alpha = 1", "beta = 2", "alphabet = 3"] { try console.enter(entry) }
    try console.enter("history('^alpha')")
    try console.expectLine("  1  alpha = 1")
    try console.expectLine("  3  alphabet = 3")
    #expect(!console.screen.lines.contains("  2  beta = 2"))
    try console.enter("history('%')")
    try console.expect("Lua's complaint") { $0.text.contains("history: pattern '%': ") }
    try console.enter("history('^nowhere')")
    try console.expectLine("no entry has '^nowhere' in it")
    console.type(" secret = 'kept out'" + Console.enter)
    try console.expectPrompt()
    try console.enter("history(nil, 1)")
    try console.expect("only what is remembered") { $0.lines.contains("  7  history(nil, 1)") }
    #expect(!(try String(contentsOfFile: home.path + "/.local/state/formic/history", encoding: .utf8)).contains("secret"))
  }

  @Test func `what two sessions enter at once is all there in a third`() throws {
    let one = try start(), two = try start()
    for i in 1...5 {
      try one.enter("one\(i) = 1")
      try two.enter("two\(i) = 1")
    }
    let three = try start(rows: 40)
    try three.enter("history()")
    for i in 1...5 {
      try three.expect("both sessions' entries") { $0.text.contains("one\(i) = 1") && $0.text.contains("two\(i) = 1") }
    }
  }

  // MARK: Paging

  @Test func `a long result is paged, and Ctrl-C ends the pager`() throws {
    let console = try start([], ["PAGER": "less"], rows: 12)
    try console.enter("t = {} for i = 1, 400 do t[i] = { name = 'row ' .. i, { i } } end")
    console.type("{ t, t[1] }" + Console.enter)
    try console.expect("less's prompt") { $0.cursorLine == ":" }
    console.type(Console.controlC)
    try console.expectPrompt()
    try console.enter("'still ' .. 'here'")
    try console.expectLine("\"still here\"")
  }

  @Test func `a pager that is not there, or ignores Ctrl-C, holds nobody up`() throws {
    let console = try start([], ["PAGER": "no_such_pager 2>/dev/null"], rows: 12)
    try console.enter("t = {} for i = 1, 30 do t[i] = { 'a string long enough to take a row of its own ' .. i } end")
    try console.enter("t")
    try console.expect("the value all the same") { $0.text.contains("a row of its own 30") }
    let stubborn = try start([], ["PAGER": "trap '' INT; cat; while :; do sleep 1; done"], rows: 12)
    try stubborn.enter("t = {} for i = 1, 30 do t[i] = { 'a string long enough to take a row of its own ' .. i } end")
    stubborn.type("t" + Console.enter)
    try stubborn.expect("the pager's output") { $0.text.contains("a row of its own 30") }
    stubborn.type(Console.controlC)
    try stubborn.expectPrompt()
  }
}
