--- MAX–MIN ant system: only the best strengthen a trail, and no trail is ever certain or lost.
---
--- An outcome at least `elite` as good as the best seen moves a trail the fraction `gain` of the way to tau_max; a failure
--- takes it `penalty` of the way down to tau_min; anything between leaves it alone. Time takes it down by
--- exp(-Δt / lifetime), never below tau_min. The limits keep some of every option alive, which is what lets ants leave a
--- path that has become bad.
---
--- Source: Stützle & Hoos, "MAX–MIN ant system", Future Generation Computer Systems 16, 2000.
---
---     > plugin.load("pheromone/max_min"):try { strength = 0.5, quality = 1, tau_max = 1, best = 1 }
---     0.55

local function clamp(x, low, high) return math.max(low, math.min(high, x)) end

return {
  kind = "pheromone", name = "max_min", version = "1.0.0", api = "1",
  summary = "Only the best outcomes strengthen a trail, within limits.",
  options = {
    gain = { type = "number", default = 0.1, min = 0, max = 1, help = "part of the way to tau_max a good outcome takes a trail" },
    elite = { type = "number", default = 0.9, min = 0, max = 1, help = "part of the best quality that counts as good" },
    penalty = { type = "number", default = 0.3, min = 0, max = 1, help = "part of the way to tau_min a failure takes a trail" },
    lifetime_us = { type = "integer", default = 600000000, min = 1, unit = "µs", help = "time in which a trail fades to 1/e" },
    beta = { type = "number", default = 2, min = 0, max = 20, help = "exponent of the heuristic" },
  },

  deposit = function(self, ctx, strength, quality)
    local o = self.options
    local next = strength
    if quality <= 0 then
      next = strength - o.penalty * (strength - ctx.tau_min)
    elseif quality >= o.elite * ctx.best then
      next = strength + o.gain * (ctx.tau_max - strength)
    end
    return clamp(next, ctx.tau_min, ctx.tau_max)
  end,

  evaporate = function(self, ctx, strength, dt_us)
    return math.max(ctx.tau_min, strength * math.exp(-dt_us / self.options.lifetime_us))
  end,

  weight = function(self, ctx, strength, heuristic)
    local beta = self.options.beta
    return strength * (beta == 2 and heuristic * heuristic or math.pow(heuristic, beta))
  end,
}
