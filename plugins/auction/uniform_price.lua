--- Uniform-price auction: every winner is paid the same for a task, the price of the cheapest capacity that got none.
---
--- One task makes it the second-price auction. With several, a bidder that can do more than one may gain by offering less
--- than it can do, so that the price for the rest rises (demand reduction): compare its payments with those of `vcg`.
---
--- Source: V. Krishna, "Auction Theory", 2nd ed. 2010, chapters 12 and 13.
---
---     > plugin.load("auction/uniform_price"):try("clear", { prices = { 3, 9, 7 }, reserve = 10 })
---     1   7

local function comes_first(prices, ties, a, b)
  if prices[a] ~= prices[b] then return prices[a] < prices[b] end
  return ties[a] < ties[b]
end

return {
  kind = "auction", name = "uniform_price", version = "1.0.0", api = "1",
  summary = "Every winner is paid the lowest losing price.",

  clear = function(self, ctx, prices, feasible)
    local ties, winner, losing = ctx.tie, nil, ctx.reserve
    for i = 1, #prices do
      if feasible[i] then
        if not winner or comes_first(prices, ties, i, winner) then
          if winner then losing = math.min(losing, prices[winner]) end
          winner = i
        else
          losing = math.min(losing, prices[i])
        end
      end
    end
    if not winner then return nil end
    return winner, losing
  end,

  clear_many = function(self, ctx, prices, capacities)
    local ties, order = ctx.tie, {}
    for i = 1, #prices do
      if capacities[i] > 0 then order[#order + 1] = i end
    end
    table.sort(order, function(a, b) return comes_first(prices, ties, a, b) end)
    local awarded, payments = vector.zeros(#prices, "i64"), vector.zeros(#prices, "i64")
    local left, price = ctx.tasks, ctx.reserve
    for _, i in ipairs(order) do
      if left == 0 then
        price = prices[i]
        break
      end
      awarded[i] = math.min(left, capacities[i])
      left = left - awarded[i]
      if left == 0 and awarded[i] < capacities[i] then
        price = prices[i]
        break
      end
    end
    for _, i in ipairs(order) do payments[i] = awarded[i] * price end
    return awarded, payments
  end,
}
