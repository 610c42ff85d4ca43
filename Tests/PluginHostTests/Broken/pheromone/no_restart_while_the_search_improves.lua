--- Broken on purpose: lets trails begin anew every other round, also right after a better path was found.
return {
  kind = "pheromone", name = "no_restart_while_the_search_improves", version = "1.0.0", api = "1",
  summary = "Broken on purpose.",

  deposit = function(self, ctx, strength, quality)
    return quality > 0 and math.min(ctx.tau_max, strength + 0.1 * quality) or strength
  end,
  evaporate = function(self, ctx, strength, dt_us) return strength end,
  weight = function(self, ctx, strength, heuristic) return strength * heuristic end,
  restart = function(self, ctx) return ctx.round % 2 == 0 end,
}
