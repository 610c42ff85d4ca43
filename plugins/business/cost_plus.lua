--- Cost plus a margin: the business most owners run.
---
--- It reckons with power, wear and the chance of being wrong, for who is wrong isn't paid, and puts the same margin on
--- everything. It invests in nothing. What the others do better has to show against it.
---
--- Source: R. L. Hall & C. J. Hitch, "Price Theory and Business Behaviour", 1939.
---
---     > plugin.load("business/cost_plus"):try("cost", { units = 10, domain = 1, power = 4000, wear = 500, quality = 0.9 })
---     50000

return {
  kind = "business", name = "cost_plus", version = "1.0.0", api = "1",
  summary = "Asks its cost and a margin; invests in nothing.",
  options = {
    margin = { type = "number", default = 0.15, min = 0, max = 10, help = "over cost, as a share of it" },
  },

  cost = function(self, ctx, units, domain)
    return math.floor(units * (ctx.power * (1 - ctx.saving) + ctx.wear) / ctx.quality)
  end,

  bid = function(self, ctx, cost)
    return math.floor(cost * (1 + self.options.margin))
  end,
}
