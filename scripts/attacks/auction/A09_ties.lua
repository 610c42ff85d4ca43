local attack = require "attacks.attack"

return attack {
  id = "A09", layer = "auction", name = "manipulated ties",
  attack = "bids the same price as everybody, in every order of arrival, and looks for an order in which it wins",
  expected = "the winner follows from the seed, the task and the names alone; no order changes it; over many tasks nobody is favoured",
  run = function(the)
    local policy = plugin.load("auction/vickrey")
    local ties = { 41, 7, 23, 99, 15 }
    local function winner(order)
      local tie = {}
      for place, node in ipairs(order) do tie[place] = ties[node] end
      local won = policy:try { prices = { 5, 5, 5, 5, 5 }, tie = tie, reserve = 10 }
      return order[won]
    end
    local orders = 0
    local function permute(order, n)
      if n == 1 then
        orders = orders + 1
        the:holds(winner(order) == 2, "another order, another winner")
        return
      end
      for i = 1, n do
        order[i], order[n] = order[n], order[i]
        permute(order, n - 1)
        order[i], order[n] = order[n], order[i]
      end
    end
    permute({ 1, 2, 3, 4, 5 }, 5)
    the:holds(plugin.check("auction/vickrey").passed, "the law of order is broken")
    local function digest() return colony.new { nodes = 12, tasks = 60, use = { bidding = { "random" } } }:run():report().digest end
    the:holds(digest() == digest(), "the same seed has other winners")
    return orders .. " orders of five equal bids: one winner"
  end,
}
