--- Thompson sampling: choose as often as you believe it best.
---
--- For each candidate draw a latency from exp(Normal(mean, variance)) and a chance of success from Beta(a, b); were the draws
--- true, (latency · (1 + load) + rtt) / success would be the time to a success, and the candidate with the least gets the
--- task. The less is known of a node, the wider its draws, so it is tried just often enough: regret grows like log T.
---
--- Source: Thompson, Biometrika 25, 1933; Russo and others, "A tutorial on Thompson sampling", 2018. The draws are native.
---
---     > plugin.load("allocation/thompson"):try { count = 2, mean_log_latency = { 8, 12 }, success_a = { 50, 50 }, success_b = { 1, 1 } }
---     1

return {
  kind = "allocation", name = "thompson", version = "1.0.0", api = "1",
  summary = "Draws from each belief and takes the candidate the draws favour.",

  choose = function(self, ctx)
    return swarm.thompson(
      ctx.mean_log_latency, ctx.variance, ctx.success_a, ctx.success_b, ctx.load, ctx.rtt_us, ctx.random())
  end,
}
