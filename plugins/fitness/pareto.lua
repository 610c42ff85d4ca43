--- By how many others a model is beaten in everything; of the unbeaten, the one within budget, then the more accurate.
---
--- Ranks candidates against each other rather than against a formula: a model nobody beats in accuracy, latency and size at
--- once is on the Pareto front, whatever the budgets. `score` alone, without the others to compare with, falls back to
--- accuracy within budget.
---
--- Source: Deb, Pratap, Agarwal & Meyarivan, "A fast and elitist multiobjective genetic algorithm: NSGA-II", IEEE TEVC 6, 2002.
---
---     > plugin.load("fitness/pareto"):try { accuracy = 0.875, latency_us = 2000, bytes = 23000, latency_budget_us = 10000, bytes_budget = 100000 }
---     0.9375

--- 0 … 1: accuracy for a model within budget, less the share it exceeds it by for another.
local function worth(ctx, accuracy, latency_us, bytes)
  local excess = math.max(0, latency_us / ctx.latency_budget_us - 1) + math.max(0, bytes / ctx.bytes_budget - 1)
  return (accuracy + 1 / (1 + excess)) / 2
end

--- Whether row i is at least as good as row j in everything, and better in something.
local function beats(metrics, i, j)
  local ai, li, bi = metrics:get(i, 1), metrics:get(i, 2), metrics:get(i, 3)
  local aj, lj, bj = metrics:get(j, 1), metrics:get(j, 2), metrics:get(j, 3)
  return ai >= aj and li <= lj and bi <= bj and (ai > aj or li < lj or bi < bj)
end

return {
  kind = "fitness", name = "pareto", version = "1.0.0", api = "1",
  summary = "The least dominated candidate, budgets as tie-break.",

  score = function(self, ctx, accuracy, latency_us, bytes) return worth(ctx, accuracy, latency_us, bytes) end,

  rank = function(self, ctx, metrics)
    local scores = vector.zeros(metrics.rows, "f64")
    for i = 1, metrics.rows do
      local dominators = 0
      for j = 1, metrics.rows do
        if beats(metrics, j, i) then dominators = dominators + 1 end
      end
      scores[i] = worth(ctx, metrics:get(i, 1), metrics:get(i, 2), metrics:get(i, 3)) - 2 * dominators
    end
    return scores
  end,
}
