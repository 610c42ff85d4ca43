--- Breaks "bids a whole price in range": asks for fractions of a µrUv.
return {
  kind = "business", name = "bids_a_whole_price_in_range", version = "1.0.0", api = "1",
  summary = "Asks for fractions of a µrUv.",

  cost = function(self, ctx, units, domain)
    return units * 5000
  end,

  bid = function(self, ctx, cost)
    return cost + 0.5
  end,
}
