--- Broken on purpose: lets idle trails recover.
return {
  kind = "pheromone", name = "evaporation_never_raises_a_trail", version = "1.0.0", api = "1",
  summary = "Broken on purpose.",

  deposit = function(self, ctx, strength, quality)
    return quality > 0 and math.min(ctx.tau_max, strength + 0.1 * quality) or strength
  end,
  evaporate = function(self, ctx, strength, dt_us)
    return ctx.tau_max - (ctx.tau_max - strength) * math.exp(-dt_us / 600000000)
  end,
  weight = function(self, ctx, strength, heuristic) return strength * heuristic end,
}
