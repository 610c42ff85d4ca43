--- Baseline: nothing that is remembered is trusted.
---
--- Recall goes on and gives every pattern a confidence of 0, so nothing follows from it: each type of task is learned from
--- nothing, as if nobody had seen one like it.
---
---     > plugin.load("memory/none"):try { count = 100, quality = 1, trust = 1 }
---     0

return {
  kind = "memory", name = "none", version = "1.0.0", api = "1",
  summary = "Baseline: trusts no memory.",

  confidence = function(self, ctx) return 0 end,
}
