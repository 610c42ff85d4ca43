local attack = require "attacks.attack"

return attack {
  id = "A14", layer = "auction", name = "bids without the money for them",
  precedent = "winners who default",
  attack = "puts up one purse for two bonds at a time; spends it between the bid and its end; a requester asks for what it can't pay",
  expected = "a bond is held the moment it is promised, and can't be promised or spent again; a task whose requester can't pay is not executed",
  run = function(the)
    local ledger = economy.ledger { eve = 150, shop = 0 }
    local first = economy.auction { reserve = 500, bond = 100, ledger = ledger }
    local second = economy.auction { reserve = 500, bond = 100, ledger = ledger }
    first:bid("eve", 100)
    local refusal = the:refuses("can't be held", second.bid, second, "eve", 100)
    the:refuses("50 µrUv to spend", ledger.transfer, ledger, "eve", "shop", 100)
    the:holds(ledger:available("eve") == 50, "the bond can be spent")
    first:close():reveal("eve")
    first:clear()
    the:holds(ledger:available("eve") == 150 and ledger:audit(), "the bond is not back")
    local tasks = colony.new { nodes = 8, tasks = 800 }:run():report().tasks
    local sum = 0
    for _, state in ipairs(colony.states()) do sum = sum + tasks[state] end
    the:holds(sum == tasks.total, "a task ended nowhere")
    return refusal
  end,
}
