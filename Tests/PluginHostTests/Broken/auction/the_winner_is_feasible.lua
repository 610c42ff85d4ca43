--- Breaks "the winner is feasible": forgets to look whether the cheapest bid is feasible.
return {
  kind = "auction", name = "the_winner_is_feasible", version = "1.0.0", api = "1",
  summary = "Forgets to look whether the cheapest bid is feasible.",

  clear = function(self, ctx, prices, feasible)
    local winner
    for i = 1, #prices do
      if not winner or prices[i] < prices[winner] then winner = i end
    end
    if not winner then return nil end
    return winner, math.min(prices[winner], ctx.reserve)
  end,
}
