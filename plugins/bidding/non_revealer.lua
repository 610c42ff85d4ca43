--- Adversary: seals bids freely and opens only those that would win.
---
--- Commit–reveal gives every bidder an option: to see what others open, and to stay sealed. A node of a ring (`ring` of
--- `colony.new`) asks half its cost here, and opens its bid only when no cheaper one has been opened and the price still
--- covers its cost. Each bid that stays sealed costs its bond; the report's penalties tell what the option was worth.
--- Nodes outside a ring bid their cost and open every bid.
---
---     > plugin.load("bidding/non_revealer"):try("bid", { cost = 100, in_ring = true, reserve = 500 })
---     50
---     > plugin.load("bidding/non_revealer"):try("reveal", { price = 50, lowest = 40, in_ring = true })
---     false

return {
  kind = "bidding", name = "non_revealer", version = "1.0.0", api = "1",
  summary = "Adversary: opens only the bids that would win.",
  options = {
    share = { type = "number", default = 0.5, min = 0, max = 1, help = "of its cost that a node of the ring seals" },
  },

  bid = function(self, ctx, cost)
    if not ctx.in_ring then return cost end
    return math.floor(cost * self.options.share)
  end,

  reveal = function(self, ctx, price, lowest)
    return not ctx.in_ring or not lowest or price < lowest
  end,
}
