--- Breaks "a score is between zero and one": scores by the balance of evidence.
return {
  kind = "reputation", name = "a_score_is_between_zero_and_one", version = "1.0.0", api = "1",
  summary = "Scores by the balance of evidence.",

  update = function(self, ctx, a, b, outcome)
    return a + outcome, b + (1 - outcome)
  end,

  decay = function(self, ctx, a, b, dt_us)
    local kept = math.exp(-1e-9 * dt_us)
    return a * kept, b * kept
  end,

  score = function(self, ctx, a, b)
    return a - b
  end,
}
