--- Constant product with a discount for good reputation, paid by a fund.
---
--- A buyer's discount grows with its reputation, comes out of the fee alone, and only as far as the fund's budget
--- reaches: the pool receives the full price. Nobody ever buys below the curve, so buying at a discount to sell again
--- earns nothing. A discount on the price itself would let a well-reputed reseller drain the pool.
---
--- Source: the bonding-curve idea of S. de la Rouviere, 2017, with the subsidy made explicit.
---
---     > plugin.load("pricing/reputation_curve"):try { units = 100, side = 1, reserve_units = 1000, reserve_tokens = 1000000, reputation = 1, budget = 500 }
---     111224

return {
  kind = "pricing", name = "reputation_curve", version = "1.0.0", api = "1",
  summary = "Constant product; reputation earns a discount on the fee, paid by a budgeted fund.",
  options = {
    fee = { type = "integer", default = 50, min = 0, max = 1000, unit = "basis points", help = "kept by the liquidity shares" },
    discount = { type = "number", default = 0.8, min = 0, max = 1, help = "share of the fee waived at full reputation" },
  },

  quote = function(self, ctx, units)
    local x, y, kept = ctx.reserve_units, ctx.reserve_tokens, 10000 - self.options.fee
    if ctx.side ~= 1 then
      return money.mul_div(y, units * kept, x * 10000 + units * kept, "floor")
    end
    local net = money.mul_div(y, units, x - units, "ceil")
    local full = money.mul_div(net, 10000, kept, "ceil")
    -- In whole millionths, so that the discount is never a fraction of a µrUv too large.
    local share = math.floor(1e6 * self.options.discount * math.max(0, math.min(1, ctx.reputation)))
    return full - math.min(money.mul_div(full - net, share, 1000000, "floor"), ctx.budget)
  end,

  fee = function(self, ctx)
    return self.options.fee
  end,
}
