import Testing

@Test func `the manual speaks of every subcommand, option and module`() throws {
  let manual = try Program.run(["manual"]).output.replacing("\\-", with: "-")
  for part in [
    "formic run", "formic bench", "formic plugin list", "formic plugin info", "formic plugin check", "formic plugin reload", "formic plugin new",
    "formic stubs", "formic manual", "formic completions", "-e <code>", "-l <module>", "--watch", "--color", "chart.line", "json.encode", "script.options",
    "vector.zeros", "economy.", "swarm.", "plugin.load", "auction:", "FORMIC_HOME", "NO_COLOR", "130",
  ] {
    #expect(manual.contains(part), "\(part)")
  }
  #expect(manual.hasPrefix(".TH FORMIC 1"))
}

@Test(arguments: ["bash", "zsh", "fish"])
func `completions know every subcommand`(shell: String) throws {
  let script = try Program.run(["completions", shell])
  #expect(script.status == 0)
  for word in ["run", "bench", "plugin", "stubs", "manual", "completions", "watch"] { #expect(script.output.contains(word)) }
}

@Test func `the checked-in type stubs are those of the declarations`() throws {
  let check = try Program.run(["stubs", "--check"])
  #expect(check == Program.Outcome(status: 0, output: "", complaints: ""), "run 'formic stubs'")
}

@Test func `a stale, missing or left-over stub is found`() throws {
  let folder = TemporaryFolder()
  #expect(try Program.run(["stubs", "--check", "--into", folder.path]).status == 1)
  #expect(try Program.run(["stubs", "--into", folder.path]).status == 0)
  #expect(try Program.run(["stubs", "--check", "--into", folder.path]).status == 0)
  folder.write("json.lua", folder.text(of: "json.lua")! + "\n")
  folder.write("gone.lua", "")
  let check = try Program.run(["stubs", "--check", "--into", folder.path])
  #expect(check.status == 1)
  #expect(check.complaints.contains("json.lua, gone.lua"))
  #expect(try Program.run(["stubs", "--into", folder.path]).output.hasPrefix("wrote 1, removed 1"))
}
