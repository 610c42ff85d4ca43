--- Breaks "a batch awards what there is and pays within bounds": every bidder gets all it can do.
return {
  kind = "auction", name = "a_batch_awards_what_there_is_and_pays_within_bounds", version = "1.0.0", api = "1",
  summary = "Awards more tasks than there are.",

  clear = function(self, ctx, prices, feasible)
    local winner
    for i = 1, #prices do
      if feasible[i] and (not winner or prices[i] < prices[winner]
          or (prices[i] == prices[winner] and ctx.tie[i] < ctx.tie[winner])) then winner = i end
    end
    if not winner then return nil end
    return winner, prices[winner]
  end,

  clear_many = function(self, ctx, prices, capacities)
    local payments = vector.zeros(#prices, "i64")
    for i = 1, #prices do payments[i] = prices[i] * capacities[i] end
    return capacities:copy(), payments
  end,
}
