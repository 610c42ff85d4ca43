local attack = require "attacks.attack"

return attack {
  id = "L12", layer = "ledger", name = "a clock that goes back",
  attack = "sets the time back an hour: under a hold's deadline, in a journal, in a colony's run",
  expected = "time stands still rather than go back: what is over stays over, entries are in the order of time, and a replay needs no clock",
  simulated = "books in memory go by a simulated clock, which refuses to go back; the tests turn a clock under a journal",
  run = function(the)
    local ledger = economy.ledger { alice = 100, bob = 0 }
    ledger:advance(7200)
    local hold = ledger:hold("alice", "bob", 10, 1000, 60)
    ledger:advance(61)
    local refusal = the:refuses("seconds", ledger.advance, ledger, -3600)
    the:refuses("seconds", ledger.advance, ledger, 0 / 0)
    the:refuses("expired", ledger.post, ledger, hold)
    the:holds(ledger:advance(0) == 7261, "the clock shows " .. ledger:advance(0))
    ledger:transfer("alice", "bob", 1)

    -- Books in a file go by the wall's clock, and that nobody moves; an entry's time is the latest seen.
    local path = script.temporary_folder() .. "/books.db"
    local books = economy.ledger { store = path, alice = 100, bob = 0 }
    the:refuses("clock on the wall", books.advance, books, 10)
    for number = 1, 50 do books:transfer("alice", "bob", 1, 100 + number) end
    for _, some in ipairs { ledger, books } do
      local last = -math.huge
      for _, row in ipairs(some:statement("alice"):rows()) do
        if row.time_s < last then the:holds(false, "an entry is before the one before") end
        last = row.time_s
      end
    end
    local balance = books:balance("bob", books:statement("bob"):rows()[10].time_s)
    the:holds(balance >= 10, "the past changed")
    books:close()
    the:holds(economy.verify(path) > 50, "the journal does not replay without the clock")

    local market = colony.new { nodes = 8, tasks = 20 }
    market:run(60)
    local then_s = market.now_s
    market:run(30)
    the:holds(market.now_s == then_s, "the colony went back to " .. market.now_s .. " s")
    return refusal
  end,
}
