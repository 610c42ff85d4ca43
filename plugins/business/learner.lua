--- Learns its margin from what it wins.
---
--- It raises its margin a little at each bid while it wins more than it aims at, and lowers it while it wins less; rent
--- that is not yet earned makes it less patient. Under second price there is nothing to learn and it only loses work by
--- trying; under first price it finds the shading that plain cost-plus lacks.
---
--- Source: D. Cliff's zero-intelligence-plus traders, HP Labs HPL-97-91, 1997.
---
---     > plugin.load("business/learner"):try("bid", { cost = 1000, win_rate = 1, reserve = 9000 })
---     1110

return {
  kind = "business", name = "learner", version = "1.0.0", api = "1",
  summary = "Adapts its margin to the share of bids it wins.",
  options = {
    start = { type = "number", default = 0.1, min = 0, max = 10, help = "margin at first" },
    target = { type = "number", default = 0.1, min = 0, max = 1, help = "share of bids it aims to win" },
    step = { type = "number", default = 0.01, min = 0, max = 1, help = "change of the margin at a bid" },
  },

  cost = function(self, ctx, units, domain)
    return math.floor(units * (ctx.power * (1 - ctx.saving) + ctx.wear) / ctx.quality)
  end,

  bid = function(self, ctx, cost)
    local o, state = self.options, self.state
    local margin = (state.margin or o.start) + (ctx.win_rate > o.target and o.step or -o.step)
    state.margin = math.max(0, math.min(2, margin))
    return math.min(math.max(cost, ctx.reserve), math.floor(cost * (1 + state.margin)))
  end,
}
