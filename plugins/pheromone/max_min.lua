--- MAX–MIN ant system: only the best strengthen a trail, and no trail is ever certain or lost.
---
--- Where outcomes come one by one, as tasks do: one at least `elite` as good as the best seen moves a trail the fraction `gain`
--- of the way to tau_max; a failure takes it `penalty` of the way down to tau_min; anything between leaves it alone. Time takes
--- it down by exp(-Δt / lifetime), never below tau_min. The limits keep some of every option alive, which is what lets ants
--- leave a path that has become bad.
---
--- In rounds of ants it is the paper's rule, in units of its tau_max = 1 / (rho · best cost): trails begin at tau_max, lose rho of
--- themselves in a round, and the round's best path, or every so many rounds the best since they began, gains rho · quality.
--- Once all ants walk one path and nothing better has come for long, trails begin anew.
---
--- Source: Stützle & Hoos, "MAX–MIN ant system", Future Generation Computer Systems 16, 2000.
---
---     > plugin.load("pheromone/max_min"):try { strength = 0.5, quality = 1, tau_max = 1, best = 1 }
---     0.55
---     > plugin.load("pheromone/max_min"):try { strength = 0.5, quality = 1, tau_max = 1, best = 1, round = 1 }
---     0.52

local function clamp(x, low, high) return math.max(low, math.min(high, x)) end

--- Until so many rounds since trails began, the best of them is deposited every so many rounds: for local search (section 5.2).
local schedule = { { 25, 25 }, { 75, 5 }, { 125, 3 }, { 250, 2 } }

local function deposit(self, ctx, strength, quality)
  local o = self.options
  local next = strength
  if quality <= 0 then
    next = strength - o.penalty * (strength - ctx.tau_min)
  elseif ctx.round then
    next = strength + o.rho * quality * ctx.tau_max
  elseif quality >= o.elite * ctx.best then
    next = strength + o.gain * (ctx.tau_max - strength)
  end
  return clamp(next, ctx.tau_min, ctx.tau_max)
end

return {
  kind = "pheromone", name = "max_min", version = "1.1.0", api = "1",
  summary = "Only the best outcomes strengthen a trail, within limits.",
  options = {
    gain = { type = "number", default = 0.1, min = 0, max = 1, help = "part of the way to tau_max a good outcome takes a trail" },
    elite = { type = "number", default = 0.9, min = 0, max = 1, help = "part of the best quality that counts as good" },
    penalty = { type = "number", default = 0.3, min = 0, max = 1, help = "part of the way to tau_min a failure takes a trail" },
    lifetime_us = { type = "integer", default = 600000000, min = 1, unit = "µs", help = "time in which a trail fades to 1/e" },
    beta = { type = "number", default = 2, min = 0, max = 20, help = "exponent of the heuristic" },
    rho = { type = "number", default = 0.02, min = 0, max = 1, help = "rounds: part of itself that a trail loses in each" },
    p_best = { type = "number", default = 0.05, min = 0.000001, max = 0.999999,
      help = "rounds: how likely the best path is still built once all other trails are weakest" },
    best_every = { type = "integer", default = 25, min = 0,
      help = "rounds: every so many the best since trails began is deposited; 0: the paper's schedule for local search" },
    patience = { type = "integer", default = 250, min = 1, help = "rounds without a better path before converged trails begin anew" },
  },

  deposit = deposit,

  deposit_all = function(self, ctx, strengths, quality, out)
    if not ctx.round or quality <= 0 then
      for i = 1, #strengths do out[i] = deposit(self, ctx, strengths[i], quality) end
      return
    end
    out:assign(strengths):add(self.options.rho * quality * ctx.tau_max)
    out:assign(out:where(out:compare("<=", ctx.tau_max), ctx.tau_max))
  end,

  evaporate = function(self, ctx, strength, dt_us)
    local o = self.options
    local left = ctx.round and math.pow(1 - o.rho, dt_us / ctx.round_us) or math.exp(-dt_us / o.lifetime_us)
    return math.max(ctx.tau_min, strength * left)
  end,

  evaporate_all = function(self, ctx, strengths, dt_us, out)
    local o = self.options
    out:assign(strengths):scale(ctx.round and math.pow(1 - o.rho, dt_us / ctx.round_us) or math.exp(-dt_us / o.lifetime_us))
    out:assign(out:where(out:compare(">=", ctx.tau_min), ctx.tau_min))
  end,

  weight = function(self, ctx, strength, heuristic)
    local beta = self.options.beta
    return strength * (beta == 2 and heuristic * heuristic or math.pow(heuristic, beta))
  end,

  weight_all = function(self, ctx, strengths, heuristics, out)
    local beta = self.options.beta
    out:assign(heuristics)
    if beta == 2 then out:mul(heuristics) else out:pow(beta) end
    out:mul(strengths)
  end,

  --- With half of the nodes to choose from at each step, as the paper assumes.
  begin = function(self, ctx, steps)
    local each = math.pow(self.options.p_best, 1 / steps)
    return clamp((1 - each) / (math.max(1, steps / 2 - 1) * each), 1e-12, 0.5), 1
  end,

  elect = function(self, ctx)
    local every = self.options.best_every
    if every == 0 then
      every = 1
      for i = #schedule, 1, -1 do if ctx.round < schedule[i][1] then every = schedule[i][2] end end
    end
    if ctx.round % every == 0 then return 0, true end
    return 1, false
  end,

  restart = function(self, ctx)
    return ctx.stagnation >= self.options.patience and ctx.branching ~= nil and ctx.branching <= 2.00002
  end,
}
