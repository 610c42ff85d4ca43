--- Upper confidence bound: be optimistic in the face of uncertainty.
---
--- Takes each candidate at the best its belief plausibly allows: `width` standard deviations faster, and as much more
--- reliable. A node that turns out worse is found out quickly, because every task given to it narrows its bound. No draw
--- is needed, so the same beliefs always give the same answer.
---
--- Source: Auer, Cesa-Bianchi & Fischer, "Finite-time analysis of the multiarmed bandit problem", Machine Learning 47, 2002.
---
---     > plugin.load("allocation/ucb"):try { count = 2, mean_log_latency = { 9, 9 }, variance = { 0.1, 2 }, success_a = { 5, 5 }, success_b = { 1, 1 } }
---     2

return {
  kind = "allocation", name = "ucb", version = "1.0.0", api = "1",
  summary = "Takes the candidate that could plausibly be the fastest.",
  options = {
    width = { type = "number", default = 1.5, min = 0, max = 10, help = "standard deviations of optimism" },
  },

  choose = function(self, ctx)
    local width = self.options.width
    local mean, variance, a, b = ctx.mean_log_latency, ctx.variance, ctx.success_a, ctx.success_b
    local load, rtt = ctx.load, ctx.rtt_us
    local best, least = 1, math.huge
    for i = 1, ctx.count do
      local seen = a[i] + b[i]
      local p = a[i] / seen
      local success = math.min(1, p + width * math.sqrt(p * (1 - p) / (seen + 1)))
      local latency = math.exp(math.max(-50, math.min(50, mean[i] - width * math.sqrt(variance[i]))))
      local time = (latency * (1 + load[i]) + rtt[i]) / math.max(success, 0.000000001)
      if time < least then best, least = i, time end
    end
    return best
  end,
}
