--- Greedy: always the candidate that looks best now.
---
--- Least expected time to a success, from the means alone. It learns nothing about nodes it does not use, so one unlucky
--- start can shut a good node out for as long as its belief lasts: the price of not exploring, and the rule to compare
--- thompson and ucb with.
---
--- Source: Sutton & Barto, "Reinforcement learning", 2nd ed., 2018, §2.2.
---
---     > plugin.load("allocation/greedy"):try { count = 2, mean_log_latency = { 9, 9.5 }, success_a = { 5, 5 }, success_b = { 1, 1 } }
---     1

return {
  kind = "allocation", name = "greedy", version = "1.0.0", api = "1",
  summary = "Takes the candidate with the least expected time.",

  choose = function(self, ctx)
    local mean, a, b, load, rtt = ctx.mean_log_latency, ctx.success_a, ctx.success_b, ctx.load, ctx.rtt_us
    local best, least = 1, math.huge
    for i = 1, ctx.count do
      local latency = math.exp(math.max(-50, math.min(50, mean[i])))
      local time = (latency * (1 + load[i]) + rtt[i]) * (a[i] + b[i]) / a[i]
      if time < least then best, least = i, time end
    end
    return best
  end,
}
