--- Broken on purpose: deposits nothing in most rounds.
return {
  kind = "pheromone", name = "every_round_leaves_a_trail", version = "1.0.0", api = "1",
  summary = "Broken on purpose.",

  deposit = function(self, ctx, strength, quality)
    return quality > 0 and math.min(ctx.tau_max, strength + 0.1 * quality) or strength
  end,
  evaporate = function(self, ctx, strength, dt_us) return strength end,
  weight = function(self, ctx, strength, heuristic) return strength * heuristic end,
  elect = function(self, ctx) return 0, ctx.round % 10 == 0 end,
}
