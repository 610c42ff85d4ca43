local attack = require "attacks.attack"

return attack {
  id = "L11", layer = "ledger", name = "capture of a hold that is over",
  precedent = "TigerBeetle's pending_transfer_expired",
  attack = "captures a hold after its time, twice, after it was voided, and voids what was captured; in memory and in a reopened file",
  expected = "refused; each hold has exactly one outcome, and what expired can be spent again",
  run = function(the)
    local ledger = economy.ledger { alice = 100, bob = 0 }
    local hold = ledger:hold("alice", "bob", 100, 1000, 60)
    the:refuses("100 needed", ledger.transfer, ledger, "alice", "bob", 100, 1001)
    ledger:advance(61)
    local refusal = the:refuses("expired", ledger.post, ledger, hold)
    the:holds(ledger:balance("bob") == 0 and ledger:available("alice") == 100, "an expired hold still holds")
    ledger:transfer("alice", "bob", 100, 1002)
    the:refuses("expired", ledger.post, ledger, hold, 1)
    the:holds(ledger:find(hold).state == "expired", "the expired hold is " .. ledger:find(hold).state)

    local posted = ledger:hold("bob", "alice", 10, 1003, 60)
    ledger:advance(60)  -- the last moment counts
    ledger:post(posted, 4)
    the:refuses("posted already", ledger.void, ledger, posted)
    the:refuses("posted already", ledger.post, ledger, posted, 10)
    ledger:advance(3600)
    the:holds(ledger:post(posted, 4) == 4 and ledger:balance("alice") == 4, "the same capture again moved money")

    local voided = ledger:hold("bob", "alice", 10, 1004)
    ledger:void(voided)
    the:refuses("voided already", ledger.post, ledger, voided)
    the:refuses("exists with other contents", ledger.hold, ledger, "bob", "alice", 10, 1004, 60)
    the:holds(ledger:audit(), "the books do not balance")

    -- A hold that expires while nobody has the file open.
    local path = script.temporary_folder() .. "/books.db"
    local books = economy.ledger { store = path, alice = 100, bob = 0 }
    books:hold("alice", "bob", 100, 1000, 0.01)
    books:close()
    local start = script.clock()
    while script.clock() - start < 0.02 do end
    books = economy.ledger { store = path }
    the:refuses("expired", books.post, books, 1000)
    books:transfer("alice", "bob", 100)
    the:holds(books:balance("bob") == 100 and books:audit(), "what expired could not be spent")
    books:close()
    the:holds(economy.verify(path) > 0, "the file does not follow from itself")
    return refusal
  end,
}
