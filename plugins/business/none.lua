--- No strategy: asks what the meter says.
---
--- Power and wear, without a margin, and without a thought for the work that isn't paid because it was wrong. It neither
--- invests nor has triggers. The built-in rule does the same. In a colony it leaves the asking to the bidding rule.
---
---     > plugin.load("business/none"):try("cost", { units = 10, domain = 1, power = 4000, wear = 500 })
---     45000

return {
  kind = "business", name = "none", version = "1.0.0", api = "1",
  summary = "Asks the cost of power and wear.",

  cost = function(self, ctx, units, domain)
    return math.floor(units * (ctx.power * (1 - ctx.saving) + ctx.wear))
  end,

  bid = function(self, ctx, cost)
    return cost
  end,
}
