local attack = require "attacks.attack"
local rule = require "attacks.rule"

return attack {
  id = "P10", layer = "pricing", name = "arbitrage with a discount for reputation",
  precedent = "a curve that sells at a fifth off and buys back at the full price is drained by whoever has a good name",
  attack = "buys with full reputation and sells again, in its own name and through others; and a rule that gives a fifth off",
  expected = "the fund pays the discount, out of the fee at most, within its cap; no loop gains; what reaches below the curve is refused",
  run = function(the)
    local pool = economy.pool {
      units = 1000000, tokens = 5000000000, rule = plugin.load("pricing/reputation_curve"), fund = "discounts", fund_cap = 500000, fund_window_s = 60,
    }
    local fund, start = pool.ledger:balance("discounts"), {}
    local ring = { "good", "friend", "fence" }
    for _, name in ipairs(ring) do
      pool:buy(1, { by = name }) -- opens the account
      start[name] = pool:balance(name)
    end
    math.randomseed(10)
    local spent, window = 0, fund
    for round = 1, 400 do
      local units = math.random(20000)
      pool:buy(units, { by = "good", reputation = 1 })
      -- What one may buy cheaper another may sell: held units are the buyer's own.
      if round % 2 == 0 then the:refuses("are held", pool.sell, pool, units + 5, { by = "fence" }) end
      pool:sell(units, { by = "good", reputation = 1 })
      if round % 50 == 0 then
        local paid = window - pool.ledger:balance("discounts")
        the:holds(paid <= 500000, "the fund paid " .. paid .. " in a minute")
        spent, window = spent + paid, pool.ledger:balance("discounts")
        pool:advance(61)
      end
    end
    local wealth = 0
    for _, name in ipairs(ring) do wealth = wealth + pool:balance(name) - start[name] end
    the:holds(wealth < 0, "the ring made " .. wealth)
    the:holds(spent > 0, "there was no discount: nothing was attacked")
    the:holds(not pool.suspension, tostring(pool.suspension))
    pool.ledger:audit()

    local generous = economy.pool {
      units = 1000000, tokens = 5000000000, fund = "discounts", fund_cap = 1000000000000,
      rule = rule("pricing", [[
        quote = function(self, ctx, units)
          local x, y = ctx.reserve_units, ctx.reserve_tokens
          if ctx.side ~= 1 then return money.mul_div(y, units, x + units, "floor") end
          return money.mul_div(money.mul_div(y, units, x - units, "ceil"), 4, 5, "ceil")
        end,
        fee = function(self, ctx) return 0 end,]]),
    }
    local honest = economy.pool(1000000, 5000000000):quote(1000)
    the:holds(generous:quote(1000) == honest and generous.suspension:find("below the curve", 1, true), "a price below the curve was taken")
    return ("the ring lost %.2f rUv, with %.2f rUv of discounts; a fifth off was refused at the first quote"):format(-wealth / economy.RUV, spent / economy.RUV)
  end,
}
