import Testing

/// A compute market held by a script: several traders, shares, time, and books that are shared or in a file.
struct PoolScriptTests {
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

  @Test func `traders go by name, and each holds what it bought`() throws {
    try run("""
      local p = economy.pool(100000, 500 * economy.RUV)
      local price = p:quote(1000)
      assert(p:buy(1000, { by = "alice", limit = price }) == price and p:buy(10, 10 * economy.RUV) > 0)
      assert(p:held("alice") == 1000 and p:held() == 10 and p:balance("alice") == 1000000 * economy.RUV - price)
      refused("10 units are held", p.sell, p, 11)
      refused("above the limit", p.buy, p, 1000, { by = "alice", limit = price })
      refused("below the limit", p.sell, p, 10, { limit = price })
      refused("there is no account 'bob'", p.held, p, "bob")
      refused("did you mean 'alice'", p.balance, p, "alise")
      local units, paid = p:spend(economy.RUV, { by = "alice", limit = 100 })
      assert(paid <= economy.RUV and p:held("alice") == 1000 + units and p:quote(units + 1) > economy.RUV - paid)
      local before = p:balance("alice")
      local gone = p:raise(economy.RUV, { by = "alice", limit = 250 })
      assert(p:balance("alice") == before + economy.RUV and p:held("alice") == 1000 + units - gone)
      refused("more than the limit of 3", p.raise, p, economy.RUV, { by = "alice", limit = 3 })
      p:advance(20)
      refused("expired", p.buy, p, 1, { deadline_s = 19.5 })
      assert(p:buy(1, { deadline_s = 20 }) > 0)
      assert(p.ledger:audit() and p.refused == 4)
      """)
  }

  @Test func `shares are added and removed in the reserves' ratio`() throws {
    try run("""
      local p = economy.pool(100000, 500 * economy.RUV)
      local mine, all = p:shares("provider")
      assert(all == mine + 1000)
      local x, y = p:reserves()
      local units, paid = p:add(all // 10, { by = "carol" })
      assert(math.abs(units - x / 10) <= 1 and math.abs(paid - y / 10) <= 1000 and p:shares("carol") == all // 10)
      refused("shares asked", p.remove, p, all, { by = "carol" })
      refused("below the limit", p.remove, p, all // 10, { by = "carol", limit = paid + 1000 })
      p:buy(5000)
      p:sell(5000)
      local back, got = p:remove(all // 10, { by = "carol" })
      assert(got > paid and back >= units - 1, "fees are the shares'")
      """)
  }

  @Test func `a shared ledger's accounts trade, and nobody else moves the pool's money`() throws {
    try run("""
      local l = economy.ledger{ carol = 1000 * economy.RUV, alice = 10 * economy.RUV }
      local p = economy.pool{ units = 100000, tokens = 500 * economy.RUV, ledger = l, provider = "carol", name = "compute" }
      assert(p.ledger == l and l:balance("compute") == 500 * economy.RUV)
      refused("say whose account it is", p.buy, p, 1)
      p:buy(100, { by = "alice" })
      assert(l:statement("alice"):rows()[2].code == "swap")
      refused("belongs to the pool", l.transfer, l, "alice", "compute", 1)
      refused("belongs to the pool", l.hold, l, "compute", "alice", 1)
      local a = economy.auction{ reserve = 500, ledger = l, bond = 100 }
      refused("belongs to the pool", a.bid, a, "compute", 3)
      refused("a batch is under way", l.batch, l, function() p:buy(1, { by = "alice" }) end)
      refused("a batch is under way", l.batch, l, function() economy.pool{ units = 2000, tokens = 2000, ledger = l, provider = "carol", name = "b" } end)
      refused("'alice' has", p.buy, p, 5000, { by = "alice" })
      refused("no options given", economy.pool, {})
      refused("is open already", economy.pool, { units = 2000, tokens = 2000, ledger = l, provider = "carol", name = "compute" })
      assert(l:audit() and p:buy(1, { by = "alice" }) > 0)
      """)
  }

