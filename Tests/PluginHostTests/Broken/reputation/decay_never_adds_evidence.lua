--- Breaks "decay never adds evidence": lets praise grow with age.
return {
  kind = "reputation", name = "decay_never_adds_evidence", version = "1.0.0", api = "1",
  summary = "Lets praise grow with age.",

  update = function(self, ctx, a, b, outcome)
    return a + outcome, b + (1 - outcome)
  end,

  decay = function(self, ctx, a, b, dt_us)
    local grown = math.exp(1e-10 * dt_us)
    return a * grown, b / grown
  end,

  score = function(self, ctx, a, b)
    return (a + 1) / (a + b + 2)
  end,
}
