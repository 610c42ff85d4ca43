--- Breaks "a round trip never profits": sells at the fee-free curve and buys back above it.
return {
  kind = "pricing", name = "a_round_trip_never_profits", version = "1.0.0", api = "1",
  summary = "Sells at the fee-free curve and buys back above it.",

  quote = function(self, ctx, units)
    local x, y = ctx.reserve_units, ctx.reserve_tokens
    if ctx.side == 1 then
      return money.mul_div(y, units, x - units, "ceil")
    end
    return money.mul_div(y, units, x, "floor")
  end,

  fee = function(self, ctx)
    return 30
  end,
}
