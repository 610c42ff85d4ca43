--- Broken on purpose: is repelled by pheromone.
return {
  kind = "pheromone", name = "a_stronger_trail_never_weighs_less", version = "1.0.0", api = "1",
  summary = "Broken on purpose.",

  deposit = function(self, ctx, strength, quality)
    return quality > 0 and math.min(ctx.tau_max, strength + 0.1 * quality) or strength
  end,
  evaporate = function(self, ctx, strength, dt_us)
    return math.max(ctx.tau_min, strength * math.exp(-dt_us / 600000000))
  end,
  weight = function(self, ctx, strength, heuristic) return heuristic / strength end,
}
