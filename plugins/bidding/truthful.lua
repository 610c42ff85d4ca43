--- Bids what the task costs.
---
--- In a second-price auction nothing does better: a higher price loses tasks that would have paid, a lower one wins
--- tasks that cost more than they pay. The built-in rule does the same.
---
--- Source: W. Vickrey, 1961.
---
---     > plugin.load("bidding/truthful"):try { cost = 250, reserve = 1000 }
---     250

return {
  kind = "bidding", name = "truthful", version = "1.0.0", api = "1",
  summary = "Asks what the task costs.",

  bid = function(self, ctx, cost)
    return cost
  end,
}
