--- Baseline: any price up to the reserve.
---
--- It knows neither its meter nor its margin. Cheap machines lose work to dear ones and some of it is done at a loss, so
--- welfare must fall where it replaces a real business, and it should be out of business soon.
---
---     > plugin.load("business/random"):try("bid", { cost = 100, reserve = 0 })
---     0

return {
  kind = "business", name = "random", version = "1.0.0", api = "1",
  summary = "Baseline: a uniformly random price up to the reserve.",

  cost = function(self, ctx, units, domain)
    return units
  end,

  bid = function(self, ctx, cost)
    return math.floor(ctx.random() * math.min(ctx.reserve, 1 << 52))
  end,
}
