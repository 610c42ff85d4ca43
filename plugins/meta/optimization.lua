---@meta

---Which model suits a node's budgets.
---@class optimizationlib
optimization = {}

---The candidate with the highest built-in fitness: accuracy less what the budgets are exceeded by.
---
---A candidate is { accuracy 0…1, latency in µs, bytes }. Of equals, the first.
---
---Errors:
---- there are no candidates, or one is not as described
---
---    > optimization.best({ { 0.85, 20, 230000 }, { 0.84, 6, 80000 } }, 10, 100000)
---@param candidates table
---@param latency_budget number 0.001…1000000000000 µs
---@param bytes_budget integer 1…2^50
---@return integer index
function optimization.best(candidates, latency_budget, bytes_budget) end
