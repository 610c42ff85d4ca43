--- Constant product: x·y never falls.
---
--- Units get dearer as the pool sells them and cheaper as they come back, so the price follows the load without anyone
--- setting it. The fee is taken from what goes in and stays in the pool; every division rounds against the trader. So
--- no round trip profits and no order gets cheaper in parts. The built-in rule does the same.
---
--- Source: Uniswap v2 core, 2020; G. Angeris et al., "An analysis of Uniswap markets", 2019.
---
---     > plugin.load("pricing/constant_product"):try { units = 100, side = 1, reserve_units = 1000, reserve_tokens = 1000000 }
---     111447

return {
  kind = "pricing", name = "constant_product", version = "1.0.0", api = "1",
  summary = "Constant product of reserves, with a fee on what goes in.",
  options = {
    fee = { type = "integer", default = 30, min = 0, max = 1000, unit = "basis points", help = "kept by the liquidity shares" },
  },

  quote = function(self, ctx, units)
    local x, y, kept = ctx.reserve_units, ctx.reserve_tokens, 10000 - self.options.fee
    if ctx.side == 1 then
      local net = money.mul_div(y, units, x - units, "ceil")
      return money.mul_div(net, 10000, kept, "ceil")
    end
    return money.mul_div(y, units * kept, x * 10000 + units * kept, "floor")
  end,

  fee = function(self, ctx)
    return self.options.fee
  end,
}
