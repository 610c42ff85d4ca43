--- Upper confidence bound: be optimistic in the face of uncertainty.
---
--- Takes each candidate at the best its belief plausibly allows: `width` · √(2 ln t) standard deviations faster, t the
--- observations of all candidates, and as much more reliable. A node that turns out worse is found out quickly, because
--- every task given to it narrows its bound; one that is passed over is tried again in the end, because t grows. No draw
--- is needed, so the same beliefs always give the same answer.
---
--- The cost is the field's: (latency · (1 + load) + rtt) / success rises in the one bound and falls in the other, so the
--- cost of the bounds is a bound of the cost.
---
--- Source: Auer, Cesa-Bianchi & Fischer, "Finite-time analysis of the multiarmed bandit problem", Machine Learning 47, 2002,
--- whose index for normal rewards is mean + σ √(2 ln t / n); with posteriors, Kaufmann, Cappé & Garivier, AISTATS 2012.
---
---     > plugin.load("allocation/ucb"):try { count = 2, mean_log_latency = { 9, 9 }, variance = { 0.1, 2 }, observations = { 9, 1 }, success_a = { 5, 5 }, success_b = { 1, 1 } }
---     2

return {
  kind = "allocation", name = "ucb", version = "2.0.0", api = "1",
  summary = "Takes the candidate that could plausibly be the fastest.",
  options = {
    width = { type = "number", default = 0.5, min = 0, max = 10, help = "of UCB1's optimism; 1 is the theory's, less explores less" },
  },

  choose = function(self, ctx)
    local mean, variance, a, b = ctx.mean_log_latency, ctx.variance, ctx.success_a, ctx.success_b
    local load, rtt = ctx.load, ctx.rtt_us
    local seen, total = ctx.observations, 1
    for i = 1, ctx.count do total = total + seen[i] end
    local optimism = self.options.width * math.sqrt(2 * math.log(total))

    local best, least = 1, math.huge
    for i = 1, ctx.count do
      local n = a[i] + b[i]
      local p = a[i] / n
      local success = math.min(1, p + optimism * math.sqrt(p * (1 - p) / (n + 1)))
      local latency = math.exp(math.max(-50, math.min(50, mean[i] - optimism * math.sqrt(variance[i]))))
      local time = (latency * (1 + load[i]) + rtt[i]) / math.max(success, 0.000000001)
      if time < least then best, least = i, time end
    end
    return best
  end,
}
