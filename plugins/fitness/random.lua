--- Baseline: every choice weighs accuracy, speed and size by chance.
---
--- Better in everything is still never worse, as the law asks; but which trade-off a node gets is a throw of dice, so slow or
--- oversized models land where there is no room for them, and poor ones where there is.
---
---     > plugin.load("fitness/random"):try { accuracy = 0.875, latency_us = 2000, bytes = 23000, seed = 1 }
---     -6885.03077722

return {
  kind = "fitness", name = "random", version = "1.0.0", api = "1",
  summary = "Baseline: a trade-off drawn by chance.",

  score = function(self, ctx, accuracy, latency_us, bytes)
    local right, fast, small = ctx.random(), ctx.random(), ctx.random()
    return right * accuracy - 0.01 * fast * latency_us / ctx.latency_budget_us - 0.01 * small * bytes / ctx.bytes_budget
  end,
}
