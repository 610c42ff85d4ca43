import Testing

/// `debug.here()`: a prompt inside a function, running or failed.
@Suite(.serialized) struct InspectionTests {
  let home = Home()

  private func start() throws -> Console {
    let console = try Console(home: home, columns: 100, rows: 40)
    try console.expectPrompt()
    return console
  }

  @Test func `after an error the variables of every function on the way are there`() throws {
    let console = try start()
    try console.enter("debug.here()")
    try console.expectLine("error: debug.here: nothing has failed yet; called in a function, it stops there")
    try console.enter("function f(a) local b = a * 2; error('no ' .. b) end")
    try console.enter("function g() local x = 5; f(x); return x end")
    try console.enter("y = g()")
    try console.enter("debug.here()", prompt: "here>")
    try console.expectLine("> 1  input 2:1  global 'f'")
    try console.expectLine("  2  input 3:1  global 'g'")
    try console.expectLine("  a = 5, b = 10")
    try console.enter("a + b", prompt: "here>")
    try console.expectLine("15")
    console.type("b = 1" + Console.enter)
    try console.expectPrompt("here>")
    try console.enter("{ b, undefined_here }", prompt: "here>")
    try console.expect("an error that leaves the prompt") { $0.text.contains("undefined global 'undefined_here'") }
    try console.enter("b", prompt: "here>")
    try console.expectLine("1")
    try console.enter("debug.here(2)", prompt: "here>")
    try console.enter("x, print", prompt: "here>")
    try console.expect("the caller's variable") { $0.lines.contains { $0.hasPrefix("5, function") } }
    try console.enter("debug.here(9)", prompt: "here>")
    try console.expect("what there is") { $0.text.contains("debug.here: level 9: there are 1…") }
    console.type(Console.controlD)
    try console.expectPrompt()
    try console.enter("x")
    try console.expect("it unknown again") { $0.text.contains("error: undefined global 'x'") }
  }

  @Test func `a running function stops where it says so, takes what is assigned, and goes on`() throws {
    let console = try start()
    try console.enter("function h(n) local m = n + 1; debug.here(); return m end")
    try console.enter("r = h(1)", prompt: "here>")
    try console.expectLine("stopped; Ctrl-D goes on")
    try console.enter("n, m", prompt: "here>")
    try console.expectLine("1, 2")
    console.type("a draft" + Console.controlC)
    try console.expectPrompt("here>")
    console.type("while true do m = 40 end" + Console.enter)
    try console.expect("it running") { $0.text.contains("m = 40 end") }
    console.type(Console.controlC)
    try console.expectPrompt("here>")
    console.type("m" + Console.tab)
    try console.expect("names of the function among what completes") { $0.lines.contains { $0.contains("math") && $0.contains("m ") } }
    console.type("\u{15}" + Console.controlD)
    try console.expectPrompt()
    try console.enter("r")
    try console.expectLine("40")
  }

  @Test func `a prompt inside a prompt inside a coroutine`() throws {
    let console = try start()
    try console.enter("co = coroutine.wrap(function(v) local inner = v; debug.here(); coroutine.yield(inner) end)")
    try console.enter("function k(w) local outer = w; debug.here(); return outer end")
    try console.enter("co(7)", prompt: "here>")
    try console.enter("k(8)", prompt: "here>")
    try console.enter("outer", prompt: "here>")
    try console.expectLine("8")
    console.type(Console.controlD)
    try console.expectPrompt("here>")
    try console.enter("inner", prompt: "here>")
    try console.expectLine("7")
    console.type("inner = 70" + Console.enter)
    try console.expectPrompt("here>")
    console.type(Console.controlD)
    try console.expectPrompt()
    try console.expectLine("70")
  }

  @Test func `a script opens a prompt where it stands, if there is a terminal`() throws {
    try home.write("script.lua", "local answer = 41\nprint('before')\ndebug.here()\nprint('answer', answer)\n")
    let console = try Console(Console.formic, [home.path + "/script.lua"], home: home)
    try console.expectPrompt("here>")
    try console.enter("answer = answer + 1", prompt: "here>")
    console.type(Console.controlD)
    #expect(try console.finish() == 0)
    #expect(console.screen.lines.contains { $0.hasPrefix("answer") && $0.hasSuffix("42") })
    let piped = try Console("/bin/sh", ["-c", "\"$F\" \"$S\" </dev/null"], home: home, environment: ["F": Console.formic, "S": home.path + "/script.lua"])
    #expect(try piped.finish() == 1)
    #expect(piped.screen.text.contains("debug.here: the standard input is no terminal"))
  }
}
