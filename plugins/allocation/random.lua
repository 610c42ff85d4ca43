--- Baseline: any candidate, drawn alike.
---
--- Ignores everything that was ever learned; its regret grows in proportion to the number of tasks.
---
---     > plugin.load("allocation/random"):try { count = 1 }
---     1

return {
  kind = "allocation", name = "random", version = "1.0.0", api = "1",
  summary = "Baseline: any candidate, drawn alike.",

  choose = function(self, ctx) return ctx.random(ctx.count) end,
}
