--- Broken on purpose: rewards having been used at all.
return {
  kind = "pheromone", name = "failure_never_raises_a_trail", version = "1.0.0", api = "1",
  summary = "Broken on purpose.",

  deposit = function(self, ctx, strength, quality) return math.min(ctx.tau_max, strength + 0.1) end,
  evaporate = function(self, ctx, strength, dt_us)
    return math.max(ctx.tau_min, strength * math.exp(-dt_us / 600000000))
  end,
  weight = function(self, ctx, strength, heuristic) return strength * heuristic end,
}
