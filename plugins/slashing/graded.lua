--- The graver and the more often, the dearer.
---
--- A first offence costs `base_ppm` of the stake times its severity; each further one in the span costs `step_ppm` more of
--- that, up to everything. What may be bad luck stays cheap once and becomes ruinous as a habit, and two contradicting
--- signatures cost a good part at once.
---
--- Source: graduated penalties as in Cosmos' slashing module (5% for a double signature, 0.01% for absence), 2019.
---
---     > plugin.load("slashing/graded"):try { severity = 1000000, earlier = 0 }
---     50000   nil
---     > plugin.load("slashing/graded"):try { severity = 1000000, earlier = 4 }
---     150000   nil

return {
  kind = "slashing", name = "graded", version = "1.0.0", api = "1",
  summary = "By severity, and more with every repetition.",
  options = {
    base_ppm = { type = "integer", default = 50000, min = 0, max = 1000000, unit = "ppm", help = "of the stake, for the gravest offence, once" },
    step_ppm = { type = "integer", default = 500000, min = 0, max = 1000000, unit = "ppm", help = "of the first penalty, on top for each earlier offence" },
  },

  fraction = function(self, ctx, severity)
    local once = money.mul_div(self.options.base_ppm, severity, 1000000, "ceil")
    local more = money.mul_div(self.options.step_ppm, math.min(ctx.earlier, 1000000), 1, "floor")
    return math.min(1000000, once + money.mul_div(once, more, 1000000, "floor"))
  end,
}
