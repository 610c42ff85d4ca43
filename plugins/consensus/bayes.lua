--- Bayesian belief sharing: pool log-beliefs, add what was seen, normalise.
---
--- Beliefs are multiplied, not added: a logarithmic pool is what independent observers would conclude together, and it
--- commutes with taking in evidence. ln p ← (1 - rate) ln p + rate · weighted mean of ln p over the neighbourhood + the
--- log-likelihoods of the node's own new evidence. No option is ever ruled out: shares stay above `floor`.
---
--- Source: Genest & Zidek, "Combining probability distributions", Statistical Science 1, 1986; in swarms Shan & Mostaghim,
--- "Discrete collective estimation in swarm robotics with distributed Bayesian belief sharing", Swarm Intelligence 15, 2021.
---
---     > plugin.load("consensus/bayes"):try { m = 2, rate = 1, belief = { 0.5, 0.5 }, neighbours = { { 0.5, 0.5 } } }[1]
---     0.5

return {
  kind = "consensus", name = "bayes", version = "1.0.0", api = "1",
  summary = "Pools log-beliefs and adds log-likelihoods of new evidence.",
  options = {
    floor = { type = "number", default = 0.000001, min = 0.000000001, max = 0.001, help = "the least share an option keeps while pooling" },
  },

  update = function(self, ctx, belief, neighbours, out)
    local m, rate, weights, evidence, floor = ctx.m, ctx.rate, ctx.weights, ctx.evidence, self.options.floor
    local total = weights and weights[1] or 1
    for i = 1, #neighbours do total = total + (weights and weights[i + 1] or 1) end

    local logs, largest = {}, -math.huge
    for k = 1, m do
      local own = math.log(math.max(belief[k], floor))
      local pool = (weights and weights[1] or 1) * own
      for i = 1, #neighbours do
        pool = pool + (weights and weights[i + 1] or 1) * math.log(math.max(neighbours:get(i, k), floor))
      end
      logs[k] = own + rate * ((total > 0 and pool / total or own) - own) + (evidence and evidence:get(1, k) or 0)
      largest = math.max(largest, logs[k])
    end

    local sum = 0
    for k = 1, m do
      logs[k] = math.exp(logs[k] - largest)
      sum = sum + logs[k]
    end
    for k = 1, m do out[k] = logs[k] / sum end
  end,
}
