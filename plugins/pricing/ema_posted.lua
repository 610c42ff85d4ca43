--- A posted price that follows the market slowly.
---
--- Buyers pay a moving average of the pool's price plus a spread, sellers get it less the spread, but never better than
--- the curve itself: a burst of orders can't be had at yesterday's price. Smooth prices are easier to plan with; what
--- they cost is that a rush is not discouraged until the curve binds.
---
--- Source: exponential smoothing, R. G. Brown, 1956; the slow-moving base fee of EIP-1559, 2019.
---
---     > plugin.load("pricing/ema_posted"):try { units = 1, side = 1, reserve_units = 1000, reserve_tokens = 1000000 }
---     1020

return {
  kind = "pricing", name = "ema_posted", version = "1.0.0", api = "1",
  summary = "Posted price: a moving average of the pool's, with a spread.",
  options = {
    fee = { type = "integer", default = 30, min = 0, max = 1000, unit = "basis points", help = "kept by the liquidity shares" },
    spread = { type = "integer", default = 200, min = 0, max = 5000, unit = "basis points", help = "over the average when selling, under it when buying" },
    window_us = { type = "integer", default = 60000000, min = 1, unit = "µs", help = "time constant of the average" },
  },

  quote = function(self, ctx, units)
    local x, y, kept = ctx.reserve_units, ctx.reserve_tokens, 10000 - self.options.fee
    local state = self.state
    -- The average is over time, not over calls: asking twice at once changes nothing.
    local spot = y / x
    if not state.price then
      state.price, state.time = spot, ctx.now_us
    elseif ctx.now_us > state.time then
      local weight = 1 - math.exp(-(ctx.now_us - state.time) / self.options.window_us)
      state.price = state.price + weight * (spot - state.price)
      state.time = ctx.now_us
    end

    -- Posted in whole thousandths of a µrUv a unit, so that an order costs exactly the sum of its parts.
    local spread = self.options.spread / 10000
    if ctx.side == 1 then
      local ask = math.ceil(math.min(1 << 50, 1000 * state.price * (1 + spread)))
      local net = money.mul_div(y, units, x - units, "ceil")
      return math.max(money.mul_div(net, 10000, kept, "ceil"), money.mul_div(units, ask, 1000, "ceil"))
    end
    local bid = math.floor(math.min(1 << 50, 1000 * state.price * (1 - spread)))
    local curve = money.mul_div(y, units * kept, x * 10000 + units * kept, "floor")
    return math.min(curve, money.mul_div(units, bid, 1000, "floor"))
  end,

  fee = function(self, ctx)
    return self.options.fee
  end,
}
