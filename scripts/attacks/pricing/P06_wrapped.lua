local attack = require "attacks.attack"
local rule = require "attacks.rule"

local reserves = { units = 1000000000000, tokens = 4000000000000000 }

return attack {
  id = "P06", layer = "pricing", name = "a product that wraps",
  precedent = "in Lua math.maxinteger + 1 == math.mininteger, and 10^18 is a float",
  attack = "a rule multiplies reserves of 10^15 by 997 in plain integers",
  expected = "the wrapped price is refused and never credited; money.mul_div does the same sum in 128 bits",
  run = function(the)
    local naive = rule("pricing", [[
      quote = function(self, ctx, units)
        if ctx.side == 1 then return ctx.reserve_tokens * units * 10000 // ((ctx.reserve_units - units) * 9970) end
        return ctx.reserve_tokens * units * 9970 // (ctx.reserve_units * 10000)
      end,
      fee = function(self, ctx) return 30 end,]])
    local wide = plugin.load("pricing/constant_product")
    local refused
    for _, units in ipairs { 10000000, 1000000007, 123456789012, 400000000000 } do
      reserves.rule = nil
      local price = economy.pool(reserves):quote(units)
      reserves.rule = naive
      local pool = economy.pool(reserves)
      local before = pool:balance()
      the:holds(pool:quote(units) == price and pool.suspension, "the wrapped price was taken for " .. units)
      the:holds(pool:balance() == before, "a quote moved money")
      refused = pool.suspension
      reserves.rule = wide
      local exact = economy.pool(reserves)
      the:holds(exact:quote(units) == price and not exact.suspension, "mul_div is off for " .. units)
    end
    the:holds(money.mul_div(4000000000000000, 123456789012 * 9970, 10000000000000000, "floor") == 492345674579856, "mul_div is wrong")
    return "refused:" .. refused:match("[^:]*$")
  end,
}
