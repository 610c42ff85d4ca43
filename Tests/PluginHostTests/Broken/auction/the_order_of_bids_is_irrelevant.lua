--- Breaks "the order of bids is irrelevant": awards the first feasible bid that came in.
return {
  kind = "auction", name = "the_order_of_bids_is_irrelevant", version = "1.0.0", api = "1",
  summary = "Awards the first feasible bid that came in.",

  clear = function(self, ctx, prices, feasible)
    for i = 1, #prices do
      if feasible[i] then return i, prices[i] end
    end
    return nil
  end,
}
