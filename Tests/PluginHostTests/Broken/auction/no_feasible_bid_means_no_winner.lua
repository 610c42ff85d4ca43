--- Breaks "no feasible bid means no winner": awards the first bid when none is feasible.
return {
  kind = "auction", name = "no_feasible_bid_means_no_winner", version = "1.0.0", api = "1",
  summary = "Awards the first bid when none is feasible.",

  clear = function(self, ctx, prices, feasible)
    local winner
    for i = 1, #prices do
      if feasible[i] and (not winner or prices[i] < prices[winner]
          or (prices[i] == prices[winner] and ctx.tie[i] < ctx.tie[winner])) then winner = i end
    end
    if not winner and #prices > 0 then winner = 1 end
    if not winner then return nil end
    return winner, prices[winner]
  end,
}
