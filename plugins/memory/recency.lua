--- Only what is recent counts: every pattern is trusted alike when it is new, and forgotten `forget_after` lifetimes later.
---
--- Where nodes change quickly, an old pattern of many episodes misleads and a new one of a single episode is the better
--- guide. Compare with evidence on a colony with churn.
---
--- Source: the forgetting curve of Ebbinghaus, 1885: retention falls exponentially with time.
---
---     > plugin.load("memory/recency"):try { count = 1, quality = 0, age_us = 600000000, trust = 1 }
---     0.36787944117144

return {
  kind = "memory", name = "recency", version = "1.0.0", api = "1",
  summary = "Confidence from age alone.",
  options = {
    lifetime_us = { type = "integer", default = 600000000, min = 1, unit = "µs", help = "time in which trust falls to 1/e" },
    forget_after = { type = "number", default = 5, min = 0.1, max = 100, unit = "lifetimes", help = "when a pattern is forgotten" },
  },

  confidence = function(self, ctx) return ctx.trust * math.exp(-ctx.age_us / self.options.lifetime_us) end,

  forget = function(self, ctx, confidence) return ctx.age_us > self.options.forget_after * self.options.lifetime_us end,
}
