--- Ant colony system: a trail is a running average of how well it served.
---
--- An outcome of quality q pulls the trail the fraction rho toward tau_min + (tau_max - tau_min) · q / best, up or down, so a
--- trail can't grow by being used often, only by being good; a failure pulls it toward tau_min. Idle trails fade slowly.
---
--- Source: Dorigo & Gambardella, "Ant colony system", IEEE Transactions on Evolutionary Computation 1, 1997.
---
---     > plugin.load("pheromone/ant_colony_system"):try { strength = 0.5, quality = 1, tau_max = 1, best = 1 }
---     0.55

return {
  kind = "pheromone", name = "ant_colony_system", version = "1.0.0", api = "1",
  summary = "A trail is a running average of the quality it led to.",
  options = {
    rho = { type = "number", default = 0.1, min = 0, max = 1, help = "how far one outcome pulls a trail" },
    lifetime_us = { type = "integer", default = 3600000000, min = 1, unit = "µs", help = "time in which an idle trail fades to 1/e" },
    beta = { type = "number", default = 2, min = 0, max = 20, help = "exponent of the heuristic" },
  },

  deposit = function(self, ctx, strength, quality)
    local ratio = quality > 0 and math.min(1, quality / ctx.best) or 0
    local goal = ctx.tau_min + (ctx.tau_max - ctx.tau_min) * ratio
    local next = strength + self.options.rho * (goal - strength)
    return math.max(ctx.tau_min, math.min(ctx.tau_max, next))
  end,

  evaporate = function(self, ctx, strength, dt_us)
    return math.max(ctx.tau_min, strength * math.exp(-dt_us / self.options.lifetime_us))
  end,

  weight = function(self, ctx, strength, heuristic)
    return strength * math.pow(heuristic, self.options.beta)
  end,
}
