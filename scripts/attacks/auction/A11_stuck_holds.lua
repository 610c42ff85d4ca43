local attack = require "attacks.attack"

return attack {
  id = "A11", layer = "auction", name = "bonds that are never released",
  precedent = "Akash support 441: losing bids stayed open with money in escrow",
  attack = "10,000 auctions, of which a third is called off or abandoned in every stage",
  expected = "once an auction is over or gone, nothing is held for it",
  run = function(the)
    local ledger = economy.ledger { ada = 100000, bo = 100000, eve = 10000000 }
    for i = 1, 10000 do
      local a = economy.auction { reserve = 500, bond = 10, ledger = ledger, seed = i }
      a:bid("ada", i % 400)
      a:bid("bo", (i * 7) % 400)
      if i % 6 == 0 then
        a:cancel()
      elseif i % 6 == 1 then
        a = nil  -- forgotten while bids are taken
      else
        a:close():reveal("ada")
        if i % 6 == 2 then a = nil elseif i % 6 == 3 then a:cancel() else
          a:reveal("bo")
          a:clear()
        end
      end
      if i % 500 == 0 then collectgarbage() end
    end
    collectgarbage()
    collectgarbage()
    the:holds(ledger:available("ada") == ledger:balance("ada") and ledger:available("bo") == ledger:balance("bo"), "something is still held")
    the:holds(ledger:balance("ada") == 100000 and ledger:balance("bo") == 100000, "a bond was lost")
    the:holds(ledger:audit(), "the books don't balance")
    local c = colony.new { nodes = 16, tasks = 200, crashes = 20, loss = 0.1 }:run()
    the:holds(c:report().market.balanced, "the colony's books don't balance")
    return "10,000 auctions later nothing is held and nothing is lost"
  end,
}
