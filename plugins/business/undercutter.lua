--- Asks a little less than what was paid last.
---
--- It takes the last clearing price for what the market bears and bids just under it, or just under the reserve while it
--- knows none, but never below cost. Under second price that is a way to ask too much and lose; under first price, or
--- where few are left who can be in time, it takes what others leave.
---
---     > plugin.load("business/undercutter"):try("bid", { cost = 1000, reserve = 5000, last_clearing = 3000, units = 1 })
---     2910

return {
  kind = "business", name = "undercutter", version = "1.0.0", api = "1",
  summary = "Bids just under the last price a unit.",
  options = {
    under = { type = "number", default = 0.03, min = 0, max = 1, help = "how far under, as a share" },
  },

  cost = function(self, ctx, units, domain)
    return math.floor(units * (ctx.power * (1 - ctx.saving) + ctx.wear) / ctx.quality)
  end,

  bid = function(self, ctx, cost)
    local state = self.state
    -- A payment seen for the first time belongs to the request it bid for last and won.
    if ctx.last_clearing ~= state.seen then
      state.unit = ctx.last_clearing / math.max(1, state.units or ctx.units)
      state.seen = ctx.last_clearing
    end
    if ctx.units > 0 then state.units = ctx.units end
    local target = state.unit and state.unit > 0 and math.min(ctx.reserve, math.floor(state.unit * ctx.units)) or ctx.reserve
    return math.max(cost, target - math.ceil(target * self.options.under))
  end,
}
