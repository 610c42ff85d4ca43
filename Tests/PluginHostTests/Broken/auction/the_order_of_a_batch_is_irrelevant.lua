--- Breaks "the order of a batch is irrelevant": who comes first is served first.
return {
  kind = "auction", name = "the_order_of_a_batch_is_irrelevant", version = "1.0.0", api = "1",
  summary = "Awards tasks in the order of bids.",

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
    local awarded, payments, left = vector.zeros(#prices, "i64"), vector.zeros(#prices, "i64"), ctx.tasks
    for i = 1, #prices do
      awarded[i] = math.min(left, capacities[i])
      payments[i] = awarded[i] * prices[i]
      left = left - awarded[i]
    end
    return awarded, payments
  end,
}
