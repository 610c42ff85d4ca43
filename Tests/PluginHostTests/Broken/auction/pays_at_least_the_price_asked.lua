--- Breaks "pays at least the price asked": pays one µrUv less than was asked.
return {
  kind = "auction", name = "pays_at_least_the_price_asked", version = "1.0.0", api = "1",
  summary = "Pays one µrUv less than was asked.",

  clear = function(self, ctx, prices, feasible)
    local winner
    for i = 1, #prices do
      if feasible[i] and (not winner or prices[i] < prices[winner]
          or (prices[i] == prices[winner] and ctx.tie[i] < ctx.tie[winner])) then winner = i end
    end
    if not winner then return nil end
    return winner, math.max(0, prices[winner] - 1)
  end,
}
