--- Breaks "a purchase costs something": gives units away.
return {
  kind = "pricing", name = "a_purchase_costs_something", version = "1.0.0", api = "1",
  summary = "Gives units away.",

  quote = function(self, ctx, units)
    local x, y = ctx.reserve_units, ctx.reserve_tokens
    if ctx.side == 1 then
      return 0
    end
    return money.mul_div(y, units * 9970, x * 10000 + units * 9970, "floor")
  end,

  fee = function(self, ctx)
    return 30
  end,
}
