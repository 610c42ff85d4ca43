import Testing

/// `reload()`: changed modules and policies take over, broken ones don't.
struct ReloadTests {
  private func run(_ script: String, in folder: TemporaryFolder) throws -> Program.Outcome {
    try Program.run(["-", folder.path], input: """
      local folder = ...
      package.path = folder .. "/?.lua"
      local function write(name, text) local f = assert(io.open(folder .. "/" .. name, "w")) f:write(text) f:close() end
      \(script)
      """)
  }

  @Test func `a module's new fields are found in its old table`() throws {
    let outcome = try run("""
      write("shape.lua", "local M = { sides = 3 } function M.area() return 'old' end return M")
      local shape = require "shape"
      reload()
      write("shape.lua", "return { area = function() return 'new' end, corners = 4 }")
      reload()
      assert(shape == require "shape" and shape.area() == "new" and shape.corners == 4 and shape.sides == 3)
      """, in: TemporaryFolder())
    #expect(outcome.status == 0, "\(outcome.complaints)")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 2 && lines.first == "nothing has changed" && lines.last?.hasPrefix("shape: taken up from ") == true, "\(outcome.output)")
  }

  @Test(arguments: [
    ("return {", ":1: "), ("local x = 1\\nerror('not today')", ":2: not today"), ("\\n\\nreturn nil + 1", ":3: attempt to perform arithmetic"),
  ])
  func `a broken module leaves the old one, and is named with its line`(text: String, place: String) throws {
    let outcome = try run("""
      write("m.lua", "return { x = 1 }")
      local m = require "m"
      write("m.lua", "\(text)")
      reload()
      assert(m.x == 1 and require "m" == m)
      write("m.lua", "return { x = 2 }")
      reload()
      assert(m.x == 2)
      """, in: TemporaryFolder())
    #expect(outcome.status == 0, "\(outcome.complaints)")
    #expect(outcome.output.contains("m: not taken up, the version before stays: ") && outcome.output.contains("m.lua\(place)"), "\(outcome.output)")
    #expect(outcome.output.contains("m: taken up from "))
  }

  @Test func `a policy in force takes over`() throws {
    let outcome = try run("""
      local original = assert(io.open("\(Program.root)/plugins/auction/vickrey.lua")):read("a")
      write("vickrey.lua", original)
      local c = colony.new{ nodes = 16, tasks = 50, use = { auction = folder .. "/vickrey.lua" } }
      write("vickrey.lua", (original:gsub('version = "1.0.0"', 'version = "1.0.1"')))
      reload()
      write("vickrey.lua", "return {")
      reload()
      """, in: TemporaryFolder())
    #expect(outcome.status == 0, "\(outcome.complaints)")
    #expect(outcome.output.contains("auction: vickrey 1.0.1 took over from 1.0.0"))
    #expect(outcome.output.contains("not swapped, the version before stays"))
  }
}
