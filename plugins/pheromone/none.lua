--- Baseline: nobody leaves a trail.
---
--- Outcomes and time change nothing and every trail attracts alike: what the colony loses by it is what stigmergy is worth.
---
---     > plugin.load("pheromone/none"):try { strength = 0.5, quality = 1, tau_max = 1, best = 1 }
---     0.5

return {
  kind = "pheromone", name = "none", version = "1.0.0", api = "1",
  summary = "Baseline: trails never change and attract alike.",

  deposit = function(self, ctx, strength, quality) return strength end,
  evaporate = function(self, ctx, strength, dt_us) return strength end,
  weight = function(self, ctx, strength, heuristic) return 1 end,
}
