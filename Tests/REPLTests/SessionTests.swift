import Glibc
import Testing

/// Sessions at a real terminal, as a person has them.
@Suite(.serialized) struct SessionTests {
  let home = Home()

  private func start(_ environment: [String: String] = [:], columns: Int = 80, rows: Int = 24) throws -> Console {
    let console = try Console(home: home, environment: environment, columns: columns, rows: rows)
    try console.expectPrompt()
    return console
  }

  // MARK: Evaluating

  @Test func `an expression prints its results, a statement nothing`() throws {
    let console = try start()
    try console.enter("1 + 1")
    try console.expectLine("2")
    try console.enter("x = 6")
    try console.enter("= x, 'a', nil")
    try console.expectLine(#"6, "a", nil"#)
    try console.enter("x * 7;")
    try console.enter("_ + 1, _2")
    try console.expectLine("43, 6")
  }

  @Test func `an error names its place, shows the line, and the session goes on`() throws {
    let console = try start()
    try console.enter("function f(a) local b = a + missing; return b end")
    try console.enter("print(f(1))")
    try console.expectLine("error: undefined global 'missing'")
    try console.expectLine("  at input 1:1")
    try console.expectLine("  1 | function f(a) local b = a + missing; return b end")
    try console.expectLine("                                  ^^^^^^^")
    try console.expectLine("     input 2:1  main chunk")
    try console.enter("'still here'")
    try console.expectLine(#""still here""#)
  }

  @Test func `Ctrl-D on an empty line leaves with 0, and in a draft it doesn't`() throws {
    let console = try start()
    console.type("x" + Console.controlD)
    console.type(Console.backspace)
    try console.expectPrompt()
    console.type(Console.controlD)
    #expect(try console.finish() == 0)
  }

  @Test func `Ctrl-D typed while a script runs is not lost`() throws {
    let console = try start()
    console.type("print('running') for i = 1, 5e7 do end" + Console.enter)
    try console.expectLine("running")
    console.type(Console.controlD)
    #expect(try console.finish() == 0)
  }

  @Test func `output without a line end does not swallow the prompt`() throws {
    let console = try start()
    try console.enter("io.write('no end')")
    try console.expect { $0.lines.contains { $0.hasPrefix("no end") } && $0.cursorLine == "formic>" }
  }

  // MARK: Editing

  @Test func `a block is continued, indented, and recalled whole`() throws {
    let console = try start()
    console.type("for i = 1, 2 do" + Console.enter)
    try console.expectDraft("formic> for i = 1, 2 do", "     …>", column: 10)
    console.type("print(i * 10)" + Console.enter + "end")
    try console.expectDraft("formic> for i = 1, 2 do", "     …>   print(i * 10)", "     …>   end", column: 13)
    console.type(Console.enter)
    try console.expectPrompt()
    try console.expectLine("     …> end")
    try console.expectLine("20")
    console.type(Console.up)
    try console.expectDraft("formic> for i = 1, 2 do", "     …>   print(i * 10)", "     …> end", column: 11)
  }

  @Test func `every line of a block can be changed before it runs`() throws {
    let console = try start()
    console.type("for i = 1, 2 do" + Console.enter + "print(i * 10)")
    try console.expectDraft("formic> for i = 1, 2 do", "     …>   print(i * 10)", column: 23)
    console.type(Console.up + Console.home + Console.delete + Console.delete + Console.delete + "for" + Console.end)
    console.type(Console.left + Console.left + Console.left + Console.backspace + "5")
    try console.expectDraft("formic> for i = 1, 5 do", "     …>   print(i * 10)", column: 20)
    console.type(Console.down + Console.end + Console.enter + "end" + Console.enter)
    try console.expectPrompt()
    try console.expectLine("50")
  }

  @Test func `Ctrl and an arrow move by words, Home and End by lines`() throws {
    let console = try start()
    console.type("alpha beta" + "\u{1B}[1;5D" + "X")
    try console.expectDraft("formic> alpha Xbeta", column: 15)
    console.type(Console.home + "Y" + Console.end + "Z")
    try console.expectDraft("formic> Yalpha XbetaZ", column: 21)
  }

  @Test func `a pasted block with tabs runs nothing until Enter and completes nothing`() throws {
    let console = try start()
    console.type("\u{1B}[200~if true then\r\tprint('au')\r\tend\u{1B}[201~")
    try console.expect("the pasted block") { $0.cursorLine.hasSuffix("end") }
    #expect(!console.screen.lines.contains("au"))
    console.type(Console.enter)
    try console.expectPrompt()
    try console.expectLine("au")
  }

  @Test func `wide characters take two columns`() throws {
    let console = try start()
    console.type("'日本é'" + Console.left + Console.left + Console.left + "語")
    try console.expectDraft("formic> '日語本é'", column: 13)
    console.type(Console.enter)
    try console.expectPrompt()
    try console.expectLine("\"日語本é\"")
  }

  @Test func `a line longer than the screen wraps and stays editable`() throws {
    let console = try start(columns: 40, rows: 10)
    console.type("x = '" + String(repeating: "a", count: 60) + "'" + Console.home + "y")
    try console.expectDraft("formic> yx = '" + String(repeating: "a", count: 26), String(repeating: "a", count: 34) + "'", column: 9)
  }

  @Test func `a resize keeps the draft`() throws {
    let console = try start()
    console.type("if x then" + Console.enter + "'long enough to be wrapped on a narrow screen'")
    try console.expect("the draft") { $0.cursorLine.hasSuffix("screen'") }
    console.resize(columns: 40, rows: 12)
    try console.expect("the draft, wrapped") { $0.lines.contains("     …>   'long enough to be wrapped on") && $0.lines.contains("a narrow screen'") }
    console.resize(columns: 100, rows: 30)
    try console.expect("the draft, unwrapped") { $0.cursorLine == "     …>   'long enough to be wrapped on a narrow screen'" && $0.column == 56 }
  }

  @Test func `Ctrl-Z stops, and fg brings the draft back`() throws {
    let shell = try Console("/bin/bash", ["--norc", "--noprofile", "-i"], home: home, environment: ["PS1": "$ ", "F": Console.formic])
    try shell.expect("shell") { $0.cursorLine == "$" }
    shell.type("$F\r")
    try shell.expectPrompt()
    shell.type("12 +")
    try shell.expectDraft("formic> 12 +", column: 12)
    shell.type(Console.controlZ)
    try shell.expect("shell") { $0.cursorLine == "$" }
    shell.type("fg\r")
    try shell.expectDraft("formic> 12 +", column: 12)
    shell.type(" 30\r")
    try shell.expectPrompt()
    try shell.expectLine("42")
  }

  // MARK: Completion

  @Test func `Tab completes what is unique and lists what isn't`() throws {
    let console = try start()
    console.type("math.fl" + Console.tab)
    try console.expectDraft("formic> math.floor", column: 18)
    console.type("(2.5) + string.re" + Console.tab)
    try console.expect("a listing, and the draft after it") {
      $0.lines.contains("rep(      reverse(") && $0.cursorLine == "formic> math.floor(2.5) + string.re"
    }
  }

  @Test func `completion runs none of the user's code`() throws {
    let console = try start()
    try console.enter("t = setmetatable({ own = 1 }, { __index = function() os.exit(9) end, __pairs = function() os.exit(9) end })")
    console.type("t.o" + Console.tab)
    try console.expectDraft("formic> t.own", column: 13)
    console.type(Console.controlC)
    try console.expectPrompt()
    try console.enter("u = setmetatable({}, { __index = { inherited = 1 } })")
    console.type("u.in" + Console.tab)
    try console.expectDraft("formic> u.inherited", column: 19)
  }

  // MARK: History

  @Test func `entries come back in the next session, blocks whole`() throws {
    let first = try start()
    try first.enter("'first'")
    first.type("do" + Console.enter + "print('second')" + Console.enter + "end" + Console.enter)
    try first.expectPrompt()
    first.type(Console.controlD)
    #expect(try first.finish() == 0)
    let second = try start()
    second.type(Console.up)
    try second.expectDraft("formic> do", "     …>   print('second')", "     …> end", column: 11)
    second.type(Console.controlC)
    try second.expectPrompt()
    second.type("'f" + Console.up)
    try second.expectDraft("formic> 'first'", column: 15)
    second.type(Console.down)
    try second.expectDraft("formic> 'f", column: 10)
  }

  @Test func `Ctrl-R searches`() throws {
    let console = try start()
    for entry in ["alpha = 1", "beta = 2", "gamma = 3"] { try console.enter(entry) }
    console.type(Console.controlR + "bet")
    try console.expect("the entry found") { $0.text.contains("formic> beta = 2") && $0.lines.contains { $0.contains("bet") && !$0.contains("beta") } }
    console.type(Console.enter)
    try console.expectPrompt()
  }

  @Test func `a history that can't be written costs one warning`() throws {
    let console = try Console(home: home, environment: ["XDG_STATE_HOME": "/dev/null"])
    try console.expectPrompt()
    for entry in ["1", "2", "3"] { try console.enter(entry) }
    try console.expectLine("3")
    #expect(console.screen.text.split(separator: "\n").count { $0.contains("cannot") } == 1)
  }

  // MARK: Ctrl-C and other signals

  @Test func `Ctrl-C at the prompt clears the draft, all lines of it`() throws {
    let console = try start()
    console.type("if x then" + Console.enter + "y")
    try console.expectDraft("formic> if x then", "     …>   y", column: 11)
    console.type(Console.controlC)
    try console.expectPrompt()
    try console.enter("'clear'")
    try console.expectLine(#""clear""#)
  }

  /// What escapes an ordinary hook; see the bridge's tests for the mechanism.
  static let endless = [
    "while true do end",
    "local function spin() while true do end end while true do pcall(spin) end",
    "xpcall(function() error() end, function() while true do end end)",
    "coroutine.wrap(function() while true do pcall(function() while true do end end) end end)()",
    "local t = setmetatable({}, { __index = function(t) while true do end end }) return t.x",
    "local t = setmetatable({}, { __tostring = function() while true do end end }) print(t)",
    "local s = 'x' while true do s = s:sub(1, 1) .. s:sub(1, 1) end",
    "for i = 1, math.huge do coroutine.wrap(function() for j = 1, 300 do end end)() end",
    "table.sort(setmetatable({ 3, 2, 1 }, {}), function(a, b) while true do end end)",
    "string.gsub('x', 'x', function() while true do end end)",
    "(''):rep(1 << 62)",
    "table.move({}, 1, 1 << 62, 2, {})",
    "(('a'):rep(40)):find(('a*'):rep(30) .. 'b')",
    "while true do (('a'):rep(40)):find('.-.-.-b') end",
    "repeat local t <close> = setmetatable({}, { __close = function() end }) until false",
    "for line in io.lines('/dev/zero') do end",
    "while true do load(('x=1 '):rep(2e7)) end",
    "while true do load('return ' .. ('('):rep(50) .. '1' .. (')'):rep(50))() end",
  ]

  @Test(arguments: endless)
  func `Ctrl-C ends a script and keeps the session's state`(script: String) throws {
    let console = try start(columns: 120)
    try console.enter("kept = 'kept'")
    console.type("print('running'); " + script + Console.enter)
    try console.expectLine("running")
    console.type(Console.controlC)
    try console.expectPrompt()
    try console.enter("kept .. ' state'")
    try console.expectLine(#""kept state""#)
  }

  @Test(arguments: [SIGTERM, SIGHUP])
  func `a terminating signal leaves the history and the terminal whole`(signal: Int32) throws {
    let console = try start()
    try console.enter("'before the end'")
    console.type("a draft")
    try console.expectDraft("formic> a draft", column: 15)
    console.send(signal)
    #expect(try console.finish() == 128 + signal)
    #expect(String(decoding: console.screen.raw, as: UTF8.self).hasSuffix("\u{1B}[?2004l"))
    let next = try start()
    next.type(Console.up)
    try next.expectDraft("formic> a draft", column: 15)
    next.type(Console.up)
    try next.expect("the entry before it") { $0.cursorLine == "formic> 'before the end'" }
  }

  // MARK: Environments

  @Test func `the C locale gets a plain prompt and survives anything`() throws {
    let console = try start(["LANG": "", "LC_ALL": "C"])
    console.type("if 'é日' then" + Console.enter)
    try console.expect("an ASCII continuation") { $0.cursorLine == "    ..>" }
    console.type("return {('x'):rep(5000)} end" + Console.enter)
    try console.expectPrompt()
    try console.expect("an ASCII ellipsis") { $0.text.contains("x\"... (+904 bytes)") }
    #expect(!console.screen.raw.contains { $0 == 0xE2 })
  }

  @Test func `NO_COLOR means no colour, a dumb terminal no escapes`() throws {
    let plain = try start()
    try plain.enter("{ 1, 'a', print }")
    try plain.expect("the table") { $0.text.contains("{ 1, \"a\"") }
    #expect(!String(decoding: plain.screen.raw, as: UTF8.self).contains("\u{1B}[3"))
    let coloured = try start(["NO_COLOR": ""])
    try coloured.enter("{ 1, 'a', print }")
    try coloured.expect("the table") { $0.text.contains("{ 1, \"a\"") }
    #expect(String(decoding: coloured.screen.raw, as: UTF8.self).contains("\u{1B}[36m1\u{1B}[0m"))
    let dumb = try start(["TERM": "dumb", "NO_COLOR": ""])
    try dumb.enter("{ 1, 'a', print }")
    try dumb.expect("the table") { $0.text.contains("{ 1, \"a\"") }
    #expect(!dumb.screen.raw.contains(0x1B))
  }

  @Test func `what is piped on holds no escapes`() throws {
    let console = try Console("/bin/sh", ["-c", "\"$F\" | cat"], home: home, environment: ["F": Console.formic, "NO_COLOR": ""])
    console.type("if true then\nprint('piped ' .. 'on') end\n" + Console.controlD)
    try console.expectLine("piped on")
    #expect(try console.finish() == 0)
    #expect(!console.screen.raw.contains(0x1B))
  }

  @Test func `printing a table runs none of its code`() throws {
    let console = try start()
    try console.enter("setmetatable({ 1 }, { __index = os.exit, __pairs = os.exit, __len = os.exit, __tostring = os.exit })")
    try console.expectLine("{ 1 }")
    try console.enter("t = { x = 1 } t.t = t")
    try console.enter("t")
    try console.expectLine("<1>{ t = <table 1>, x = 1 }")
  }

  // MARK: Output from elsewhere

  @Test func `lines from the background appear above the prompt, the draft intact`() throws {
    let console = try Console(Console.rehearsal, home: home)
    try console.expectPrompt()
    try console.enter("later('tick', 5, 20)")
    console.type("if some_draft then" + Console.enter + "goes_on()")
    try console.expectLine("tick 5")
    try console.expectDraft("formic> if some_draft then", "     …>   goes_on()", column: 19)
    // Once where it was typed and drawn anew, and not once for each line above it.
    #expect(console.screen.lines.filter { $0.contains("some_draft") }.count == 1)
    console.type(Console.controlC)
    try console.expectPrompt()
  }

  @Test func `help finds a function by name and by itself, and an unknown name's neighbour`() throws {
    let console = try Console(Console.rehearsal, home: home)
    try console.expectPrompt()
    for question in ["help(later)", "help 'later'", "?later"] {
      try console.enter(question)
      try console.expect("the signature under \(question)") { screen in
        let lines = screen.scrolledOff + screen.lines
        return lines.firstIndex(of: "formic> " + question).map { lines[$0 + 1].hasPrefix("later(text: string") } ?? false
      }
    }
    try console.enter("help 'latr'")
    try console.expectLine("no help on 'latr': did you mean 'later'?")
    try console.enter("help()")
    try console.expect("Enter an expression to see its value")
  }

  @Test func `words of a call complete in its string`() throws {
    let console = try Console(Console.rehearsal, home: home)
    try console.expectPrompt()
    console.type("plugin.load(\"auc" + Console.tab + "v" + Console.tab)
    try console.expectDraft("formic> plugin.load(\"auction/vickrey", column: 36)
  }
}

extension Console {
  fileprivate func expect(_ isMet: (Screen) -> Bool) throws { try expect("what was expected", isMet) }
}
