--- Broken on purpose: fades a trail by how often it is looked at, not by time.
return {
  kind = "pheromone", name = "evaporation_composes", version = "1.0.0", api = "1",
  summary = "Broken on purpose.",

  deposit = function(self, ctx, strength, quality)
    return quality > 0 and math.min(ctx.tau_max, strength + 0.1 * quality) or strength
  end,
  evaporate = function(self, ctx, strength, dt_us) return math.max(ctx.tau_min, strength * 0.9) end,
  weight = function(self, ctx, strength, heuristic) return strength * heuristic end,
}
