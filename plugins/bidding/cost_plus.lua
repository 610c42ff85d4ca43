--- Cost plus a margin that follows the load.
---
--- An idle node asks little over its cost, to be busy; a busy one asks more, to be paid for the queue. It stays out
--- where even its cost is above the reserve, or its queue alone would miss the deadline. The rule most real providers
--- start with.
---
--- Source: R. L. Hall & C. J. Hitch, "Price Theory and Business Behaviour", 1939.
---
---     > plugin.load("bidding/cost_plus"):try { cost = 1000, reserve = 5000, utilization = 0.5, deadline_us = 1000000 }
---     1200

return {
  kind = "bidding", name = "cost_plus", version = "1.0.0", api = "1",
  summary = "Asks its cost plus a margin that grows with its load.",
  options = {
    idle_margin = { type = "number", default = 0.1, min = 0, max = 10, help = "margin over cost of an idle node" },
    busy_margin = { type = "number", default = 0.3, min = 0, max = 10, help = "margin over cost of a fully used node" },
  },

  bid = function(self, ctx, cost)
    if cost > ctx.reserve or ctx.queue_us > ctx.deadline_us then return nil end
    local o = self.options
    local margin = o.idle_margin + (o.busy_margin - o.idle_margin) * ctx.utilization
    return math.min(ctx.reserve, cost + math.floor(cost * margin + 0.5))
  end,
}
