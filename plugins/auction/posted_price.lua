--- Posted price: take it or leave it.
---
--- The requester names a price, a share of its reserve. Among the feasible nodes that ask at most that, the fastest
--- wins and is paid the posted price. Nothing a node asks can move its payment, so truth is dominant; what is lost is
--- the task nobody takes, and the cheap node that was not the fastest.
---
--- Source: R. B. Myerson, "Optimal Auction Design", 1981 (with one bidder the optimal auction is a posted price).
---
---     > plugin.load("auction/posted_price"):try { prices = { 300, 700, 950 }, reserve = 1000, latency_us = { 50, 20, 10 } }
---     2   800

return {
  kind = "auction", name = "posted_price", version = "1.0.0", api = "1",
  summary = "The fastest of those who accept a posted price.",
  options = {
    share = { type = "number", default = 0.8, min = 0, max = 1, help = "posted price as a share of the reserve" },
  },

  clear = function(self, ctx, prices, feasible)
    local ties, latency = ctx.tie, ctx.latency_us
    local posted = math.min(ctx.reserve, math.floor(ctx.reserve * self.options.share))
    local winner
    for i = 1, #prices do
      if feasible[i] and prices[i] <= posted and (not winner or latency[i] < latency[winner]
          or (latency[i] == latency[winner] and ties[i] < ties[winner])) then
        winner = i
      end
    end
    if not winner then return nil end
    return winner, posted
  end,
}
