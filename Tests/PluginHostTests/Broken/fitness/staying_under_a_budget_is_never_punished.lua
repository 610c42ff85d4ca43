--- Breaks "staying under a budget is never punished": punishes any distance from the budget, below it too.
return {
  kind = "fitness", name = "staying_under_a_budget_is_never_punished", version = "1.0.0", api = "1",
  summary = "Punishes any distance from the budget, below it too.",

  score = function(self, ctx, accuracy, latency_us, bytes)
    return accuracy - math.abs(latency_us / ctx.latency_budget_us - 1)
  end,
}
