import Glibc
import Testing

/// Editing a block at a real terminal, beyond the plain keys.
@Suite(.serialized) struct EditingTests {
  let home = Home()

  private func start(_ environment: [String: String] = [:], columns: Int = 80, rows: Int = 24) throws -> Console {
    let console = try Console(home: home, environment: environment, columns: columns, rows: rows)
    try console.expectPrompt()
    return console
  }

  // MARK: What the screen shows

  @Test func `a block taller than the screen is seen where the cursor is`() throws {
    let console = try start(rows: 8)
    let lines = (1...30).map { "x = \($0)" }
    console.type("\u{1B}[200~do\r\(lines.joined(separator: "\r"))\rend\u{1B}[201~")
    try console.expectDraft("     …> x = 30", "     …> end", column: 11)
    console.type(Console.home + Console.home)
    try console.expect("its first lines, the cursor on the first") {
      $0.lines[0] == "formic> do" && $0.lines[1] == "     …> x = 1" && $0.row == 0 && $0.column == 8
    }
    for _ in 0..<12 { console.type(Console.down) }
    try console.expect("the cursor's line") { $0.cursorLine == "     …> x = 12" }
    console.type(Console.end + "0" + Console.escape + Console.enter + "y = x" + Console.end + Console.end)
    try console.expectDraft("     …> x = 30", "     …> end", column: 11)
    console.type(Console.enter)
    try console.expectPrompt()
    try console.enter("y")
    try console.expectLine("120")
  }

  @Test func `combining marks show, and take no column`() throws {
    let console = try start()
    console.type("'e\u{301}x\u{304}'")
    try console.expect("the marks on their letters") { $0.cursorLine == "formic> 'e\u{301}x\u{304}'" && $0.column == 12 }
    console.type(Console.left + Console.left + Console.left + Console.backspace)
    try console.expect("the letter gone") { $0.cursorLine.hasPrefix("formic> '") && !$0.cursorLine.contains("e\u{301}") }
  }

  @Test(arguments: [20, 40, 41, 80])
  func `a wide character never straddles the margin`(columns: Int) throws {
    let console = try start(columns: columns, rows: 20)
    let text = String(repeating: "日本", count: 20)
    console.type("'" + text + "'")
    try console.expect("all of it, in order") { screen in
      let shown = screen.lines.filter { $0.contains("日") || $0.contains("本") }.joined()
      return shown.filter { "日本".contains($0) } == text
    }
    console.type(Console.enter)
    try console.expectPrompt()
    try console.expect("the value") { $0.text.filter { "日本".contains($0) }.count == 80 }
  }

  @Test func `the partner of a bracket shows beside the cursor, and a closer without one`() throws {
    let console = try start()
    console.type("f(a[1])")
    try console.expect("both parentheses underlined") {
      String(decoding: $0.raw, as: UTF8.self).contains("f\u{1B}[1;4m(\u{1B}[0ma[1]\u{1B}[1;4m)")
    }
    let coloured = try start(["NO_COLOR": ""])
    coloured.type("1)")
    try coloured.expect("the closer in red") { String(decoding: $0.raw, as: UTF8.self).contains("\u{1B}[31m)") }
  }

  @Test func `keywords, strings and numbers have colours, what is left behind has no hints`() throws {
    let console = try start(["NO_COLOR": ""])
    console.type("return {'a', 12}" + Console.enter)
    try console.expect("the result") { $0.lines.contains { $0.hasPrefix("{ \"a\", 12 }") } }
    let raw = String(decoding: console.screen.raw, as: UTF8.self)
    #expect(raw.contains("\u{1B}[35mreturn\u{1B}[0m {\u{1B}[32m'a'\u{1B}[0m, \u{1B}[36m12\u{1B}[0m}\u{1B}[K"))
  }

  @Test func `Ctrl-L clears the screen and keeps the draft`() throws {
    let console = try start()
    try console.enter("'above'")
    console.type("a_draft\u{C}")
    try console.expect("the draft on the first row") { $0.lines[0] == "formic> a_draft" && !$0.lines.contains("\"above\"") && $0.column == 15 }
  }

  @Test func `forty columns are enough`() throws {
    let console = try start(columns: 40, rows: 20)
    console.type("for i = 1, 2 do" + Console.enter + "print('a line that is longer than the screen')" + Console.enter + "end" + Console.enter)
    try console.expectPrompt()
    try console.expect("the output, wrapped") { $0.text.contains("a line that is longer than the screen") || $0.text.contains("a line that is longer than the scre") }
    try console.enter("{ a = 'a rather long string', b = { 1, 2, 3 }, c = 'another one' }")
    try console.expectLine("  b = { 1, 2, 3 },")
    #expect((console.screen.scrolledOff + console.screen.lines).allSatisfy { $0.count <= 40 })
  }

  // MARK: Keys

  @Test func `undo goes back change by change`() throws {
    let console = try start()
    console.type("alpha")
    try console.expectDraft("formic> alpha", column: 13)
    console.type(" ")
    try console.expect("the space") { $0.column == 14 }
    console.type("beta")
    try console.expectDraft("formic> alpha beta", column: 18)
    console.type("\u{17}")
    try console.expectDraft("formic> alpha", column: 14)
    console.type(Console.undo)
    try console.expectDraft("formic> alpha beta", column: 18)
    console.type(Console.undo)
    try console.expectDraft("formic> alpha", column: 14)
  }

