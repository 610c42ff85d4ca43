import Testing

/// A sealed auction taken through its stages by a script.
struct AuctionScriptTests {
  private func run(_ script: String) throws {
    let outcome = try Program.run(["-"], input: """
      local function refused(part, f, ...)
        local done, problem = pcall(f, ...)
        assert(not done and problem:find(part, 1, true), "expected '" .. part .. "', got: " .. tostring(problem))
      end
      \(script)
      """)
    #expect(outcome.status == 0, "\(outcome.complaints)")
  }

  @Test func `the cheapest revealed bid wins, and is paid the next`() throws {
    try run("""
      local a = economy.auction{ reserve = 500 }
      local seal = a:bid("n1", 300, ("0f"):rep(16))
      assert(seal == economy.commit(300, 1, 1, ("0f"):rep(16)), "the commitment is the one economy.commit makes")
      a:bid("n2", 400)
      a:bid("n3", 100)
      assert(a:close() == a and a.stage == "revealing")
      assert(a:reveal("n1") == 300 and a:reveal("n2", 400) == 400)
      local winner, payment = a:clear()
      assert(winner == "n1" and payment == 400 and a.winner == "n1" and a.payment == 400, "n3 stayed sealed")
      assert(a.forfeited == 20000 and a:bids()[1].price == 300 and a:bids()[3].price == nil)
      """)
  }

  @Test func `every step out of turn says which comes first`() throws {
    try run("""
      local a = economy.auction{ reserve = 500 }
      refused("auction:close() comes first", a.clear, a)
      refused("auction:close() comes first", a.reveal, a, "n1")
      refused("a bidder needs a name", a.bid, a, "", 3)
      refused("µrUv", a.bid, a, "n1", -3)
      refused("32 hexadecimal digits", a.bid, a, "n1", 3, "f")
      a:bid("node 1", 300)
      a:close()
      refused("bidding is closed", a.bid, a, "n2", 3)
      refused("did you mean 'node 1'", a.reveal, a, "nod 1")
      refused("not the one 'node 1' committed to", a.reveal, a, "node 1", 299)
      a:reveal("node 1")
      refused("has revealed", a.reveal, a, "node 1")
      assert(a:clear() == "node 1")
      refused("cleared already", a.clear, a)
      refused("cleared already", a.cancel, a)
      refused("options.reserve is missing", economy.auction, {})
      refused("did you mean 'reserve'", economy.auction, { reserv = 1 })
      refused("kind 'pheromone', 'auction' expected", economy.auction, { reserve = 1, rule = plugin.load("pheromone/max_min") })
      """)
  }

  @Test func `bonds come from a ledger and are returned, or forfeited by who stays silent`() throws {
    try run("""
      local l = economy.ledger{ ann = 1000, ben = 1000, cat = 5 }
      local a = economy.auction{ reserve = 500, ledger = l, bond = 100, rule = plugin.load("auction/first_price") }
      a:bid("ann", 300)
      a:bid("ben", 200)
      refused("account 'cat' has 5 µrUv to spend, 100 needed", a.bid, a, "cat", 1)
      refused("no account 'dan'", a.bid, a, "dan", 1)
      assert(l:available("ann") == 900)
      a:close()
      a:reveal("ann")
      local winner, payment = a:clear()
      assert(winner == "ann" and payment == 300, "first price")
      assert(l:balance("ann") == 1000 and l:balance("ben") == 900 and l:balance("penalties") == 100 and l:audit())
      local b = economy.auction{ reserve = 500, ledger = l, bond = 100 }
      b:bid("ann", 300)
      assert(b:cancel().stage == "cancelled" and l:available("ann") == 1000)
      refused("it was called off", b.close, b)
      """)
  }

  @Test func `no bid is no winner`() throws {
    try run("""
      local a = economy.auction{ reserve = 500, bond = 0 }
      a:bid("n1", 600)
      a:close():reveal("n1")
      assert(a:clear() == nil and a.stage == "cleared" and a.forfeited == 0)
      assert(tostring(a):find("nobody wins"))
      """)
  }

  @Test func `the second-price plugin clears many bids as the built-in rule does, ties included`() throws {
    let outcome = try Program.run(["-"], input: """
      local lua, native = plugin.load("auction/vickrey"), plugin.load("auction/native")
      local state = 5
      local function draw(n) state = (state * 6364136223846793005 + 1442695040888963407) & math.maxinteger; return state // 65536 % n end
      for round = 1, 400 do
        local count, spread = 40 + draw(60), round % 3 == 0 and 8 or 100000
        local prices, feasible, tie = {}, {}, {}
        for i = 1, count do prices[i], feasible[i], tie[i] = draw(spread), draw(4) > 0 and 1 or 0, draw(1000000) end
        if round % 50 == 0 then for i = 1, count do feasible[i] = 0 end end
        local inputs = { prices = prices, feasible = feasible, tie = tie, reserve = spread }
        local winner, payment = lua:try(inputs)
        local other, due = native:try(inputs)
        assert(winner == other and payment == due, ("round %d: %s, %s instead of %s, %s"):format(round, winner, payment, other, due))
      end
      """)
    #expect(outcome.status == 0, "\(outcome.complaints)")
  }

  @Test func `the script of adversaries compares a ring with its own honesty`() throws {
    let outcome = try Program.run(
      ["run", Program.root + "/scripts/adversaries.lua", "--nodes", "16", "--tasks", "150", "--seeds", "2", "--rules", "vickrey", "--json"])
    #expect(outcome.status == 0, "\(outcome.complaints)")
    let check = try Program.run(["-"], input: """
      local rows = json.decode([==[\(outcome.output)]==])
      assert(#rows == 5 and rows[1].adversary == "truthful" and rows[1].gain == 0)
      for _, row in ipairs(rows) do
        if row.adversary == "non_revealer" then assert(row.gain < 0 and row.penalties > rows[1].penalties) end
      end
      """)
    #expect(check.status == 0, "\(check.complaints)")
  }
}
