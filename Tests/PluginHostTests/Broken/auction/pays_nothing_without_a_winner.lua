--- Breaks "pays nothing without a winner": pays the reserve to nobody.
return {
  kind = "auction", name = "pays_nothing_without_a_winner", version = "1.0.0", api = "1",
  summary = "Pays the reserve to nobody.",

  clear = function(self, ctx, prices, feasible)
    local winner
    for i = 1, #prices do
      if feasible[i] and (not winner or prices[i] < prices[winner]
          or (prices[i] == prices[winner] and ctx.tie[i] < ctx.tie[winner])) then winner = i end
    end
    if not winner then return nil, ctx.reserve end
    return winner, prices[winner]
  end,
}
