local attack = require "attacks.attack"

return attack {
  id = "L04", layer = "ledger", name = "half of a chain",
  precedent = "linked transfers: all of them or none",
  attack = "makes three payments that belong together, of which the last must fail, and an inner batch that fails in a good one",
  expected = "none is applied and none is seen, not even in the file; a batch that fails inside another undoes only itself",
  run = function(the)
    local path = script.temporary_folder() .. "/books.db"
    local ledger = economy.ledger { store = path, alice = 100, bob = 0, carol = 0 }
    local entries, head = ledger:verify()
    local refusal = the:refuses("41 needed", ledger.batch, ledger, function()
      ledger:transfer("alice", "bob", 60, 1000)
      ledger:transfer("bob", "carol", 60, 1001)
      ledger:transfer("alice", "carol", 41, 1002)
    end)
    the:holds(ledger:balance("alice") == 100 and ledger:balance("bob") == 0 and ledger:balance("carol") == 0, "a leg of it stayed")
    the:holds(not ledger:find(1000) and not ledger:find(1001) and not ledger:find(1002), "a leg of it is seen")
    local after, now = ledger:verify()
    the:holds(after == entries and now == head, "the file heard of it")

    ledger:batch(function()
      ledger:transfer("alice", "bob", 10, 1003)
      pcall(ledger.batch, ledger, function()
        ledger:transfer("alice", "carol", 20, 1004)
        error("changed my mind")
      end)
    end)
    the:holds(ledger:balance("alice") == 90 and ledger:balance("carol") == 0, "the inner batch is half there")
    ledger:close()
    the:holds(economy.verify(path) == entries + 1, "the file holds something else")
    return refusal
  end,
}
