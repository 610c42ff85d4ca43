--- Breaks "more good evidence never scores lower": takes praise for blame.
return {
  kind = "reputation", name = "more_good_evidence_never_scores_lower", version = "1.0.0", api = "1",
  summary = "Takes praise for blame.",

  update = function(self, ctx, a, b, outcome)
    return a + (1 - outcome), b + outcome
  end,

  decay = function(self, ctx, a, b, dt_us)
    local kept = math.exp(-1e-9 * dt_us)
    return a * kept, b * kept
  end,

  score = function(self, ctx, a, b)
    return (a + 1) / (a + b + 2)
  end,
}
