--- Baseline: any feasible bid, at its own price.
---
--- The winner is the feasible bid with the smallest seeded key: uniform at random, and the same whatever the order of
--- the bids. It ignores price and latency, so welfare and latency must suffer when it replaces a real rule. If they
--- don't, the auction is not connected.
---
---     > plugin.load("auction/random"):try { prices = { 3, 9, 7 }, reserve = 10, tie = { 5, 2, 8 } }
---     2   9

return {
  kind = "auction", name = "random", version = "1.0.0", api = "1",
  summary = "Baseline: a random feasible bid at its own price.",

  clear = function(self, ctx, prices, feasible)
    local ties, winner = ctx.tie, nil
    for i = 1, #prices do
      if feasible[i] and (not winner or ties[i] < ties[winner]) then winner = i end
    end
    if not winner then return nil end
    return winner, prices[winner]
  end,
}
