--- Broken on purpose: a trail grows by being walked, so that ants follow each other whatever comes of it.
return {
  kind = "pheromone", name = "a_visit_never_raises_a_trail", version = "1.0.0", api = "1",
  summary = "Broken on purpose.",

  deposit = function(self, ctx, strength, quality)
    return quality > 0 and math.min(ctx.tau_max, strength + 0.1 * quality) or strength
  end,
  evaporate = function(self, ctx, strength, dt_us) return strength end,
  weight = function(self, ctx, strength, heuristic) return strength * heuristic end,
  visited = function(self, ctx, strength) return math.min(ctx.tau_max, 1.1 * strength) end,
}
