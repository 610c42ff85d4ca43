--- The Vickrey–Clarke–Groves mechanism, for one task or several equal ones.
---
--- The cheapest capacity gets the tasks, and each winner is paid what its tasks would have cost without it: the next cheapest
--- capacity of the others, or the reserve where there is none. Asking one's true cost is a dominant strategy for a bidder
--- with one name; one with several can gain (Yokoo, Sakurai & Matsubara 2004). For one task it is the second-price auction.
---
--- Sources: W. Vickrey 1961; E. H. Clarke, "Multipart Pricing of Public Goods", 1971; T. Groves, "Incentives in Teams", 1973.
---
---     > plugin.load("auction/vcg"):try("clear", { prices = { 3, 9, 7 }, reserve = 10 })
---     1   7

-- The bids that can do something, cheapest first.
local function cheapest_first(prices, capacities, ties)
  local order = {}
  for i = 1, #prices do
    if capacities[i] > 0 then order[#order + 1] = i end
  end
  table.sort(order, function(a, b)
    if prices[a] ~= prices[b] then return prices[a] < prices[b] end
    return ties[a] < ties[b]
  end)
  return order
end

return {
  kind = "auction", name = "vcg", version = "1.0.0", api = "1",
  summary = "VCG: each winner is paid what its tasks would cost without it.",

  clear = function(self, ctx, prices, feasible)
    local ties, winner, second = ctx.tie, nil, ctx.reserve
    for i = 1, #prices do
      if feasible[i] and prices[i] <= ctx.reserve then
        if not winner then
          winner = i
        elseif prices[i] < prices[winner] or (prices[i] == prices[winner] and ties[i] < ties[winner]) then
          winner, second = i, prices[winner]
        else
          second = math.min(second, prices[i])
        end
      end
    end
    if not winner then return nil end
    return winner, second
  end,

  clear_many = function(self, ctx, prices, capacities)
    local order = cheapest_first(prices, capacities, ctx.tie)
    local awarded, payments = vector.zeros(#prices, "i64"), vector.zeros(#prices, "i64")
    local left = ctx.tasks
    for _, i in ipairs(order) do
      awarded[i] = math.min(left, capacities[i])
      left = left - awarded[i]
    end
    for _, winner in ipairs(order) do
      local moved, paid = awarded[winner], 0
      for _, other in ipairs(order) do
        if moved == 0 then break end
        if other ~= winner then
          local taken = math.min(moved, capacities[other] - awarded[other])
          paid, moved = paid + taken * prices[other], moved - taken
        end
      end
      payments[winner] = paid + moved * ctx.reserve
    end
    return awarded, payments
  end,
}
