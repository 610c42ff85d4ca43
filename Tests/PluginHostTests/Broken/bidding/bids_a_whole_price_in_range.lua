--- Breaks "bids a whole price in range": asks for fractions of a µrUv.
return {
  kind = "bidding", name = "bids_a_whole_price_in_range", version = "1.0.0", api = "1",
  summary = "Asks for fractions of a µrUv.",

  bid = function(self, ctx, cost)
    return cost + 0.5
  end,
}
