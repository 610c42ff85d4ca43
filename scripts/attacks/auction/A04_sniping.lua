local attack = require "attacks.attack"

return attack {
  id = "A04", layer = "auction", name = "bid sniping",
  precedent = "fixed deadlines of open auctions",
  attack = "looks at what others committed, waits for the last moment, and bids just before, at and after the close",
  expected = "commitments tell nothing; the moment of closing belongs to the prices; sniping never earns more than the truth",
  run = function(the)
    local a = economy.auction { reserve = 500 }
    local seal = a:bid("ada", 300)
    the:holds(#seal == 64 and not seal:find("300", 1, true), "a commitment tells the price")
    local again = economy.auction { reserve = 500 }:bid("ada", 300)
    the:holds(seal ~= again, "equal bids have equal commitments")
    the:holds(#a:bid("sniper", 299) == 64, "a bid before the close is refused")
    a:close()
    the:refuses("bidding is closed", a.bid, a, "late", 1)

    a:reveal("ada")
    a:reveal("sniper")
    local winner, payment = a:clear()
    the:holds(winner == "sniper" and payment == 300, ("%s is paid %s"):format(winner, payment))

    -- Whenever it bids: without the others' prices its best bid is its cost.
    local state, better = 23, 0
    local function draw(n) state = (state * 6364136223846793005 + 1442695040888963407) & math.maxinteger; return state // 65536 % n end
    local sum = { truth = 0, sniped = 0 }
    for _ = 1, 3000 do
      local cost, last = draw(1000), draw(1000)
      local others = { draw(1000), draw(1000) }
      local function earnings(own)
        local won, paid = economy.clear({ others[1], others[2], own }, 1000)
        return won == 3 and paid - cost or 0
      end
      local truth, sniped = earnings(cost), earnings(math.max(0, last - 1))
      sum.truth, sum.sniped = sum.truth + truth, sum.sniped + sniped
      if sniped > truth then better = better + 1 end
    end
    the:holds(better == 0 and sum.sniped < sum.truth, ("sniping paid in %d of 3,000 auctions"):format(better))
    return ("3,000 auctions: %d µrUv for the truth, %d for just below the last price"):format(sum.truth, sum.sniped)
  end,
}
