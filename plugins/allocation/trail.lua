--- Follow the trail: draw a candidate by its pheromone.
---
--- The chance of a candidate is trail^alpha / (1 + load), so success attracts work and waiting work repels it; with
--- probability `explore` any candidate is drawn alike. Nothing is estimated: all memory is in the trails others left.
---
--- Source: Bonabeau, Dorigo & Theraulaz, "Swarm intelligence: from natural to artificial systems", 1999, §2.
---
---     > plugin.load("allocation/trail"):try { count = 2, trail = { 1, 0 } }
---     1

return {
  kind = "allocation", name = "trail", version = "1.0.0", api = "1",
  summary = "Draws a candidate in proportion to its pheromone trail.",
  options = {
    alpha = { type = "number", default = 2, min = 0, max = 10, help = "how strongly trails are followed" },
    explore = { type = "number", default = 0.05, min = 0, max = 1, help = "chance of drawing any candidate alike" },
  },

  choose = function(self, ctx)
    local count, trail, load, alpha = ctx.count, ctx.trail, ctx.load, self.options.alpha
    if ctx.random() < self.options.explore then return ctx.random(count) end

    local weights, total = {}, 0
    for i = 1, count do
      weights[i] = math.pow(trail[i], alpha) / (1 + load[i])
      total = total + weights[i]
    end
    local left = ctx.random() * total
    for i = 1, count do
      left = left - weights[i]
      if left < 0 then return i end
    end
    return count
  end,
}
