--- Accuracy less what the budgets are exceeded by.
---
--- The excess is measured as a share of the budget, and only an excess counts: a model that is faster or smaller than
--- asked is not worse for it. A little over budget costs a little, so that a much better model may win.
---
--- Source: one-sided constraint handling as in Deb, "An efficient constraint handling method for genetic algorithms", 2000;
--- the two-sided |latency − target| of early hardware-aware searches punishes speed.
---
---     > optimization.best({ { 0.85, 20, 230000 }, { 0.84, 6, 80000 } }, 10, 100000)
---     2

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
