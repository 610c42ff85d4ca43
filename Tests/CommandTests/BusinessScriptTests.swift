import Testing

/// Markets of businesses as a script sees them, and the script that compares auction rules on them.
struct BusinessScriptTests {
  private func run(_ script: String) throws {
    let outcome = try Program.run(["-"], input: """
      local function refused(part, f, ...)
        local done, problem = pcall(f, ...)
        assert(not done and tostring(problem):find(part, 1, true), "expected '" .. part .. "', got: " .. tostring(problem))
      end
      \(script)
      """)
    #expect(outcome.status == 0, "\(outcome.complaints)")
  }

  @Test func `the script prints shares, strategies and rules, and the same bytes on any number of threads`() throws {
    let arguments = ["run", Program.root + "/scripts/businesses.lua", "--seeds", "2", "--days", "1", "--rate", "40"]
    let one = try Program.run(arguments + ["--workers", "1"], input: "")
    #expect(one.status == 0, "\(one.complaints)")
    for part in ["Market share under vickrey", "Strategies under vickrey", "price of anarchy", "Less vickrey", "posted_price", "specialist", "digest "] {
      #expect(one.output.contains(part), "no '\(part)' in:\n\(one.output)")
    }
    let three = try Program.run(arguments + ["--workers", "3"], input: "")
    #expect(one.output == three.output)
    let other = try Program.run(arguments.dropLast(2) + ["--rate", "41"], input: "")
    #expect(other.output.suffix(70) != one.output.suffix(70))
  }

  @Test func `what a week came to adds up`() throws {
    try run("""
      local m = business.market{ days = 2, rate = 30, businesses = { "cost_plus", { "specialist", copies = 2 }, { "learner", target = 0.2, as = "eager" } } }
      assert(not m.done and m.day == 0 and tostring(m):find("^business market  day 0 of 2"))
      assert(m:run(0.5) == m and m.day == 0.5 and m:run():report().balanced and m.done)
      local r = m:report()
      local q, living, share = r.requests, 0, 0
      assert(q.total > 1000 and q.served + q.wrong + q.late + q.unserved + q.overpriced == q.total)
      for _, b in ipairs(r.businesses) do living, share = living + b.living, share + b.share end
      assert(living == 4 and math.abs(share - 1) < 1e-9 and r.businesses[3].name == "eager")
      assert(#r.businesses[1].shares == 8 and #r.businesses[1].population == 2)
      assert(r.spend_ruv >= r.payments_ruv and r.planned_ruv <= r.optimum_ruv and r.anarchy >= 1 and #r.suspensions == 0)
      local b = m:business(1)
      assert(b.stake_ruv >= 0 and #b.skills == 10 and b.wins <= b.bids)
      """)
  }

  @Test func `an auction rule is put in force on the way, and changes what follows`() throws {
    try run("""
      local function week(rule)
        local m = business.market{ days = 1, rate = 40 }:run(0.5)
        if rule then m:use(rule) end
        return m:run():report()
      end
      local a, b, c = week(), week("first_price"), week("vickrey")
      assert(a.digest ~= b.digest and a.digest == c.digest and b.rule == "first_price")
      local whole = business.market{ days = 1, rate = 40 }:run():report()
      assert(whole.digest == a.digest)
      local m = business.market{ days = 1, rate = 5 }
      refused("first_prize", m.use, m, "first_prize")
      assert(m:report().rule == "vickrey")
      """)
  }

  @Test func `options that make no market are refused by name`() throws {
    try run("""
      refused("businesses: 1…64 of them, got 0", business.market, { businesses = {} })
      refused("copies is an integer, 1…64", business.market, { businesses = { { "learner", copies = 0 } } })
      refused("two are called 'learner'", business.market, { businesses = { "learner", { "learner", target = 0.5 } } })
      refused("businesses[2]: a plugin's name expected", business.market, { businesses = { "learner", 3 } })
      refused("lerner", business.market, { businesses = { "lerner" } })
      refused("target", business.market, { businesses = { { "learner", target = 7 } } })
      refused("days", business.market, { days = 0 })
      refused("rate", business.market, { rate = 0 / 0 })
      refused("/nowhere", business.market, { arrivals = "/nowhere" })
      refused("there are 1…14", function() business.market{ days = 1, rate = 1 }:business(15) end)
      refused("vikrey", business.market, { rule = "vikrey" })
      local m = business.market{ capital = 0, stake = 7, rent = 0, mutation = 0, days = 1, rate = 20 }:run()
      assert(m:report().balanced and m:report().requests.served == 0, "nobody can pay for power")
      """)
  }

  @Test func `a text that orders more than it has is suspended, and the report says what it did`() throws {
    try run("""
      local folder = os.tmpname()
      os.remove(folder)
      os.execute("mkdir " .. folder)
      local path = folder .. "/spendthrift.lua"
      local file = assert(io.open(path, "w"))
      -- It keeps every law until the market's second day.
      file:write([[return { kind = "business", name = "spendthrift", version = "1.0.0", api = "1", summary = "Spends what it hasn't.",
        cost = function(self, ctx, units, domain) return units * 6000 end,
        bid = function(self, ctx, cost) return cost end,
        invest = function(self, ctx)
          if ctx.day == 1 and ctx.hour == 0 then return nil, nil, ctx.balance + 1 end
          return nil
        end }]])
      file:close()
      local m = business.market{ businesses = { "cost_plus", { path, as = "spendthrift" } }, days = 2, rate = 20 }:run()
      local r = m:report()
      os.remove(path)
      os.remove(folder)
      assert(#r.suspensions == 1 and r.suspensions[1]:find("µrUv to spend"), r.suspensions[1])
      assert(r.businesses[2].suspended and r.balanced)
      """)
  }

  @Test func `a colony's nodes bid by their business, and a bad one costs welfare`() throws {
    try run("""
      local function welfare(use) return colony.new{ nodes = 48, tasks = 1500, use = use }:run():report() end
      local plain, none, greedy, random = welfare(nil), welfare{ business = "none" }, welfare{ business = { "cost_plus", margin = 0.5 } }, welfare{ business = "random" }
      assert(plain.digest == none.digest, "the built-in business leaves the asking to the bidding rule")
      assert(greedy.market.payments_ruv > plain.market.payments_ruv, "a margin is paid")
      assert(random.market.welfare_ruv < 0.95 * plain.market.welfare_ruv, "and a random price costs welfare")
      assert(greedy.policies.business.calls > 1000 and plain.policies.business.calls == 0)
      """)
  }
}
