--- Ant system, the first ant colony: every outcome counts, by how good it was.
---
--- A trail gains deposit · quality, and a failure costs it `penalty` of itself. Because mediocre outcomes feed a trail too,
--- busy nodes keep strong trails even when better ones exist: the weakness that MAX–MIN and ant colony system remove.
---
--- Source: Dorigo, Maniezzo & Colorni, "Ant system: optimization by a colony of cooperating agents", IEEE SMC-B 26, 1996.
---
---     > plugin.load("pheromone/ant_system"):try { strength = 0.5, quality = 1, tau_max = 1, best = 1 }
---     0.55

local function clamp(x, low, high) return math.max(low, math.min(high, x)) end

return {
  kind = "pheromone", name = "ant_system", version = "1.0.0", api = "1",
  summary = "Every outcome strengthens its trail in proportion to its quality.",
  options = {
    deposit = { type = "number", default = 0.05, min = 0, help = "what an outcome of quality 1 adds" },
    penalty = { type = "number", default = 0.3, min = 0, max = 1, help = "part of itself a trail loses by a failure" },
    lifetime_us = { type = "integer", default = 600000000, min = 1, unit = "µs", help = "time in which a trail fades to 1/e" },
    beta = { type = "number", default = 2, min = 0, max = 20, help = "exponent of the heuristic" },
  },

  deposit = function(self, ctx, strength, quality)
    local next = quality > 0 and strength + self.options.deposit * quality or strength * (1 - self.options.penalty)
    return clamp(next, ctx.tau_min, ctx.tau_max)
  end,

  evaporate = function(self, ctx, strength, dt_us)
    return math.max(ctx.tau_min, strength * math.exp(-dt_us / self.options.lifetime_us))
  end,

  weight = function(self, ctx, strength, heuristic)
    return strength * math.pow(heuristic, self.options.beta)
  end,
}
