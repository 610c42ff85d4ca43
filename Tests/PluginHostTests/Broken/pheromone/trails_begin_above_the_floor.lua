--- Broken on purpose: all trails begin below the weakest they may be.
return {
  kind = "pheromone", name = "trails_begin_above_the_floor", version = "1.0.0", api = "1",
  summary = "Broken on purpose.",

  deposit = function(self, ctx, strength, quality)
    return quality > 0 and math.min(ctx.tau_max, strength + 0.1 * quality) or strength
  end,
  evaporate = function(self, ctx, strength, dt_us) return strength end,
  weight = function(self, ctx, strength, heuristic) return strength * heuristic end,
  begin = function(self, ctx, steps) return 0.5, 0.1 end,
}
