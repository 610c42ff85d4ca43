--- Breaks "pays at most the reserve": pays a lone bidder twice the reserve.
return {
  kind = "auction", name = "pays_at_most_the_reserve", version = "1.0.0", api = "1",
  summary = "Pays a lone bidder twice the reserve.",

  clear = function(self, ctx, prices, feasible)
    local winner
    for i = 1, #prices do
      if feasible[i] and (not winner or prices[i] < prices[winner]
          or (prices[i] == prices[winner] and ctx.tie[i] < ctx.tie[winner])) then winner = i end
    end
    if not winner then return nil end
    return winner, 2 * ctx.reserve
  end,
}
