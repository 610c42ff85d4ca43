--- Works when power is cheap.
---
--- Power is dear in the evening. A trigger closes the shop when a unit's power costs more than a share over the dearest
--- it would bear, and opens it again below: each switch is an upkeep and costs a fee, so it doesn't flutter. A little
--- money is set aside for that every day. With less work in dear hours its machine is cool and its margin can be thin.
---
---     > plugin.load("business/night_shift"):try("bid", { cost = 1000 })
---     1100

return {
  kind = "business", name = "night_shift", version = "1.0.0", api = "1",
  summary = "Closes by a trigger while power is dear.",
  options = {
    margin = { type = "number", default = 0.1, min = 0, max = 10, help = "over cost, as a share of it" },
    dear = { type = "number", default = 1.15, min = 0, max = 10, help = "closes above so many times the mean power price it has seen" },
  },

  cost = function(self, ctx, units, domain)
    return math.floor(units * (ctx.power * (1 - ctx.saving) + ctx.wear) / ctx.quality)
  end,

  bid = function(self, ctx, cost)
    return math.floor(cost * (1 + self.options.margin))
  end,

  -- Two switches a day, and some to spare.
  invest = function(self, ctx)
    local wanted = 8 * ctx.upkeep_fee - ctx.prepaid
    if wanted <= 0 or ctx.balance < wanted then return nil end
    return nil, nil, nil, wanted
  end,

  due = function(self, ctx)
    local state = self.state
    state.count = (state.count or 0) + 1
    state.mean = (state.mean or ctx.power) + (ctx.power - (state.mean or ctx.power)) / math.min(96, state.count)
    local isDear = ctx.power > self.options.dear * state.mean
    return isDear ~= (state.closed or false)
  end,

  upkeep = function(self, ctx)
    self.state.closed = not self.state.closed
    return nil, nil, not self.state.closed
  end,
}
