--- Ant system, the first ant colony: every outcome counts, by how good it was.
---
--- A trail gains deposit · quality, and a failure costs it `penalty` of itself. Because mediocre outcomes feed a trail too,
--- busy nodes keep strong trails even when better ones exist: the weakness that MAX–MIN and ant colony system remove.
---
--- In rounds of ants every ant's path gains rho / ants · quality, in units of ants / (rho · best cost), the most a trail can reach
--- in the paper; with `elitists` the best since trails began is deposited too, as strongly as by so many ants; with `ranks` only
--- the best of a round are, the best most (rank-based ant system).
---
--- Source: Dorigo, Maniezzo & Colorni, "Ant system: optimization by a colony of cooperating agents", IEEE SMC-B 26, 1996;
--- Bullnheimer, Hartl & Strauss, "A new rank-based version of the ant system", CEJOR 7, 1999.
---
---     > plugin.load("pheromone/ant_system"):try { strength = 0.5, quality = 1, tau_max = 1, best = 1 }
---     0.55
---     > plugin.load("pheromone/ant_system"):try { strength = 0.5, quality = 1, tau_max = 1, best = 1, round = 1, ants = 10, rank = 3 }
---     0.55

local function clamp(x, low, high) return math.max(low, math.min(high, x)) end

--- By how many ants' worth a path is deposited: every one's once, the best since trails began by the elitists; or by rank.
local function share(self, ctx)
  local o = self.options
  if o.ranks > 0 then return ctx.rank == 0 and o.ranks or math.max(0, o.ranks - ctx.rank) end
  return ctx.rank == 0 and o.elitists or 1
end

--- What a deposit adds in a round, in parts of tau_max.
local function gain(self, ctx, quality)
  local o = self.options
  local all = o.ranks > 0 and o.ranks * (o.ranks + 1) / 2 or ctx.ants + o.elitists
  return o.rho * quality * share(self, ctx) / all
end

return {
  kind = "pheromone", name = "ant_system", version = "1.1.0", api = "1",
  summary = "Every outcome strengthens its trail in proportion to its quality.",
  options = {
    deposit = { type = "number", default = 0.05, min = 0, help = "what an outcome of quality 1 adds" },
    penalty = { type = "number", default = 0.3, min = 0, max = 1, help = "part of itself a trail loses by a failure" },
    lifetime_us = { type = "integer", default = 600000000, min = 1, unit = "µs", help = "time in which a trail fades to 1/e" },
    beta = { type = "number", default = 2, min = 0, max = 20, help = "exponent of the heuristic" },
    rho = { type = "number", default = 0.5, min = 0, max = 1, help = "rounds: part of itself that a trail loses in each" },
    elitists = { type = "integer", default = 0, min = 0, max = 100000, help = "rounds: ants' worth of the best since trails began" },
    ranks = { type = "integer", default = 0, min = 0, max = 100000, help = "rounds: by rank, the best counting so much; 0: all alike" },
  },

  deposit = function(self, ctx, strength, quality)
    local o = self.options
    local next = strength
    if quality <= 0 then
      next = strength * (1 - o.penalty)
    elseif ctx.round then
      next = strength + gain(self, ctx, quality) * ctx.tau_max
    else
      next = strength + o.deposit * quality
    end
    return clamp(next, ctx.tau_min, ctx.tau_max)
  end,

  deposit_all = function(self, ctx, strengths, quality, out)
    local o = self.options
    out:assign(strengths)
    if quality <= 0 then out:scale(1 - o.penalty) else out:add(ctx.round and gain(self, ctx, quality) * ctx.tau_max or o.deposit * quality) end
    out:assign(out:where(out:compare(">=", ctx.tau_min), ctx.tau_min))
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
    return strength * math.pow(heuristic, self.options.beta)
  end,

  weight_all = function(self, ctx, strengths, heuristics, out)
    out:assign(heuristics):pow(self.options.beta):mul(strengths)
  end,

  --- ants / cost, the paper's start, is rho of the most there can be.
  begin = function(self, ctx, steps) return 1e-9, math.max(1e-9, self.options.rho) end,

  elect = function(self, ctx)
    local o = self.options
    if o.ranks > 0 then return math.min(o.ranks - 1, ctx.ants), true end
    return ctx.ants, o.elitists > 0
  end,
}
