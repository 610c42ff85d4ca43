--- The choice of the Argentine ant, fitted to experiments: nothing is known but how many have passed.
---
--- Every passage adds the same, whatever came of it, and nothing fades while one watches. At a fork an ant takes a branch with
--- probability in proportion to (k + passages)^n. With n = 2 small differences grow: of two equal branches one is soon deserted, and
--- of two unequal ones mostly the longer, because the shorter is marked sooner. What it can't do is leave a trail once it is strong:
--- compare max_min when a link is cut (scripts/double_bridge.lua).
---
--- Source: Deneubourg, Aron, Goss & Pasteels, "The self-organizing exploratory pattern of the Argentine ant", Journal of Insect
--- Behavior 3, 1990 (k = 20, n = 2); Goss, Aron, Deneubourg & Pasteels, Naturwissenschaften 76, 1989.
---
---     > plugin.load("pheromone/argentine_ant"):try { strength = 0.5, quality = 1, tau_max = 1 }
---     0.5001

return {
  kind = "pheromone", name = "argentine_ant", version = "1.0.0", api = "1",
  summary = "Every passage counts alike; forks are taken by (k + passages)^n.",
  options = {
    k = { type = "number", default = 20, min = 0.001, max = 1000000, unit = "passages", help = "how many an unmarked branch counts as" },
    n = { type = "number", default = 2, min = 0, max = 20, help = "how sharply ants prefer the stronger trail" },
    full = { type = "integer", default = 10000, min = 1, unit = "passages", help = "how many take a trail from nothing to tau_max" },
  },

  deposit = function(self, ctx, strength, quality)
    if quality <= 0 then return strength end
    return math.max(ctx.tau_min, math.min(ctx.tau_max, strength + ctx.tau_max / self.options.full))
  end,

  evaporate = function(self, ctx, strength, dt_us) return strength end,

  weight = function(self, ctx, strength, heuristic)
    local o = self.options
    return math.pow(o.k + math.max(0, strength - ctx.tau_min) / ctx.tau_max * o.full, o.n)
  end,
}