  @Test func `vi's keys, where .editrc asks for them: arrows work in both modes, Escape needs no second key`() throws {
    try home.write(".editrc", "bind -v\n")
    let console = try start()
    try console.enter("'earlier'")
    console.type("print(2)")
    try console.expectDraft("formic> print(2)", column: 16)
    console.type(Console.left + "1")
    try console.expectDraft("formic> print(21)", column: 16)
    console.type(Console.escape)
    try console.expect("the cursor one back") { $0.column == 15 }
    console.type("0x")
    try console.expectDraft("formic> rint(21)", column: 8)
    console.type("u")
    try console.expect("the letter again") { $0.cursorLine == "formic> print(21)" }
    console.type("dd")
    try console.expectPrompt()
    console.type("k")
    try console.expect("the earlier entry") { $0.cursorLine == "formic> 'earlier'" }
    console.type(Console.enter)
    try console.expectPrompt()
    console.type("for i = 1, 1 do" + Console.enter)
    try console.expectDraft("formic> for i = 1, 1 do", "     …>", column: 10)
    console.type("x(" + Console.escape)
    try console.expect("command mode") { $0.column == 11 }
    console.type("k0")
    try console.expect("the block's first line") { $0.cursorLine == "formic> for i = 1, 1 do" }
  }

  @Test func `a binding of the user's wins over ours`() throws {
    try home.write(".editrc", "# mine\nbind ^T formic-home\nformic:bind \"^Y\" ed-delete-prev-word\nother:bind ^T ed-end-of-file\nbind -r nonsense\nbind\n")
    let console = try start()
    console.type("alpha beta\u{14}X")
    try console.expectDraft("formic> Xalpha beta", column: 9)
    console.type(Console.end + "\u{19}")
    try console.expect("the last word gone") { $0.cursorLine == "formic> Xalpha" }
  }

  @Test func `keymap() changes the keys of a session`() throws {
    let console = try start()
    try console.enter("keymap()")
    try console.expectLine("\"emacs\"")
    try console.enter("keymap('vi');")
    console.type("abc" + Console.escape)
    try console.expect("command mode") { $0.column == 10 }
    console.type("0D")
    try console.expectPrompt()
    console.type("ikeymap('vim')" + Console.enter)
    try console.expect("what there is") { $0.text.contains("keymap: bad argument #1 'name' ('vim' is not one of emacs, vi") }
  }

  // MARK: Drafts

  @Test func `a draft given up for a search or by Ctrl-C comes back with Up`() throws {
    let console = try start()
    for entry in ["alpha = 1", "beta = 2"] { try console.enter(entry) }
    console.type("if half_written then" + Console.enter + "x")
    try console.expectDraft("formic> if half_written then", "     …>   x", column: 11)
    console.type(Console.controlC)
    try console.expectPrompt()
    console.type(Console.up)
    try console.expectDraft("formic> if half_written then", "     …>   x", column: 11)
    console.type(Console.controlR + "alp")
    try console.expect("the entry found") { $0.lines.contains("formic> alpha = 1") && $0.lines.contains("search: alp") }
    console.type("\u{7}" + Console.controlC)
    try console.expectPrompt()
    console.type("a second draft" + Console.controlR + "bet")
    try console.expect("the entry found") { $0.lines.contains("formic> beta = 2") && $0.lines.contains("search: bet") }
    console.type(Console.end)
    try console.expect("the end of the search") { $0.cursorLine == "formic> beta = 2" && !$0.text.contains("search: bet") }
    console.type("\u{15}" + Console.up)
    try console.expectDraft("formic> a second draft", column: 22)
  }

  @Test func `the user's own editor has the draft, an entry, a file`() throws {
    try home.write("editor", "#!/bin/sh\nfor a; do f=$a; done\necho '+ 1' >> \"$f\"\necho \"args $# $1\" >> \"$HOME/log\"\n", isProgram: true)
    try home.write("file.lua", "return 7\n")
    let console = try start(["EDITOR": home.path + "/editor"])
    console.type("20 + 1" + Console.outsideEditor)
    try console.expectDraft("formic> 20 + 1", "     …> + 1", column: 11)
    console.type(Console.enter)
    try console.expectPrompt()
    try console.expectLine("22")
    console.type("edit()" + Console.enter)
    try console.expectDraft("formic> 20 + 1", "     …> + 1", "     …> + 1", column: 11)
    console.type(Console.enter)
    try console.expectLine("23")
    try console.expectPrompt()
    try console.enter("f = assert(loadfile('\(home.path)/file.lua'))")
    try console.enter("edit(f)")
    try console.enter("io.lines('\(home.path)/log', 'a')()")
    try console.expect("the file opened at its line") { $0.text.contains("args 2 +") }
    try console.enter("edit(print)")
    try console.expect("why not") { $0.text.contains("native function") }
    let failing = try start(["EDITOR": "false"])
    failing.type("kept" + Console.outsideEditor)
    try failing.expect("the complaint, and the draft") { $0.text.contains("'false' ended with status 1") && $0.cursorLine == "formic> kept" }
  }

  @Test func `a long paste is one block, and one undo`() throws {
    let console = try start(rows: 12)
    let lines = (1...300).map { "\tx\($0) = \($0)" }
    console.type("\u{1B}[200~do\r\(lines.joined(separator: "\r"))\rend\u{1B}[201~")
    try console.expect("its end") { $0.cursorLine == "     …> end" }
    console.type(Console.undo)
    try console.expectPrompt()
  }
}
