local attack = require "attacks.attack"

local function market()
  return economy.pool { units = 1000000, tokens = 5000000000, rule = plugin.load("pricing/utilization_fee") }
end
local function fee(pool) return pool:explain(1):steps().fee_bp end

return attack {
  id = "P09", layer = "pricing", name = "fake demand moves the fee",
  precedent = "oracles that take a price of one moment, such as bZx's, February 2020",
  attack = "takes nine tenths of the pool for one moment and trades; then keeps it for a minute, and for ten",
  expected = "a moment moves neither the mean price nor utilisation nor fee; held longer, the fee moves by a step a cooldown, and that costs",
  run = function(the)
    local pool = market()
    pool:advance(600)
    local quiet, price = fee(pool), pool:twap(60)
    local wealth = pool:balance()
    pool:buy(900000)
    the:holds(pool.utilization == 0 and fee(pool) == quiet, "demand of one moment moved the fee to " .. fee(pool))
    the:holds(pool:twap(60) == price, "a price of one moment moved the mean")
    pool:sell(900000)
    local unmoved = fee(pool)
    the:holds(pool.utilization == 0 and unmoved == quiet and pool:twap(60) == price, "a flash of demand left a trace")
    pool:advance(60)
    the:holds(pool:twap(60) < price * 1.01, "it left a trace later")
    local cost = wealth - pool:balance()
    the:holds(cost > 0, "it cost nothing")

    for _ = 1, 200 do pool:quote(1) end
    the:holds(math.abs(fee(pool) - quiet) <= 4, "asking often made many steps")

    local held = market()
    held:advance(600)
    held:buy(900000)
    local last, largest, steps = fee(held), 0, 0
    for _ = 1, 600 do
      held:advance(1)
      local now = fee(held)
      largest, steps = math.max(largest, math.abs(now - last)), steps + (now ~= last and 1 or 0)
      last = now
    end
    the:holds(largest <= 4, "a step of " .. largest .. " basis points")
    the:holds(steps <= 600 // 12, steps .. " steps in 600 s")
    the:holds(last > quiet, "load that lasts does not reach the fee: the controller is dead")
    held:advance(3600)
    the:holds(held:twap(3600) > price * 90, "the price that lasted an hour is not the mean")
    return ("a moment: fee %d → %d, for %.0f rUv; ten minutes: %d, by steps of %d"):format(quiet, unmoved, cost / economy.RUV, last, largest)
  end,
}
