--- Sealed-bid first-price auction.
---
--- The cheapest feasible bid wins and is paid what it asked. Simple to explain and hard to play: a node that asks its
--- true cost earns nothing, so every node guesses what the others will ask and shades its bid. Compare the income of
--- truthful nodes, and the prices, with `vickrey`.
---
--- Source: V. Krishna, "Auction Theory", 2nd ed. 2010, chapter 2.
---
---     > plugin.load("auction/first_price"):try { prices = { 3, 9, 7 }, reserve = 10 }
---     1   3

return {
  kind = "auction", name = "first_price", version = "1.0.0", api = "1",
  summary = "Sealed-bid first-price auction.",

  clear = function(self, ctx, prices, feasible)
    local ties, winner = ctx.tie, nil
    for i = 1, #prices do
      if feasible[i] and (not winner or prices[i] < prices[winner]
          or (prices[i] == prices[winner] and ties[i] < ties[winner])) then
        winner = i
      end
    end
    if not winner then return nil end
    return winner, prices[winner]
  end,
}
