--- Learns its margin from wins and losses.
---
--- Each node keeps a margin of its own in `self.state`. A node that wins more than it aims at raises it a little; one
--- that wins less lowers it. Where the last clearing price shows room above its ask, it moves part of the way there.
--- Under `first_price` this finds the shading that truth lacks; under `vickrey` it gains nothing, which is the point of
--- trying both.
---
--- Source: the weak/strong adaptation of D. Cliff's zero-intelligence-plus traders, HP Labs HPL-97-91, 1997.
---
---     > plugin.load("bidding/learner"):try { cost = 1000, reserve = 5000, win_rate = 1 }
---     1110

return {
  kind = "bidding", name = "learner", version = "1.0.0", api = "1",
  summary = "Adapts its margin to its win rate and the last clearing price.",
  options = {
    start = { type = "number", default = 0.1, min = 0, max = 10, help = "margin over cost at first" },
    target = { type = "number", default = 0.3, min = 0, max = 1, help = "share of bids it aims to win" },
    step = { type = "number", default = 0.01, min = 0, max = 1, help = "largest change of the margin at a bid" },
    most = { type = "number", default = 2, min = 0, max = 100, help = "largest margin" },
  },

  bid = function(self, ctx, cost)
    if cost > ctx.reserve then return nil end
    local o, state = self.options, self.state
    local margin = state.margin or o.start

    if ctx.win_rate > o.target then
      margin = margin + o.step
      local room = ctx.last_clearing - cost * (1 + margin)
      if room > 0 and cost > 0 then margin = margin + math.min(o.step, 0.1 * room / cost) end
    else
      margin = margin - o.step
    end
    margin = math.max(0, math.min(o.most, margin))

    state.margin = margin
    return math.min(ctx.reserve, cost + math.floor(cost * margin + 0.5))
  end,
}
