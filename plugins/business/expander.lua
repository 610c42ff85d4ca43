--- Grows where there is more work than it can do.
---
--- It adds capacity on days that begin with a profit behind them, never more than its balance allows after the next rent,
--- which grows with it, and stakes more, because what it is owed has to be covered by its stake. Large machines answer
--- sooner and win what must be done soon; an empty large machine pays rent for nothing.
---
--- Source: J. M. Clark's accelerator, "Business Acceleration and the Law of Demand", 1917.
---
---     > plugin.load("business/expander"):try("invest", { balance = 30000000, rent = 9000000, capacity_price = 2000000, profit = 5000000 })
---     nil   3   2100000   nil

return {
  kind = "business", name = "expander", version = "1.0.0", api = "1",
  summary = "Adds capacity after profitable days.",
  options = {
    margin = { type = "number", default = 0.12, min = 0, max = 10, help = "over cost, as a share of it" },
    share = { type = "number", default = 0.3, min = 0, max = 1, help = "of its spare balance that goes into capacity" },
  },

  cost = function(self, ctx, units, domain)
    return math.floor(units * (ctx.power * (1 - ctx.saving) + ctx.wear) / ctx.quality)
  end,

  bid = function(self, ctx, cost)
    return math.floor(cost * (1 + self.options.margin))
  end,

  invest = function(self, ctx)
    if ctx.profit <= 0 or ctx.capacity_price <= 0 then return nil end
    local spare = math.max(0, ctx.balance - ctx.rent)
    local tenths = math.min(10, math.floor(spare * self.options.share) // ctx.capacity_price)
    return nil, tenths, math.min(ctx.balance - tenths * ctx.capacity_price, spare // 10)
  end,
}
