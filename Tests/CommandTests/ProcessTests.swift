import Testing

/// Programs a script starts, and files it finds and leaves.
struct ProcessTests {
  private func run(_ script: String, in folder: TemporaryFolder, environment: [String: String] = [:]) throws -> String {
    let outcome = try Program.run(["-C", folder.path, Program.executable, "-"], input: """
      local function refused(part, f, ...)
        local done, problem = pcall(f, ...)
        assert(not done and tostring(problem):find(part, 1, true), "expected '" .. part .. "', got: " .. tostring(problem))
      end
      \(script)
      """, environment: environment, program: "/usr/bin/env")
    #expect(outcome.status == 0, "\(outcome.complaints)")
    return outcome.output
  }

  @Test func `a program run by a script has its own world, input, variables and end`() throws {
    _ = try run("""
      local r = script.run({ "-e", "left = 1 print(io.read('a'), os.getenv('WORD')) io.stderr:write('complains') os.exit(7)" },
        { input = "given", environment = { WORD = "said" } })
      assert(r.output == "given\\tsaid\\n" and r.complaints == "complains" and r.status == 7 and not r.stopped and r.seconds > 0)
      assert(rawget(_G, "left") == nil)
      assert(script.run({ "-" }).output == "", "without input there is none")
      assert(script.run({ "nowhere.lua" }).complaints:find("cannot open nowhere.lua"))
      assert(script.run({ "-e", "io.write(('x'):rep(1 << 25))" }).output == ("x"):rep(1 << 24), "16 MiB are kept")
      refused("zero byte", script.run, { "a\\0b" })
      refused("without '='", script.run, {}, { environment = { ["A=B"] = "x" } })
      """, in: TemporaryFolder())
  }

  @Test func `at its time limit it is killed with all it started, and what it wrote is there`() throws {
    let folder = TemporaryFolder()
    _ = try run("""
      local r = script.run({ "-e", "print('begun') io.stdout:flush() os.execute('sleep 3; touch survived') while true do end" }, { time_limit_s = 0.5 })
      assert(r.stopped and r.status == 128 + 9 and r.output == "begun\\n" and r.seconds < 2.5, r.output .. r.seconds)
      local start = script.clock()
      while script.clock() - start < 3.2 do end
      assert(not io.open("survived"))
      """, in: folder)
  }

  @Test func `files are listed by pattern, sorted, without folders`() throws {
    let folder = TemporaryFolder()
    for name in ["b.lua", "a.lua", "c.txt", "sub/z.lua", "sub/y.lua", "od[d]*/x.lua"] { folder.write(name, "") }
    _ = try run("""
      assert(table.concat(script.files(".", "*.lua"), " ") == "a.lua b.lua")
      assert(table.concat(script.files("."), " ") == "a.lua b.lua c.txt")
      assert(table.concat(script.files(".", "*/*.lua"), " ") == "od[d]*/x.lua sub/y.lua sub/z.lua")
      assert(table.concat(script.files("od[d]*", "*"), " ") == "x.lua" and #script.files(".", "*.swift") == 0)
      refused("script.files: nowhere: No such file", script.files, "nowhere")
      refused("script.files", script.files, "a\\0b")
      """, in: folder)
  }

  @Test func `a temporary folder goes with the program, links in it are not followed`() throws {
    let folder = TemporaryFolder()
    folder.write("kept/file", "kept")
    let path = try run("""
      local path = script.temporary_folder()
      os.execute("mkdir -p " .. path .. "/a/b && touch " .. path .. "/a/b/c && ln -s $PWD/kept " .. path .. "/link")
      assert(path:find(os.getenv("TMPDIR"), 1, true) == 1 and path ~= script.temporary_folder())
      print(path)
      """, in: folder, environment: ["TMPDIR": folder.path])
    #expect(path.contains(folder.path))
    #expect(try Program.run(["-c", "cd \(folder.path) && ls && cat kept/file"], program: "/bin/sh").output == "kept\nkept")
  }
}
