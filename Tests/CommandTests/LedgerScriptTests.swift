import Testing

/// A script's books: in memory, and in a file that the next program goes on with.
struct LedgerScriptTests {
  private func run(_ script: String, in folder: TemporaryFolder) throws -> String {
    let outcome = try Program.run(["-C", folder.path, Program.executable, "-"], input: """
      local function refused(part, f, ...)
        local done, problem = pcall(f, ...)
        assert(not done and tostring(problem):find(part, 1, true), "expected '" .. part .. "', got: " .. tostring(problem))
      end
      \(script)
      """, program: "/usr/bin/env")
    #expect(outcome.status == 0, "\(outcome.complaints)")
    return outcome.output
  }

  @Test func `books in a file go on where the program before left them`() throws {
    let folder = TemporaryFolder()
    let head = try run("""
      local l = economy.ledger{ store = "market.db", alice = 100, bob = 0 }
      local id = l:transfer("alice", "bob", 30)
      l:hold("bob", "alice", 10)
      refused("is open in this program already", economy.ledger, { store = "market.db" })
      print(id, select(2, l:verify()))
      """, in: folder)
    let again = try run("""
      local l = economy.ledger{ store = "market.db", alice = 5000, carol = 7 }
      assert(l:balance("alice") == 70 and l:balance("carol") == 7 and l:available("bob") == 20)
      assert(l:find(2).state == "posted" and l:find(3).state == "pending" and l:find(99) == nil)
      assert(l:transfer("alice", "bob", 30, 2) == 2 and l:balance("alice") == 70, "the id is known")
      assert(l:transfer("alice", "bob", 1) == 5, "numbers go on")
      assert(l:statement("alice"):rows()[2].debit == 30 and #l:statement("alice") == 4)
      refused("clock on the wall", l.advance, l, 3)
      assert(l:audit() and l:verify() == 9)
      l:close()
      refused("market.db is closed", l.transfer, l, "alice", "bob", 1)
      economy.ledger{ store = "market.db" }:close()
      """, in: folder)
    #expect(head.hasPrefix("2\t") && again.isEmpty)
  }

  @Test func `a batch counts whole or not at all`() throws {
    _ = try run("""
      for _, store in ipairs { false, "market.db" } do
        local l = economy.ledger{ store = store or nil, alice = 100, bob = 0 }
        refused("three legs", l.batch, l, function()
          l:open("carol")
          l:transfer("alice", "carol", 60)
          l:transfer("alice", "bob", 40)
          error("three legs, the last fails")
        end)
        refused("there is no account 'carol'", l.balance, l, "carol")
        assert(l:balance("alice") == 100 and l:balance("bob") == 0)
        assert(l:batch(function() l:transfer("alice", "bob", 10, 50) return l:find(50).moved end) == 10)
        assert(l:balance("bob") == 10 and l:audit() and l:verify() > 0)
      end
      """, in: TemporaryFolder())
  }

  @Test func `a balance is told as it was then`() throws {
    _ = try run("""
      local l = economy.ledger{ alice = 100, bob = 0 }
      l:advance(60)
      l:transfer("alice", "bob", 30)
      assert(l:advance(0.5) == 60.5)
      l:transfer("bob", "alice", 5)
      assert(l:balance("alice", 0) == 100 and l:balance("alice", 60) == 70 and l:balance("alice", 60.5) == 75 and l:balance("alice") == 75)
      """, in: TemporaryFolder())
  }
}
