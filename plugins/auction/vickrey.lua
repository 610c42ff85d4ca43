--- Sealed-bid second-price auction.
---
--- The cheapest feasible bid wins and is paid the second-cheapest, or the reserve when it is alone. What a node is paid
--- does not depend on what it asked, only on whether it won, so asking its true cost is a dominant strategy.
--- Of two equal bids the smaller seeded key wins. The built-in rule does the same.
---
--- Source: W. Vickrey, "Counterspeculation, Auctions, and Competitive Sealed Tenders", 1961.
---
---     > plugin.load("auction/vickrey"):try { prices = { 3, 9, 7 }, reserve = 10 }
---     1   7

-- From this many bids on, whole-vector operations are quicker than reading one price after the other.
local many = 48

-- The index of the cheapest feasible bid from `first` to `last`.
local function cheapest(prices, feasible, first, last)
  if first > last then return nil end
  local index = prices:slice(first, last):argmin(feasible:slice(first, last))
  return index and first + index - 1
end

-- The winner among many, and the price of the cheapest other: the least before it or after it.
local function clear_many(prices, feasible, ties, reserve)
  local winner = prices:argmin(feasible)
  if not winner then return nil end
  local lowest, second = prices[winner], reserve
  for _, other in pairs { cheapest(prices, feasible, 1, winner - 1), cheapest(prices, feasible, winner + 1, #prices) } do
    second = math.min(second, prices[other])
  end
  if second > lowest then return winner, second end
  for i = winner + 1, #prices do  -- equal bids are rare
    if feasible[i] and prices[i] == lowest and ties[i] < ties[winner] then winner = i end
  end
  return winner, lowest
end

return {
  kind = "auction", name = "vickrey", version = "1.0.0", api = "1",
  summary = "Sealed-bid second-price auction.",
  options = {
    floor = { type = "integer", default = 0, min = 0, unit = "µrUv", help = "least payment to a winner, up to the reserve" },
  },

  clear = function(self, ctx, prices, feasible)
    local ties, reserve = ctx.tie, ctx.reserve
    local winner, first, second = nil, nil, reserve
    if #prices >= many then
      winner, second = clear_many(prices, feasible, ties, reserve)
    else
      for i = 1, #prices do
        local price = prices[i]
        if feasible[i] and price <= second then
          if not winner or price < first or (price == first and ties[i] < ties[winner]) then
            second = winner and first or reserve
            winner, first = i, price
          else
            second = price
          end
        end
      end
    end
    if not winner then return nil end
    return winner, math.max(second, math.min(self.options.floor, reserve))
  end,
}
