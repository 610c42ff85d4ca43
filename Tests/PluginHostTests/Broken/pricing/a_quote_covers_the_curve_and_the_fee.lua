--- Breaks "a quote covers the curve and the fee": rounds and prices in favour of the buyer: the fee is forgotten.
return {
  kind = "pricing", name = "a_quote_covers_the_curve_and_the_fee", version = "1.0.0", api = "1",
  summary = "Rounds and prices in favour of the buyer: the fee is forgotten.",

  quote = function(self, ctx, units)
    local x, y = ctx.reserve_units, ctx.reserve_tokens
    if ctx.side == 1 then
      return math.max(1, money.mul_div(y, units, x, "floor"))
    end
    return money.mul_div(y, units * 9970, x * 10000 + units * 9970, "floor")
  end,

  fee = function(self, ctx)
    return 30
  end,
}
