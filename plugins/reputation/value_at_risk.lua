--- Trust by what was at risk, from nothing.
---
--- Each outcome weighs as much as the money that hung on it. A failure weighs `blame` times that, and takes as much from
--- what spoke for the node: a thousand good tasks of a cent don't pay for one large fraud. A newcomer scores 0, the lowest there is, so that a fresh name is never worth
--- more than a bad old one (Friedman & Resnick's "dues"); a stake lends it up to `stake_part`, to the bad one alike.
---
--- Source: E. Friedman & P. Resnick, "The Social Cost of Cheap Pseudonyms", 2001.
---
---     > plugin.load("reputation/value_at_risk"):try { a = 2, b = 0, outcome = 1, value = 3000000 }
---     5.0   0.0
---     > plugin.load("reputation/value_at_risk"):try { a = 2, b = 0, outcome = 0, value = 3000000 }
---     0   15.0

return {
  kind = "reputation", name = "value_at_risk", version = "1.0.0", api = "1",
  summary = "Evidence weighted by the money at risk; newcomers start from nothing.",
  options = {
    unit = { type = "integer", default = 1000000, min = 1, unit = "µrUv", help = "at risk for an outcome to count one" },
    blame = { type = "number", default = 5, min = 1, max = 1000, help = "how much more a failure weighs" },
    dues = { type = "number", default = 10, min = 0.001, max = 1000000, help = "good outcomes for half of full trust" },
    half_life_us = { type = "integer", default = 600000000, min = 1, unit = "µs", help = "time in which evidence loses half its weight" },
    stake_part = { type = "number", default = 0.1, min = 0, max = 0.5, help = "of full trust, that a stake lends at most" },
    stake_unit = { type = "integer", default = 20000000, min = 1, unit = "µrUv", help = "stake that lends half of that" },
  },

  update = function(self, ctx, a, b, outcome)
    local weight = ctx.value / self.options.unit
    local blame = (1 - outcome) * weight * self.options.blame
    return math.max(0, math.min(a + outcome * weight - blame, 1e15)), math.min(b + blame, 1e15)
  end,

  decay = function(self, ctx, a, b, dt_us)
    local kept = math.exp(-(0.6931471805599453 / self.options.half_life_us) * dt_us)
    return a * kept, b * kept
  end,

  score = function(self, ctx, a, b)
    local o = self.options
    local lent = o.stake_part * ctx.stake / (ctx.stake + o.stake_unit)
    return lent + (1 - lent) * a / (a + b + o.dues)
  end,
}
