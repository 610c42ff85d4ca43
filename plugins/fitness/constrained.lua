--- Within budget, the more accurate; over it, the less over.
---
--- Any model that keeps both budgets beats any that breaks one: budgets are hard. Among those that break them, accuracy does
--- not matter, only by how much.
---
--- Source: Deb, "An efficient constraint handling method for genetic algorithms", CMAME 186, 2000.
---
---     > plugin.load("fitness/constrained"):try { accuracy = 0.85, latency_us = 20000, bytes = 230000, latency_budget_us = 10000, bytes_budget = 100000 }
---     -2.3

return {
  kind = "fitness", name = "constrained", version = "1.0.0", api = "1",
  summary = "Budgets first, accuracy second.",

  score = function(self, ctx, accuracy, latency_us, bytes)
    local excess = math.max(0, latency_us / ctx.latency_budget_us - 1) + math.max(0, bytes / ctx.bytes_budget - 1)
    if excess > 0 then return -excess end
    return accuracy
  end,
}
