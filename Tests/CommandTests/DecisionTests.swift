import Testing

/// The log of decisions: replayed byte for byte, and never believed.
struct DecisionTests {
  private static let prelude = """
    local function refused(part, f, ...)
      local done, problem = pcall(f, ...)
      assert(not done and tostring(problem):find(part, 1, true), "expected '" .. part .. "', got: " .. tostring(problem))
    end
    local function logged(options, way)
      local all = { nodes = 24, tasks = 150, decisions = "day.decisions" }
      for name, value in pairs(options or {}) do all[name] = value end
      local c = colony.new(all)
      if way then way(c) end
      c:run()
      return plugin.decisions("day.decisions"), c
    end
    local function bytes(file) local f = assert(io.open(file, "rb")); local text = f:read("a"); f:close(); return text end
    local function write(file, text) local f = assert(io.open(file, "wb")); f:write(text); f:close() end

    """

  @discardableResult private func run(_ script: String, in folder: TemporaryFolder = TemporaryFolder()) throws -> String {
    let outcome = try Program.run(["-C", folder.path, Program.executable, "-"], input: Self.prelude + script, program: "/usr/bin/env")
    #expect(outcome.status == 0, "\(outcome.complaints.prefix(2_000))")
    return outcome.output
  }

  @Test func `a log replays byte for byte, memories, chance and swaps included, and changes no result`() throws {
    try run("""
      local function way(c) c:run(10):use("auction", "first_price"):use("bidding", "sniper"):use("bidding", "learner"):run(20) end
      local log, c = logged({ use = { bidding = "learner", auction = "random" } }, way)
      local outcome = log:replay()
      assert(outcome.same == #log and outcome.different == 0 and outcome.refused == 0 and #log > 1000, json.encode(outcome))
      local plain = colony.new{ nodes = 24, tasks = 150, use = { bidding = "learner", auction = "random" } }
      way(plain)
      assert(plain:run():report().digest == c:report().digest)
      assert(bytes("day.decisions") == (logged({ use = { bidding = "learner", auction = "random" } }, way) and bytes("day.decisions")), "the same bytes again")
      """)
  }

  @Test func `a log names the text, the inputs and the answer of each decision, and what another rule would have said`() throws {
    try run("""
      local log = logged()
      local seen = {}
      for i = 1, #log do
        local d = log:at(i)
        seen[d.policy] = (seen[d.policy] or 0) + 1
        assert(#d.hash == 64 and (d.results or d.fault))
        if d.policy == "auction/vickrey" and d.results.winner then
          assert(d.arguments.prices[d.results.winner] <= d.results.payment and d.results.payment <= d.context.reserve)
        end
      end
      assert(seen["auction/vickrey"] and seen["bidding/truthful"] and seen["pricing/constant_product"] and seen["reputation/beta"])
      local other = log:replay{ auction = "first_price" }
      assert(other.different > 0 and other.different <= seen["auction/vickrey"] and other.same + other.different == #log, json.encode(other))
      assert(log:replay{ auction = "vickrey" }.different == 0)
      refused("built-in rule", log.replay, log, { auction = "native" })
      refused("outside 1…", log.at, log, #log + 1)
      refused("no kind of policy", log.replay, log, { auktion = "vickrey" })
      """)
  }

  @Test func `a policy that fails is in the log with its fault, and so is who stood in`() throws {
    let folder = TemporaryFolder()
    folder.write("auction/broken.lua", """
      --- Breaks at its thirtieth auction.
      return {
        kind = "auction", name = "broken", version = "1.0.0", api = "1", summary = "Breaks late.",
        clear = function(self, ctx, prices, feasible)
          if ctx.now_us > 5000000 then error("enough") end
          local ties, winner = ctx.tie, nil
          for i = 1, #prices do
            if feasible[i] and (not winner or prices[i] < prices[winner] or (prices[i] == prices[winner] and ties[i] < ties[winner])) then winner = i end
          end
          if winner then return winner, prices[winner] end
        end,
      }
      """)
    try run("""
      local log, c = logged{ use = { auction = "./auction/broken.lua" } }
      assert(c:report().policies.auction.suspended)
      local faults = {}
      for i = 1, #log do if log:at(i).fault then faults[#faults + 1] = i end end
      assert(#faults == 1 and log:at(faults[1]).fault:find("enough", 1, true))
      assert(log:at(faults[1] + 1).hash == "native" and log:at(faults[1] + 1).results)
      assert(log:replay().same + log:replay().built_in == #log and log:replay().built_in > 0)
      """, in: folder)
  }

  @Test func `a changed log is refused, a cut one is read to the cut, and no bytes do harm`() throws {
    try run("""
      logged()
      local whole = bytes("day.decisions")
      for _, place in ipairs { 30, 5000, #whole // 2, #whole - 3 } do
        write("x", whole:sub(1, place - 1) .. string.char(whole:byte(place) ~ 1) .. whole:sub(place + 1))
        assert(not pcall(plugin.decisions, "x"), "byte " .. place)
      end
      write("x", whole:sub(1, #whole - 2000))
      local cut = plugin.decisions("x")
      assert(tostring(cut):find("cut short", 1, true) and cut:replay().same == #cut and #cut > 100)
      -- Without its hash every byte is hostile.
      local state = 7
      local function draw(n) state = (state * 6364136223846793005 + 1442695040888963407) & math.maxinteger; return state // 65536 % n + 1 end
      local opened = 0
      for round = 1, 1500 do
        local length = 2000 + draw(60000)
        local text = whole:sub(1, length)
        for _ = 1, draw(4) do
          local place = 20 + draw(#text - 20)
          text = text:sub(1, place - 1) .. string.char(draw(256) - 1) .. text:sub(place + 1)
        end
        write("x", text)
        local ok, log = pcall(plugin.decisions, "x")
        if ok then
          opened = opened + 1
          pcall(log.replay, log)
          pcall(log.at, log, draw(math.max(1, #log)))
          tostring(log)
        end
      end
      assert(opened > 200, opened)
      write("other", "not a log")
      refused("holds something else", colony.new, { decisions = "other" })
      refused("is no log of decisions", plugin.decisions, "other")
      refused("No such file", plugin.decisions, "nowhere")
      """)
  }
}
