import FoundationEssentials
import Testing

/// A colony at work behind the prompt, in the program as people have it.
@Suite(.serialized) struct ColonySessionTests {
  let home = Home()

  private func start(_ arguments: [String] = []) throws -> Console {
    let console = try Console(Console.formic, arguments, home: home, columns: 120, rows: 60)
    try console.expectPrompt()
    return console
  }

  @Test func `a colony in the background reports above the prompt, the draft intact`() throws {
    let console = try start()
    try console.enter("c = colony.new{ nodes = 16, tasks = 600 }")
    try console.enter("c:start(100);")
    console.type("if a_draft then" + Console.enter + "goes_on(")
    try console.expect("the colony's end") { $0.text.contains("colony 1 done  100%") }
    try console.expectDraft("formic> if a_draft then", "     …>   goes_on(", column: 18)
    #expect(console.screen.lines.filter { $0.contains("a_draft") }.count == 1)
  }

  @Test func `a line below the prompt tells how far a running colony is, and goes with it`() throws {
    let console = try start()
    try console.enter("c = colony.new{ nodes = 16, tasks = 600 }")
    try console.enter("c:start(100);")
    try console.expect("the line below") { screen in
      guard let prompt = screen.lines.lastIndex(of: "formic>") else { return false }
      return screen.row == prompt && screen.lines[prompt + 1].contains("colony") && screen.lines[prompt + 1].contains("%")
    }
    let before = console.screen.lines[console.screen.row + 1]
    try console.expect("it moving, with no key pressed") { $0.lines[$0.row + 1] != before && $0.lines[$0.row + 1].contains("%") }
    console.type("a_draft")
    try console.expect("the colony's end, and no line") { screen in
      screen.text.contains("colony 1 done") && screen.cursorLine == "formic> a_draft" && screen.lines[(screen.row + 1)...].allSatisfy(\.isEmpty)
    }
  }

  @Test func `a swap takes effect in a running colony, Ctrl-C and Ctrl-D leave it safe`() throws {
    let console = try start()
    try console.enter("c = colony.new{ nodes = 16, tasks = 4000 }")
    try console.enter("c:start(20);")
    try console.enter("c:use('auction', 'first_price');")
    console.type("a draft" + Console.controlC)
    try console.expectPrompt()
    try console.enter("c.running and tostring(c):find('auction first_price') and 'swapped while running'")
    try console.expectLine(#""swapped while running""#)
    try console.enter("c:stop();")
    try console.enter("c.running or c.done or 'stopped on the way'")
    try console.expectLine(#""stopped on the way""#)
    try console.enter("c:start(20);")
    console.type(Console.controlD)
    try console.expect("a warning, and the prompt again") { $0.text.contains("a job is still running") && $0.lines.contains("formic>") }
    try console.enter("jobs()")
    try console.expect("the job") { $0.text.contains("colony") }
    console.type(Console.controlD)
    try console.expect("the warning again, since something was entered between") {
      $0.text.split(separator: "\n").count { $0.contains("a job is still running") } == 2
    }
    console.type(Console.controlD)
    #expect(try console.finish() == 0)
  }

  @Test func `Ctrl-C stops a run between two events, and it goes on to the same digest`() throws {
    let console = try start()
    try console.enter("function found() return colony.new{ nodes = 64, tasks = 4000 } end")
    try console.enter("digest = found():run():report().digest")
    try console.enter("c = found()")
    console.type("print('running'); c:run()" + Console.enter)
    try console.expectLine("running")
    console.type(Console.controlC)
    try console.expectPrompt()
    try console.enter("c.done")
    try console.expectLine("false")
    try console.enter("c:run():report().digest == digest and 'the same digest'")
    try console.expectLine(#""the same digest""#)
  }

  // MARK: Saving a plugin while a colony runs

  private func save(version: String, rule: String = "return nil") throws {
    let text = """
      return {
        kind = "auction", name = "mine", version = \(version), api = "1",
        summary = "Nobody wins.",
        clear = function(self, ctx, prices, feasible)
          \(rule)
        end,
      }
      """
    try text.write(toFile: home.path + "/plugins/auction/mine.lua", atomically: true, encoding: .utf8)
  }

  @Test func `a saved plugin takes over, a bad save tells every problem and leaves the version before`() throws {
    try FileManager.default.createDirectory(atPath: home.path + "/plugins/auction", withIntermediateDirectories: true)
    try save(version: #""1.0.0""#)
    let console = try start(["--watch"])
    try console.enter("plugin.add('\(home.path)/plugins')")
    try console.enter("c = colony.new{ nodes = 16, tasks = 4000, use = { auction = 'mine' } }")
    try console.enter("c:start(5);")
    console.type("a_draft(")
    try console.expectDraft("formic> a_draft(", column: 16)
    try save(version: #""1.1.0""#)
    try console.expect("the swap") { $0.text.contains("auction: mine 1.1.0 took over from 1.0.0 at ") }
    try console.expectDraft("formic> a_draft(", column: 16)
    try save(version: "3, sumary = 1")
    try console.expect("both problems") { screen in
      let problems = screen.lines.filter { $0.contains("mine.lua:2:") }
      return problems.contains { $0.contains("version") } && problems.contains { $0.contains("sumary") }
    }
    try console.expectDraft("formic> a_draft(", column: 16)
    try save(version: #""1.2.0""#, rule: "return return")
    try console.expect("the syntax error's line") { $0.text.contains("mine.lua:5:") }
    console.type(Console.controlC)
    try console.expectPrompt()
    try console.enter("#c:report().swaps == 1 and 'one swap'")
    try console.expectLine(#""one swap""#)
  }
}
