--- Broken on purpose: forgets the deposit when asked about many trails.
return {
  kind = "pheromone", name = "vectors_agree_with_scalars", version = "1.0.0", api = "1",
  summary = "Broken on purpose.",

  deposit = function(self, ctx, strength, quality)
    return quality > 0 and math.min(ctx.tau_max, strength + 0.1 * quality) or strength
  end,
  evaporate = function(self, ctx, strength, dt_us)
    return math.max(ctx.tau_min, strength * math.exp(-dt_us / 600000000))
  end,
  weight = function(self, ctx, strength, heuristic) return strength * heuristic end,
  deposit_all = function(self, ctx, strengths, quality, out)
    for i = 1, #strengths do out[i] = strengths[i] end
  end,
}
