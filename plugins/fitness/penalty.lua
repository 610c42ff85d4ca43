--- Accuracy less what the budgets are exceeded by.
---
--- The excess is measured as a share of the budget, and only an excess counts: a model that is faster or smaller than
--- asked is not worse for it. A little over budget costs a little, so that a much better model may win.
---
--- Source: one-sided constraint handling as in Deb, "An efficient constraint handling method for genetic algorithms", 2000;
--- the two-sided |latency − target| of early hardware-aware searches punishes speed.
---
---     > plugin.load("fitness/penalty"):try { accuracy = 0.85, latency_us = 20000, bytes = 230000, latency_budget_us = 10000, bytes_budget = 100000 }
---     -1.45

return {
  kind = "fitness", name = "penalty", version = "1.0.0", api = "1",
  summary = "Accuracy minus the relative excess over the budgets.",
  options = {
    strictness = { type = "number", default = 1, min = 0, max = 1000, help = "accuracy a 100% excess costs" },
  },

  score = function(self, ctx, accuracy, latency_us, bytes)
    local slow = math.max(0, latency_us / ctx.latency_budget_us - 1)
    local large = math.max(0, bytes / ctx.bytes_budget - 1)
    return accuracy - self.options.strictness * (slow + large)
  end,
}
