import Glibc
import Testing

/// The main job and the ablation as a user runs them, on a few of the real arrivals.
struct ColonyScriptTests {
  private func digest(_ options: String) throws -> String {
    let outcome = try Program.run(["-e", "print(colony.new{ nodes = 24, tasks = 300, \(options) }:run():report().digest)"])
    #expect(outcome.status == 0, "\(outcome.complaints)")
    return outcome.output
  }

  @Test func `a comment in a policy changes no result, a rule does`() throws {
    let folder = try #require(mkdtemp(strdup("/tmp/formic-policy-XXXXXX")).map { String(cString: $0) })
    let path = folder + "/auction/vickrey.lua"
    let copied = try Program.run(["-", folder, path], input: """
      local folder, path = ...
      os.execute("mkdir -p " .. folder .. "/auction")
      local original = assert(io.open("\(Program.root)/plugins/auction/vickrey.lua")):read("a")
      assert(io.open(path, "w")):write("-- Another comment.\\n", original):close()
      """)
    #expect(copied.status == 0, "\(copied.complaints)")
    let plain = try digest("")
    #expect(try digest("use = { auction = '\(path)' }") == plain)
    #expect(try digest("use = { auction = 'native' }") == plain, "the built-in rule is the plugin's twin")
    #expect(try digest("use = { auction = 'first_price' }") != plain)
  }

  @Test func `results depend on neither the number of workers nor the order of runs`() throws {
    let script = """
      local function digests(list, workers)
        local t = {}
        for i, r in ipairs(colony.sweep(list, { workers = workers })) do t[i] = r.digest end
        return t
      end
      local runs = {}
      for seed = 1, 4 do runs[seed] = { nodes = 24, tasks = 200, seed = seed, swaps = { { at = 0.5, use = { consensus = "majority" } } } } end
      local one, two = digests(runs, 1), digests(runs, 2)
      local backwards = digests({ runs[4], runs[3], runs[2], runs[1] }, 2)
      for i = 1, 4 do assert(one[i] == two[i] and one[i] == backwards[5 - i]) end
      assert(one[1] ~= one[2])
      """
    let outcome = try Program.run(["-e", script])
    #expect(outcome.status == 0, "\(outcome.complaints)")
  }

  @Test func `the market day reports as text, as JSON and as figures`() throws {
    let job = ["run", Program.root + "/scripts/market_day.lua", "--tasks", "400", "--nodes", "24"]
    let folder = try #require(mkdtemp(strdup("/tmp/formic-figures-XXXXXX")).map { String(cString: $0) })
    let text = try Program.run(job + ["--svg", folder])
    #expect(text.status == 0, "\(text.complaints)")
    for part in ["auction vickrey → first_price", "Tasks by end", "frozen head", "balanced", "digest "] {
      #expect(text.output.contains(part))
    }
    for name in ["accuracy", "price", "latency"] { #expect(access("\(folder)/\(name).svg", R_OK) == 0) }
    let json = try Program.run(job + ["--json"])
    let check = try Program.run(["-"], input: """
      local report = json.decode([==[\(json.output)]==])
      assert(report.tasks.total == 400 and report.market.balanced and #report.swaps == 2)
      assert(report.arms.none and report.arms["local"] and report.arms.gossip)
      """)
    #expect(json.status == 0 && check.status == 0, "\(json.complaints)\(check.complaints)")
  }

  /// Every stage is connected: without its policy, the figure it is there for gets worse.
  @Test func `each kind's baseline hurts its own stage`() throws {
    let outcome = try Program.run(["run", Program.root + "/scripts/ablation.lua", "--seeds", "1", "--json"], seconds: 300)
    #expect(outcome.status == 0, "\(outcome.complaints)")
    let check = try Program.run(["-"], input: """
      local rows = json.decode([==[\(outcome.output)]==])
      assert(#rows == 14)
      for _, row in ipairs(rows) do assert(row.hurt == "1 of 1", row.kind .. ": " .. row.with .. " → " .. row.without) end
      """)
    #expect(check.status == 0, "\(check.complaints)")
  }

  @Test func `a bad option of the main job is a usage error`() throws {
    let outcome = try Program.run(["run", Program.root + "/scripts/market_day.lua", "--nodse", "3"])
    #expect(outcome.status == 2 && outcome.complaints.contains("nodes"))
  }
}
