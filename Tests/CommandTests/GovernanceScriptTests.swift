import Testing

/// Governance as scripts and the prompt have it, over colonies that really run.
@Suite struct GovernanceScriptTests {
  private func run(_ script: String) throws {
    let outcome = try Program.run(["-"], input: script, seconds: 120)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.complaints)")
  }

  /// Carries changes in a colony by everybody's vote and returns it, and its governor.
  private static let carry = """
    local function carry(changes, options)
      options = options or {}
      options.nodes, options.tasks, options.governance, options.learning = 16, 1500, true, "none"
      local c = colony.new(options)
      local g = c:governance()
      local n = g:propose(1, changes)
      c:run(20)
      for node = 1, 16 do g:vote(node, n, "for") end
      c:run(191)
      assert(g:proposal(n).state == "executed", g:proposal(n).state)
      return c, g
    end

    """

  @Test func `what is carried is in force in the running market, and the books balance`() throws {
    try run(Self.carry + """
      local changes = { task_fee = 1000, pool_fee = 100, bond = 50000, slash_rate = 900, dispute_window = 90000000,
        minimum_stake = 19000000, reputation_decay = 300, pheromone_decay = 0 }
      local c, g = carry(changes)
      local terms = c:report().governance.terms
      for name, value in pairs(changes) do assert(terms[name] == value, name .. " is " .. terms[name]) end
      local before = c:report().market
      c:run()
      local after = c:report()
      local ratio = (after.market.fees_ruv - before.fees_ruv) / (after.market.payments_ruv - before.payments_ruv)
      assert(ratio > 0.05, "fees are still " .. ratio)
      assert(after.market.balanced and c.done)
      """)
  }

  @Test func `a longer dispute window makes rewards wait, and a stake below the least keeps a node from being asked`() throws {
    try run(Self.carry + """
      local usual = carry({ task_fee = 200 })
      local long = carry({ dispute_window = 600000000 })
      usual:run() long:run()
      assert(long.now_s > usual.now_s + 400, long.now_s .. " and " .. usual.now_s)
      local strict = carry({ minimum_stake = 20000000, slash_rate = 100 }, { flaky = 1 })
      local bids = {}
      for node = 1, 16 do
        local state = strict:node(node)
        if state.stake_ruv < 20 then bids[node] = state.bids end
      end
      assert(next(bids), "nobody was slashed")
      strict:run()
      for node, count in pairs(bids) do assert(strict:node(node).bids == count, "node " .. node .. " was asked") end
      """)
  }

  @Test func `nodes decide by themselves, alike for the same seed, signed or not, and not at all without governance`() throws {
    try run("""
      local function digest(options)
        options.nodes, options.tasks, options.learning = 24, 2500, "none"
        local r = colony.new(options):run():report()
        return r.digest, r.governance
      end
      local first, g = digest { governance = true }
      assert(g.decided >= 2 and g.votes > 20 and g.against_stake == 0 and g.executed >= 1)
      assert(first == digest { governance = true } and first == digest { governance = true, signing = true })
      local off, none = digest {}
      assert(off ~= first and none.proposals == 0 and not none.on)
      local ok, message = pcall(function() return colony.new { nodes = 4, tasks = 4 }:governance() end)
      assert(not ok and message:find("governance = true", 1, true), message)
      """)
  }

  @Test func `the person sees the queue, approves, vetoes, pauses and resumes`() throws {
    try run("""
      local c = colony.new { nodes = 16, tasks = 1500, governance = true, learning = "none" }
      local g = c:governance()
      local rule = g:propose(1, { use = { auction = "first_price" } })
      local fee = g:propose(2, { task_fee = 900 })
      local bond = g:propose(3, { bond = 1000 })
      c:run(20)
      for node = 1, 16 do for _, n in ipairs { rule, fee, bond } do g:vote(node, n, "for") end end
      c:run(140)
      local queue = governance.queue()
      assert(#queue == 3 and queue[1].state == "succeeded" and queue[1].needs_approval and queue[2].state == "queued")
      governance.veto(fee, "too dear")
      governance.approve(rule)
      governance.pause()
      c:run(230)
      assert(g.paused and c:report().governance.executed == 0 and c:report().policies.auction.name == "vickrey")
      governance.resume()
      c:run(232)
      local r = c:report()
      assert(r.policies.auction.name == "first_price" and r.governance.terms.bond == 1000 and r.governance.terms.task_fee == 200)
      assert(r.governance.vetoed == 1 and tostring(g):find("vetoed") and #g:log() > 60)
      """)
  }
}