  @Test func `what the disk does not take, the pool has not done`() throws {
    try run("""
      local file = os.tmpname()
      os.remove(file)
      local l = economy.ledger{ store = file, carol = 1000 * economy.RUV, alice = 10 * economy.RUV }
      local p = economy.pool{ units = 100000, tokens = 500 * economy.RUV, ledger = l, provider = "carol" }
      p:buy(100, { by = "alice" })
      local x, y = p:reserves()
      l:close()
      refused("is closed", p.buy, p, 100, { by = "alice" })
      refused("is closed", p.batch, p, { { by = "alice", side = "buy", units = 3 } })
      local x2, y2 = p:reserves()
      assert(x == x2 and y == y2 and p:held("alice") == 100 and l:balance("pool") == y)
      os.remove(file); os.remove(file .. "-lock")
      """)
  }

  @Test func `a batch has one price`() throws {
    try run("""
      local p = economy.pool(100000, 500 * economy.RUV)
      p:buy(2000, { by = "bob" })
      local cleared = p:batch{
        { by = "alice", side = "buy", units = 1000 }, { by = "bob", side = "sell", units = 1000, limit = 100 }, { side = "buy", units = 5, limit = 3 },
      }
      local alice, bob, last = table.unpack(cleared.orders)
      assert(cleared.net == 0 and alice.amount >= bob.amount and alice.amount - bob.amount <= 1, "they met each other")
      assert(not last.amount and last.refusal:find("above the limit of 3", 1, true) and last.by == "trader")
      refused("orders[1].side", p.batch, p, { { side = "short", units = 1 } })
      refused("at most 1,000", p.batch, p, (function() local t = {} for i = 1, 1001 do t[i] = { side = "buy", units = 1 } end return t end)())
      """)
  }

  @Test func `an explanation names the steps, the rule and its text`() throws {
    try run("""
      local p = economy.pool{ units = 100000, tokens = 500 * economy.RUV, rule = plugin.load("pricing/reputation_curve"), fund = "discounts" }
      local why = p:explain(1000, "buy", 1)
      local steps = why:steps()
      assert(steps.price + steps.discount == steps.full and steps.discount > 0 and steps.fee_bp == 50 and #steps.hash == 64)
      assert(p:buy(1000, { reputation = 1 }) == steps.price and p:price() == steps.spot_after)
      local text = tostring(why)
      for _, part in ipairs{ "purchase of 1,000 units", "reputation_curve", steps.hash:sub(1, 16), "50 basis points", "paid by the fund", "slippage" } do
        assert(text:find(part, 1, true), part .. " is not in " .. text)
      end
      """)
  }

  @Test func `a task's price and payment are explained by what was asked of whom`() throws {
    try run("""
      local c = colony.new{ nodes = 24, tasks = 200 }:run()
      local explained, second = 0, 0
      for index = 1, 200 do
        local task = c:task(index)
        local done, why = pcall(c.explain, c, index)
        if done then
          local steps = why:steps()
          assert(steps.price.units == task.units and steps.reserve == task.reserve, "task " .. index)
          if steps.reserve > 0 then assert(steps.price.price == steps.reserve) end
          if task.payment > 0 then
            explained = explained + 1
            assert(steps.payment == task.payment and steps.winner == task.executor and steps.rule:find("vickrey", 1, true))
            local prices = {}
            for _, bid in ipairs(steps.bids) do
              if bid.state == "feasible" then prices[#prices + 1] = bid.price end
            end
            table.sort(prices)
            assert(steps.payment == (prices[2] or steps.reserve), "task " .. index .. " is not paid the second price")
            second = second + (steps.second_price and 1 or 0)
            assert(tostring(why):find("from the requester to the treasury", 1, true))
          end
        else
          assert(task.state == "unshortlisted" or task.state == "overpriced", why)
        end
      end
      assert(explained > 50 and second > 20, explained .. " explained, " .. second .. " by a second price")
      refused("there are tasks 1…200", c.explain, c, 201)
      """)
  }
}
