--- Constant product with a fee that follows the load, in small steps.
---
--- While more of the pool than the target is in use the fee rises, and while less is it falls: by at most one step, and at
--- most once in a cooldown, between two bounds. The load it sees is a mean over the last minute. So a burst of orders, or
--- somebody who wants to look like one, can't move the fee before others have had time to answer; and where an unbounded
--- controller would mint or burn reserves to hold its target, this one only changes what the shares earn.
---
--- Source: the base fee of EIP-1559, V. Buterin et al., 2019: a step of an eighth, once a block.
---
---     > plugin.load("pricing/utilization_fee"):try { units = 100, side = 1, reserve_units = 1000, reserve_tokens = 1000000, utilization = 0.9 }
---     111447

-- The fee in force now. The first question only begins the clock, and asking often makes no more steps than asking once.
local function current(self, ctx)
  local options, state = self.options, self.state
  if not state.fee then
    state.fee, state.stepped_us = math.min(math.max(options.start, options.min), options.max), ctx.now_us
  elseif ctx.now_us - state.stepped_us >= options.cooldown_us then
    local step = options.step
    if ctx.utilization < options.target then step = -step elseif ctx.utilization == options.target then step = 0 end
    state.fee = math.min(math.max(state.fee + step, options.min), options.max)
    state.stepped_us = ctx.now_us
  end
  return state.fee
end

return {
  kind = "pricing", name = "utilization_fee", version = "1.0.0", api = "1",
  summary = "Constant product; the fee follows the load by bounded steps.",
  options = {
    start = { type = "integer", default = 30, min = 0, max = 1000, unit = "basis points", help = "the fee to begin with" },
    min = { type = "integer", default = 5, min = 0, max = 1000, unit = "basis points", help = "the lowest fee" },
    max = { type = "integer", default = 300, min = 0, max = 1000, unit = "basis points", help = "the highest fee" },
    step = { type = "integer", default = 4, min = 0, max = 125, unit = "basis points", help = "the most it moves at once" },
    cooldown_us = { type = "integer", default = 12000000, min = 1, unit = "µs", help = "the least time between two moves" },
    target = { type = "number", default = 0.5, min = 0, max = 1, help = "share of the pool in use at which the fee stays" },
  },

  quote = function(self, ctx, units)
    local x, y, kept = ctx.reserve_units, ctx.reserve_tokens, 10000 - current(self, ctx)
    if ctx.side == 1 then
      local net = money.mul_div(y, units, x - units, "ceil")
      return money.mul_div(net, 10000, kept, "ceil")
    end
    return money.mul_div(y, units * kept, x * 10000 + units * kept, "floor")
  end,

  fee = current,
}
