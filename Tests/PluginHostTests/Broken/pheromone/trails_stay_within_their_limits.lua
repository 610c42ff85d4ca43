--- Broken on purpose: adds to a trail without end.
return {
  kind = "pheromone", name = "trails_stay_within_their_limits", version = "1.0.0", api = "1",
  summary = "Broken on purpose.",

  deposit = function(self, ctx, strength, quality) return strength + quality end,
  evaporate = function(self, ctx, strength, dt_us)
    return math.max(ctx.tau_min, strength * math.exp(-dt_us / 600000000))
  end,
  weight = function(self, ctx, strength, heuristic) return strength * heuristic end,
}
