local attack = require "attacks.attack"

local function market() return economy.pool { units = 100000, tokens = 500000000 } end

return attack {
  id = "P07", layer = "pricing", name = "a sandwich around somebody's order",
  precedent = "bots on Ethereum buy before a large order and sell after it",
  attack = "the attacker buys before the victim and sells after it, one trade after another, then all in one batch",
  expected = "the victim never pays more than its limit; in a batch, where all trade at one price, the attacker gains nothing, whatever the order of the orders",
  run = function(the)
    -- One after another, without a limit, it works: this is what limits and batches are for.
    local open = market()
    local fair = open:quote(5000)
    local before = open:balance()
    open:buy(10000, { by = "attacker" })
    open:buy(5000, { by = "victim" })
    open:sell(10000, { by = "attacker" })
    local gain = open:balance("attacker") - before
    the:holds(gain > 0, "the attack without protection came to nothing: it proves nothing")

    local limited = market()
    limited:buy(10000, { by = "attacker" })
    local refusal = the:refuses("above the limit", limited.buy, limited, 5000, { by = "victim", limit = fair * 101 // 100 })
    limited:sell(10000, { by = "attacker" })
    the:holds(limited:balance("attacker") < before and limited:balance("victim") == before, "the refused order cost the victim something")
    the:holds(limited.refused == 1, "the refusal was not counted")

    local prices, spread = {}, 0
    local orders = {
      { by = "attacker", side = "buy", units = 10000 }, { by = "victim", side = "buy", units = 5000, limit = fair * 13 // 10 },
      { by = "attacker", side = "sell", units = 10000 },
    }
    for turn = 1, 3 do
      local pool = market()
      pool:buy(10000, { by = "attacker" }) -- units to sell
      local wealth, held = pool:balance("attacker"), pool:held("attacker")
      local cleared = pool:batch(orders)
      the:holds(pool:held("attacker") == held, "the attacker's two orders did not cancel out")
      the:holds(pool:balance("attacker") <= wealth, ("in a batch the attacker made %d"):format(pool:balance("attacker") - wealth))
      the:holds(pool:held("victim") == 5000 and pool:balance("victim") >= before - fair * 13 // 10, "the victim paid too much")
      prices[turn] = cleared.price
      spread = wealth - pool:balance("attacker")
      table.insert(orders, 1, table.remove(orders)) -- the same orders in another order
    end
    the:holds(prices[1] == prices[2] and prices[2] == prices[3], "who came first set the price")
    return ("unprotected it makes %.1f rUv; with a limit: %s; in a batch the attacker loses %d µrUv"):format(gain / economy.RUV, refusal:match("the cost.*"), spread)
  end,
}
