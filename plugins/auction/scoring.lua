--- Scoring auction: price, latency and quality together.
---
--- Each bid is worth value − price to the requester, where the value falls with latency and grows with quality and
--- reputation. The highest score wins and is paid what would have made it tie with the runner-up (or with doing
--- without, when it is alone), at most the reserve: a second-score auction. While the reserve does not bind, a node's
--- payment does not depend on the price it asked, so asking its true cost stays dominant, and a fast node may win with
--- a higher price.
---
--- Source: Y.-K. Che, "Design Competition Through Multidimensional Auctions", RAND Journal of Economics, 1993.
---
---     > plugin.load("auction/scoring"):try { prices = { 300, 400 }, reserve = 1000, latency_us = { 90000, 10000 }, quality = { 1, 1 } }
---     2   460

return {
  kind = "auction", name = "scoring", version = "1.0.0", api = "1",
  summary = "Best score of price, latency and quality wins; second-score payment.",
  options = {
    latency_worth = { type = "number", default = 2, min = 0, max = 100, unit = "reserves per second",
      help = "what a second less is worth, as a share of the reserve" },
    quality_worth = { type = "number", default = 0.5, min = 0, max = 10, unit = "reserves",
      help = "what full quality is worth over none, as a share of the reserve" },
    reputation_worth = { type = "number", default = 0.25, min = 0, max = 10, unit = "reserves",
      help = "what full reputation is worth over none, as a share of the reserve" },
  },

  clear = function(self, ctx, prices, feasible)
    local reserve, ties = ctx.reserve, ctx.tie
    local latency, quality, reputation = ctx.latency_us, ctx.quality, ctx.reputation
    local o = self.options

    -- Whole µrUv, so that equal bids have equal scores. The worth of a bid is capped by what an i64 holds.
    local function worth(i)
      local shares = o.quality_worth * quality[i] + o.reputation_worth * reputation[i] - o.latency_worth * latency[i] / 1e6
      return math.floor(math.max(-1e18, math.min(1e18, shares * reserve)))
    end

    local winner, best, second
    for i = 1, #prices do
      if feasible[i] then
        local score = worth(i) - prices[i]
        if not winner or score > best or (score == best and ties[i] < ties[winner]) then
          winner, best, second = i, score, best
        elseif not second or score > second then
          second = score
        end
      end
    end
    if not winner then return nil end
    if not second then return winner, reserve end
    return winner, math.min(reserve, worth(winner) - second)
  end,
}
