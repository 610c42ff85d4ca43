--- Baseline: any price up to the reserve.
---
--- It knows nothing of its cost, so cheap nodes lose tasks to dear ones and some work at a loss: welfare must fall when
--- it replaces a real rule. If it doesn't, bids are not connected.
---
---     > plugin.load("bidding/random"):try { cost = 100, reserve = 0 }
---     0

return {
  kind = "bidding", name = "random", version = "1.0.0", api = "1",
  summary = "Baseline: a uniformly random price up to the reserve.",

  bid = function(self, ctx, cost)
    return math.floor(ctx.random() * math.min(ctx.reserve, 1 << 52))
  end,
}
