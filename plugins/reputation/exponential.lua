--- A moving average of outcomes.
---
--- Each outcome moves `a` (good) and `b` (bad) a fixed part of the way to where it points, so that the last twenty or so
--- decide: quick to forgive and quick to condemn, where `beta` weighs a whole history. A node without evidence, or
--- long silent, scores one half.
---
--- Source: exponential smoothing, R. G. Brown, 1956; eBay-like recency weighting in P. Resnick & R. Zeckhauser, 2002.
---
---     > plugin.load("reputation/exponential"):try { a = 0.5, b = 0.5, outcome = 1 }
---     0.525   0.475

return {
  kind = "reputation", name = "exponential", version = "1.0.0", api = "1",
  summary = "Moving average of outcomes.",
  options = {
    rate = { type = "number", default = 0.05, min = 0.0001, max = 1, help = "how far one outcome moves the average" },
    half_life_us = { type = "integer", default = 600000000, min = 1, unit = "µs", help = "time in which the average goes half-way back to neutral" },
  },

  update = function(self, ctx, a, b, outcome)
    local rate = self.options.rate
    return a + rate * (outcome - a), b + rate * (1 - outcome - b)
  end,

  decay = function(self, ctx, a, b, dt_us)
    local kept = math.exp(-(0.6931471805599453 / self.options.half_life_us) * dt_us)
    return a * kept, b * kept
  end,

  score = function(self, ctx, a, b)
    return math.max(0, math.min(1, 0.5 + (a - b) / 2))
  end,
}
