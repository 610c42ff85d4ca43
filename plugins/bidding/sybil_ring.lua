--- Adversary: one owner under many names.
---
--- The nodes of a ring (`ring` of `colony.new`) share their costs. Of those asked for a task only the cheapest bids, its true
--- cost; the others stay out, so that in a second-price auction it is paid the next honest bid, or the reserve, instead of
--- what its own sister would have asked. Nodes outside a ring bid their cost.
---
--- Source: D. Graham and R. Marshall, "Collusive Bidder Behavior at Single-Object Second-Price Auctions", 1987.
---
---     > plugin.load("bidding/sybil_ring"):try { cost = 100, in_ring = true, ring_cost = 80 }
---     nil

return {
  kind = "bidding", name = "sybil_ring", version = "1.0.0", api = "1",
  summary = "Adversary: of one owner's nodes only the cheapest bids.",

  bid = function(self, ctx, cost)
    if ctx.in_ring and ctx.ring_cost and cost > ctx.ring_cost then return nil end
    return cost
  end,
}
