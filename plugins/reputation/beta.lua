--- Evidence as a Beta distribution, which fades.
---
--- `a` counts good outcomes and `b` bad ones; both fade with the same half-life, so that waiting twice is waiting once
--- as long and acting often dodges nothing. The score is the mean under a prior of `prior_good` and `prior_bad`
--- outcomes, which is what a newcomer has. The built-in rule does the same.
---
--- Source: A. Jøsang & R. Ismail, "The Beta Reputation System", 2002.
---
---     > plugin.load("reputation/beta"):try { a = 8.5, b = 0.25, outcome = 1 }
---     9.5   0.25

return {
  kind = "reputation", name = "beta", version = "1.0.0", api = "1",
  summary = "Beta evidence with exponential forgetting.",
  options = {
    half_life_us = { type = "integer", default = 600000000, min = 1, unit = "µs", help = "time in which evidence loses half its weight" },
    prior_good = { type = "number", default = 1, min = 0.001, max = 1000, help = "good outcomes a newcomer is credited with" },
    prior_bad = { type = "number", default = 1, min = 0.001, max = 1000, help = "bad outcomes a newcomer is charged with" },
  },

  update = function(self, ctx, a, b, outcome)
    return math.min(a + outcome, 1e15), math.min(b + (1 - outcome), 1e15)
  end,

  decay = function(self, ctx, a, b, dt_us)
    local kept = math.exp(-(0.6931471805599453 / self.options.half_life_us) * dt_us)
    return a * kept, b * kept
  end,

  score = function(self, ctx, a, b)
    local o = self.options
    return (a + o.prior_good) / (a + b + o.prior_good + o.prior_bad)
  end,
}
