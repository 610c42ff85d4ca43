--- Breaks "decay composes": fades once per call, however long it was.
return {
  kind = "reputation", name = "decay_composes", version = "1.0.0", api = "1",
  summary = "Fades once per call, however long it was.",

  update = function(self, ctx, a, b, outcome)
    return a + outcome, b + (1 - outcome)
  end,

  decay = function(self, ctx, a, b, dt_us)
    return a * 0.99, b * 0.99
  end,

  score = function(self, ctx, a, b)
    return (a + 1) / (a + b + 2)
  end,
}
