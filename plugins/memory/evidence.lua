--- Trust in a remembered pattern from its evidence: how many episodes, how good, how long ago.
---
--- Confidence is trust · n / (n + doubt) · (1 + quality) / 2 · exp(-age / lifetime). It depends on the pattern alone and not
--- on how much of the last batch it made up, so a rare kind of task is not drowned by a common one. A pattern of failures
--- keeps half the confidence of one of successes: whom not to ask is worth knowing too. The built-in rule does the same.
---
--- Source: McClelland, McNaughton & O'Reilly, Psychological Review 102, 1995, for the two stages; n / (n + doubt) is the
--- weight of evidence against a prior worth `doubt` observations.
---
---     > plugin.load("memory/evidence"):try { count = 4, quality = 1, age_us = 0, trust = 1 }
---     0.5

return {
  kind = "memory", name = "evidence", version = "1.0.0", api = "1",
  summary = "Confidence from number, quality and age.",
  options = {
    doubt = { type = "number", default = 4, min = 0.001, max = 1000000, unit = "episodes", help = "worth as much as the doubt in a new pattern" },
    lifetime_us = { type = "integer", default = 3600000000, min = 1, unit = "µs", help = "time in which trust falls to 1/e" },
  },

  confidence = function(self, ctx)
    local o, n = self.options, ctx.count
    return ctx.trust * (n / (n + o.doubt)) * ((1 + ctx.quality) / 2) * math.exp(-ctx.age_us / o.lifetime_us)
  end,
}
