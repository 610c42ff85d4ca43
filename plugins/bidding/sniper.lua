--- Adversary: asks as much as it can get away with.
---
--- It ignores its cost and bids just under whatever is known to have been paid last, or just under the reserve, never
--- below its cost. Under a sealed second-price auction it loses every task that somebody honest wants; under a first
--- price, or when it is alone, it takes the whole surplus. A rule that lets it prosper is worth a second look.
---
---     > plugin.load("bidding/sniper"):try { cost = 100, reserve = 1000, last_clearing = 600 }
---     594
---     > plugin.load("bidding/sniper"):try { cost = 100, reserve = 1000 }
---     990

return {
  kind = "bidding", name = "sniper", version = "1.0.0", api = "1",
  summary = "Adversary: bids just under the last clearing price or the reserve.",
  options = {
    undercut = { type = "number", default = 0.01, min = 0, max = 1, help = "how far under, as a share" },
    ring_only = { type = "boolean", default = false, help = "only nodes of a ring do so; the others bid their cost" },
  },

  bid = function(self, ctx, cost)
    if self.options.ring_only and not ctx.in_ring then return cost end
    if cost > ctx.reserve then return nil end
    local target = ctx.reserve
    if ctx.last_clearing > 0 then target = math.min(target, ctx.last_clearing) end
    return math.max(cost, target - math.ceil(target * self.options.undercut))
  end,
}
