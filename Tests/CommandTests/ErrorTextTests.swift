import Testing

/// What a user reads when a script fails: what, where, the line with the culprit underlined, and how it came there.
struct ErrorTextTests {
  private func complaints(of script: String, _ folder: TemporaryFolder = TemporaryFolder()) throws -> String {
    let outcome = try Program.run(["-", folder.path], input: script, environment: ["LC_ALL": "C.UTF-8"])
    #expect(outcome.status == 1)
    return outcome.complaints
  }

  @Test(arguments: [
    ("error({ code = 3 })", "error: { code = 3 }\n  at stdin:1\n  1 | error({ code = 3 })\n"),
    ("error(nil)", "error: (error object is a nil value)\n  at stdin:1\n"), ("error(42)", "error: 42\n  at stdin:1\n"),
    ("error(vector.zeros(3))", "error: vector f32[3]  0 0 0\n  at stdin:1\n"),
    ("coroutine.wrap(function()\nlocal x = nil\nreturn x.field\nend)()", "error: attempt to index a nil value (local 'x')\n  at stdin:3\n  3 | return x.field\n             ^\n"),
    ("local t = setmetatable({}, { __add = function(a, b)\nreturn a.x + b end })\nreturn t + 1", "  at stdin:2\n  2 | return a.x + b end })\n"),
    ("return load('return a.b')()", "error: undefined global 'a'\n  at [string \"return a.b\"]:1\n  1 | return a.b\n             ^\n"),
    ("table.sort({ 3, 2, 1 }, function(a, b) return a.x < b end)", "error: attempt to index a number value (local 'a')\n  at stdin:1\n"),
    ("return ecnomy.pool", "error: undefined global 'ecnomy' (did you mean 'economy'?)\n  at stdin:1\n  1 | return ecnomy.pool\n             ^^^^^^\n"),
    ("return economy.pol(1)", "error: economy has no 'pol' (did you mean 'pool'?)\n"),
    ("return vector.zeros(3):sumx()", "error: vector has no method or field 'sumx' (did you mean 'sum'?)\n"),
    ("return vector.zeros(3).tpye", "(did you mean 'type'?)\n"),
    ("return colony.new{ ndoes = 3 }", "error: colony.new: options: there is no field 'ndoes' (did you mean 'nodes'?)\n"),
    ("return plugin.load('auction/vickry')", "error: plugin.load: no plugin 'auction/vickry': did you mean 'vickrey'?\n"),
    ("return plugin.load('auction/vickrey', { flor = 3 })", "error: plugin.load: auction/vickrey: no option 'flor': did you mean 'floor'?\n"),
    ("return plugin.load('auction/vickrey', { floor = -3 })", "option 'floor': -3 µrUv is below 0\n"),
    ("return vector.zeros(-1)", "bad argument #1 'count' (-1 is out of range ≥ 0)\n"),
    ("error(('x'):rep(100000))", "… (+99 400 bytes)\n  at stdin:1\n"),
  ])
  func `an error says what and where`(script: String, part: String) throws {
    let text = try complaints(of: script)
    #expect(text.contains(part), "\(text)")
    #expect(!text.contains("native function") && text.utf8.count < 2000, "\(text)")
  }

  @Test func `an error in a required file is quoted from that file`() throws {
    let folder = TemporaryFolder()
    folder.write("mod.lua", "local M = {}\nfunction M.f(x)\n  return x.y.z\nend\nreturn M\n")
    let text = try complaints(of: "package.path = (...) .. '/?.lua'\nrequire('mod').f({})", folder)
    #expect(text.contains("/mod.lua:3\n  3 | return x.y.z\n               ^\n"), "\(text)")
    #expect(text.contains("main chunk"))
  }

  @Test(arguments: [
    ("local t = nil\n    return t.x", "attempt to index a nil value (local 't')", 5, "return t.x"),
    ("return 'x', {}", "result #1 'winner' (integer expected, got string)", 3, "clear = function(self, ctx, prices, feasible)"),
    ("while true do end", "budget exceeded", 4, "while true do end"),
  ])
  func `an error in a plugin names plugin, version, function, and the line of its file`(
    body: String, reason: String, line: Int, source: String
  ) throws {
    let folder = TemporaryFolder()
    folder.write("bad.lua", """
      return {
        kind = "auction", name = "bad", version = "1.2.0", api = "1", summary = "Fails.",
        clear = function(self, ctx, prices, feasible)
          \(body)
        end,
      }
      """)
    let text = try complaints(of: "plugin.load((...) .. '/bad.lua'):try { prices = { 3 }, reserve = 10 }", folder)
    #expect(text.contains("auction/bad 1.2.0: clear: \(reason)"), "\(text)")
    #expect(text.contains("/bad.lua:\(line)\n  \(line) | \(source)\n"), "\(text)")
    #expect(text.contains("  at stdin:1\n"))
  }
}
