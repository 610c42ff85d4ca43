local attack = require "attacks.attack"

return attack {
  id = "P02", layer = "pricing", name = "the fee leaks to the next trader",
  precedent = "a market that keeps k apart from its reserves prices the trade after a fee below zero",
  attack = "buys 100 units, then one at a time, then sells them one at a time",
  expected = "every price is above zero and x·y grows with every trade by its fee",
  run = function(the)
    local pool = economy.pool(100000, 500000000)
    local function k()
      local units, tokens = pool:reserves()
      return units * tokens -- below 2^63 here
    end
    local before, cheapest = k(), math.maxinteger
    pool:buy(100)
    for _ = 1, 2000 do
      local units, tokens = pool:reserves()
      local bare = -(tokens // -(units - 1)) -- the curve alone, rounded up
      local paid = pool:buy(1)
      cheapest = math.min(cheapest, paid)
      the:holds(paid >= -(bare * 10000 // -9970), ("a unit for %d, the curve alone is %d"):format(paid, bare))
      the:holds(k() > before, "x·y fell")
      before = k()
    end
    for _ = 1, 2100 do
      the:holds(pool:sell(1) > 0, "a sale paid nothing")
      the:holds(k() > before, "x·y fell")
      before = k()
    end
    return ("4,101 trades, the cheapest unit at %d µrUv; x·y grew by %.3f%%"):format(cheapest, 100 * (before / (100000 * 500000000) - 1))
  end,
}
