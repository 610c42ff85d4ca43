--- Ant colony system: a trail is a running average of how well it served.
---
--- An outcome of quality q pulls the trail the fraction rho toward tau_min + (tau_max - tau_min) · q / best, up or down, so a
--- trail can't grow by being used often, only by being good; a failure pulls it toward tau_min. Idle trails fade slowly.
---
--- In rounds of ants it is the paper's rule, in units of 1 / best cost: an ant mostly takes the most attractive way (with
--- probability q0), what it walks loses xi of its lead over tau_min so that the next ants try others, and only the best path
--- since trails began is deposited. Nothing else fades. Ten ants are enough.
---
--- Source: Dorigo & Gambardella, "Ant colony system", IEEE Transactions on Evolutionary Computation 1, 1997.
---
---     > plugin.load("pheromone/ant_colony_system"):try { strength = 0.5, quality = 1, tau_max = 1, best = 1 }
---     0.55
---     > plugin.load("pheromone/ant_colony_system"):try("visited", { strength = 0.5, tau_max = 1 })
---     0.45

return {
  kind = "pheromone", name = "ant_colony_system", version = "1.1.0", api = "1",
  summary = "A trail is a running average of the quality it led to.",
  options = {
    rho = { type = "number", default = 0.1, min = 0, max = 1, help = "how far one outcome pulls a trail" },
    lifetime_us = { type = "integer", default = 3600000000, min = 1, unit = "µs", help = "time in which an idle trail fades to 1/e" },
    beta = { type = "number", default = 2, min = 0, max = 20, help = "exponent of the heuristic" },
    q0 = { type = "number", default = 0.9, min = 0, max = 1, help = "rounds: how likely an ant takes the most attractive way" },
    xi = { type = "number", default = 0.1, min = 0, max = 1, help = "rounds: part of its lead over tau_min that a walked trail loses" },
  },

  deposit = function(self, ctx, strength, quality)
    local ratio = quality > 0 and math.min(1, quality / ctx.best) or 0
    local goal = ctx.tau_min + (ctx.tau_max - ctx.tau_min) * ratio
    local next = strength + self.options.rho * (goal - strength)
    return math.max(ctx.tau_min, math.min(ctx.tau_max, next))
  end,

  evaporate = function(self, ctx, strength, dt_us)
    if ctx.round then return strength end
    return math.max(ctx.tau_min, strength * math.exp(-dt_us / self.options.lifetime_us))
  end,

  evaporate_all = function(self, ctx, strengths, dt_us, out)
    out:assign(strengths)
    if ctx.round then return end
    out:scale(math.exp(-dt_us / self.options.lifetime_us))
    out:assign(out:where(out:compare(">=", ctx.tau_min), ctx.tau_min))
  end,

  weight = function(self, ctx, strength, heuristic)
    return strength * math.pow(heuristic, self.options.beta)
  end,

  weight_all = function(self, ctx, strengths, heuristics, out)
    out:assign(heuristics):pow(self.options.beta):mul(strengths)
  end,

  --- 1 / (steps · cost of the nearest-neighbour tour) in the paper: about 1 / steps of what the best path is pulled to.
  begin = function(self, ctx, steps)
    local floor = math.min(0.5, 1 / steps)
    return floor, floor
  end,

  greed = function(self, ctx) return self.options.q0 end,

  visited = function(self, ctx, strength)
    return math.max(ctx.tau_min, strength + self.options.xi * (ctx.tau_min - strength))
  end,

  visited_all = function(self, ctx, strengths, out)
    out:assign(strengths):scale(1 - self.options.xi):add(self.options.xi * ctx.tau_min)
    out:assign(out:where(out:compare(">=", ctx.tau_min), ctx.tau_min))
    out:assign(out:where(out:compare("<=", strengths), strengths)) -- rounding must raise none
  end,

  elect = function(self, ctx) return 0, true end,
}
