--- Breaks "splitting an order is never cheaper": charges the square of the order on top, so that two halves cost less than the whole.
return {
  kind = "pricing", name = "splitting_an_order_is_never_cheaper", version = "1.0.0", api = "1",
  summary = "Charges the square of the order on top, so that two halves cost less than the whole.",

  quote = function(self, ctx, units)
    local x, y = ctx.reserve_units, ctx.reserve_tokens
    if ctx.side == 1 then
      local cost = money.mul_div(money.mul_div(y, units, x - units, "ceil"), 10000, 9970, "ceil")
      return cost + math.min(units * units, 1 << 58)
    end
    return money.mul_div(y, units * 9970, x * 10000 + units * 9970, "floor")
  end,

  fee = function(self, ctx)
    return 30
  end,
}
