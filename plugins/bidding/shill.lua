--- Adversary: bids that are there to be seen.
---
--- Like `sybil_ring`, but the ring's other nodes don't stay out: they ask what the requester pays at most, so that the auction
--- looks contested. It costs them a bond each until they open, and earns the ring what staying out would. Nodes outside a
--- ring bid their cost.
---
---     > plugin.load("bidding/shill"):try { cost = 100, in_ring = true, ring_cost = 80, reserve = 500 }
---     500

return {
  kind = "bidding", name = "shill", version = "1.0.0", api = "1",
  summary = "Adversary: one owner's other nodes bid the reserve.",

  bid = function(self, ctx, cost)
    if ctx.in_ring and ctx.ring_cost and cost > ctx.ring_cost then return math.max(cost, ctx.reserve) end
    return cost
  end,
}
