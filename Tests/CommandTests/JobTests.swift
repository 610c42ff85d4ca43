import Testing

/// Colonies in the background, as a script sees them.
struct JobTests {
  @Test func `jobs lists what runs, and stops it`() throws {
    let outcome = try Program.run(["-"], input: """
      assert(#jobs() == 0)
      local a, b = colony.new{ nodes = 16, tasks = 50 }, colony.new{ nodes = 16, tasks = 50 }
      a:start(0.01)
      b:start(0.01)
      local running = jobs()
      assert(#running == 2 and running[1] == a and running[2] == b)
      assert(tostring(running[1]):find("^colony 1  %d+%%"), tostring(running[1]))
      running[1]:stop()
      assert(#jobs() == 1 and jobs()[1] == b and not a.running)
      b:stop()
      assert(#jobs() == 0)
      a:run()
      assert(a.done and tostring(a):find("100%%"))
      """)
    #expect(outcome.status == 0, "\(outcome.complaints)")
  }
}
