--- Breaks "more units never cost less": gives a discount for round numbers.
return {
  kind = "pricing", name = "more_units_never_cost_less", version = "1.0.0", api = "1",
  summary = "Gives a discount for round numbers.",

  quote = function(self, ctx, units)
    local x, y = ctx.reserve_units, ctx.reserve_tokens
    if ctx.side == 1 then
      local cost = money.mul_div(money.mul_div(y, units, x - units, "ceil"), 10000, 9970, "ceil")
      return units % 2 == 0 and cost or 2 * cost
    end
    return money.mul_div(y, units * 9970, x * 10000 + units * 9970, "floor")
  end,

  fee = function(self, ctx)
    return 30
  end,
}
