import PluginHost
import Testing

@Suite struct TextTests {
  @Test func `keys are found through comments, strings, functions and nested tables`() {
    let lines = KeyLines("""
      --[[ return { name = 1 } ]]
      local text = "return { name = 2 }"
      local function f() return { name = 3 } end
      if text then
        text = [==[ } ]==]
      end

      return {
        name = "x", -- name = 4 }
        options = {
          first = { type = "integer", default = (function() return { max = 1 } end)(), max = 2 },

          ["second"] = {
            help = "a } brace",
          },
        },
        clear = function(self) if self then return { api = 1 } end end,
        api = "1"
      }
      """)
    #expect(lines.table == 8)
    #expect(lines.line(of: "name") == 9)
    #expect(lines.line(of: "options.first.max") == 11)
    #expect(lines.line(of: "options.second.help") == 14)
    #expect(lines.line(of: "options.second.min") == 13)
    #expect(lines.line(of: "clear") == 17)
    #expect(lines.line(of: "api") == 18)
    #expect(lines.line(of: "nowhere") == 8)
  }

  @Test func `a table returned by name is followed to its definitions`() {
    let lines = KeyLines("""
      local P = { kind = "x",
        name = "y" }
      P.api = "1"
      function P.clear(self) local a = P.name return a end
      function P:score() end
      return P
      """)
    #expect(["kind", "name", "api", "clear", "score", "other"].map(lines.line) == [1, 2, 3, 4, 5, 1])
  }

  @Test(arguments: ["", "return", "return {", "return { [", "return { a = ", "local x = \"open", "[[", "--[[", "return {{{{", "}}}}", "return P", "end end"])
  func `a broken text still has lines`(text: String) {
    #expect(KeyLines(text).line(of: "a.b") >= 1)
  }

  @Test func `a content hash is BLAKE2b-256`() {
    #expect(contentHash("") == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8")
    #expect(contentHash("a") != contentHash("b"))
  }

  @Test func `a header's examples end at blank lines`() {
    let examples = HeaderExample.all(in: """
      --- Title.
      ---
      ---     > one(1)
      ---     1   2
      ---     more
      ---
      --- Not expected.
      ---     > two()
      ---     >> + 3
      ---     5
      return {} ---   > three()
      """)
    #expect(examples == [
      HeaderExample(expression: "one(1)", expected: ["1   2", "more"], line: 3),
      HeaderExample(expression: "two()\n+ 3", expected: ["5"], line: 8),
    ])
  }
}
