--- Breaks "a payout never exceeds the curve": pays the spot price for any quantity.
return {
  kind = "pricing", name = "a_payout_never_exceeds_the_curve", version = "1.0.0", api = "1",
  summary = "Pays the spot price for any quantity.",

  quote = function(self, ctx, units)
    local x, y = ctx.reserve_units, ctx.reserve_tokens
    if ctx.side == 1 then
      return money.mul_div(money.mul_div(y, units, x - units, "ceil"), 10000, 9970, "ceil")
    end
    return money.mul_div(y, units, x, "floor")
  end,

  fee = function(self, ctx)
    return 30
  end,
}
