import Testing

/// What a script tries on books that several objects share: nothing is taken from behind an object's back.
struct HostileBooksTests {
  private func run(_ script: String) throws {
    let folder = TemporaryFolder()
    let outcome = try Program.run(["-C", folder.path, Program.executable, "-"], input: """
      local function refused(part, f, ...)
        local done, problem = pcall(f, ...)
        assert(not done and tostring(problem):find(part, 1, true), "expected '" .. part .. "', got: " .. tostring(problem))
      end
      \(script)
      """, program: "/usr/bin/env")
    #expect(outcome.status == 0, "\(outcome.complaints)")
  }

  @Test func `what is staked, vests or is in dispute can't be moved by anybody else, in this program or the next`() throws {
    try run("""
      local l = economy.ledger{ alice = 100, bob = 50, m = 0, store = "books.db" }
      local s, v = economy.stakes(l), economy.vesting(l)
      s:deposit("alice", 60)
      v:grant{ from = "bob", to = "alice", amount = 40, duration_s = 100 }
      refused("belongs to economy.stakes", l.transfer, l, "stakes", "m", 60)
      refused("belongs to economy.vesting", l.hold, l, "vesting", "m", 1)
      l:close()
      l = economy.ledger{ store = "books.db" }
      refused("belongs to economy.stakes", l.transfer, l, "stakes", "m", 60)
      assert(economy.stakes(l):staked("alice") == 60 and l:audit())
      local other = economy.ledger{ stakes = 7 }
      refused("has money that it did not take", economy.stakes, other)
      """)
  }

  @Test func `nothing is founded, bid or opened in a batch that may be undone`() throws {
    try run("""
      local l = economy.ledger{ a = 100 }
      for _, found in ipairs { economy.stakes, economy.vesting, function(l) return economy.auction{ reserve = 50, bond = 5, ledger = l } end } do
        refused("a batch is under way", l.batch, l, function() found(l) end)
      end
      local auction = economy.auction{ reserve = 50, bond = 20, ledger = l }
      refused("a batch is under way", l.batch, l, function() auction:bid("a", 30) end)
      auction:bid("a", 30)
      local bond
      for _, row in ipairs(l:statement("a"):rows()) do bond = row.id end
      refused("out of range", l.void, l, bond)
      refused("out of range", l.post, l, bond, 1)
      refused("out of range", l.transfer, l, "a", "penalties", 1, math.maxinteger)
      auction:close():reveal("a")
      assert(auction:clear() == "a" and l:available("a") == 100 and l:audit())
      """)
  }

  @Test func `nobody gains by an offence of its own, and one offence costs once`() throws {
    try run("""
      local key = identity.create(1)
      local l = economy.ledger{ alice = 1000, bob = 0 }
      local s = economy.stakes(l)
      s:deposit("alice", 1000)
      s:bind("alice", key.peer_id)
      refused("itself", s.slash, s, "alice", "task 7", { to = "alice", fraction_ppm = 1000000 })
      refused("itself", s.slash, s, "alice", "task 7", { reporter = "alice" })
      local messages = {}
      for i, word in ipairs { "yes", "no", "perhaps", "never" } do messages[i] = key:sign("vote/1", word, 1) end
      local convictions = 0
      for i = 1, 4 do
        for j = i + 1, 4 do
          if pcall(s.prove, s, identity.evidence(messages[i], messages[j])) then convictions = convictions + 1 end
        end
      end
      assert(convictions == 1 and s:staked("alice") == 990, convictions)
      """)
  }

  @Test func `two colonies don't write one log of decisions, and a log's place is a file`() throws {
    try run("""
      local first = colony.new{ nodes = 6, tasks = 8, decisions = "day.decisions" }
      refused("being written by another colony", colony.new, { nodes = 6, tasks = 8, decisions = "day.decisions" })
      first:run()
      assert(#plugin.decisions("day.decisions") > 0)
      os.execute("mkfifo pipe")
      refused("is no file", colony.new, { nodes = 6, tasks = 8, decisions = "pipe" })
      """)
  }

  @Test func `two names that read alike are not one account`() throws {
    try run("""
      refused("UTF-8", economy.ledger, { ["\\xff"] = 7 })
      refused("there twice", economy.ledger, { ["\\u{e9}"] = 7, ["e\\u{301}"] = 9 })
      local l = economy.ledger{ a = 5 }
      refused("UTF-8", l.open, l, "\\xfe")
      """)
  }
}
