--- A hundredth of the stake for every offence.
---
--- Whatever was done and however often: one missed deadline is soon forgotten, a hundred leave little. The built-in rule
--- does the same. Simple, and too mild where an offence can only be malice; compare `graded`.
---
---     > plugin.load("slashing/flat"):try { severity = 1000000 }
---     10000   nil

return {
  kind = "slashing", name = "flat", version = "1.0.0", api = "1",
  summary = "One part in a hundred, whatever the offence.",
  options = {
    part_ppm = { type = "integer", default = 10000, min = 0, max = 1000000, unit = "ppm", help = "of the liable stake" },
  },

  fraction = function(self, ctx, severity) return self.options.part_ppm end,
}
