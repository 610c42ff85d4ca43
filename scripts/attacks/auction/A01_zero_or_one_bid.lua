local attack = require "attacks.attack"

return attack {
  id = "A01", layer = "auction", name = "zero or one bid",
  precedent = "a sketch of this very auction indexed past the end of a list of one bid",
  attack = "resolves auctions with no bid, one bid and two bids",
  expected = "nobody wins nothing; a bid alone is paid the reserve; every bond is back",
  run = function(the)
    local ledger = economy.ledger { ada = 1000, bo = 1000 }
    local function resolve(prices)
      local a = economy.auction { reserve = 500, bond = 100, ledger = ledger }
      for name, price in pairs(prices) do a:bid(name, price) end
      a:close()
      for name in pairs(prices) do a:reveal(name) end
      return a:clear()
    end
    the:holds(resolve {} == nil, "nobody bid, and somebody won")
    local winner, payment = resolve { ada = 300 }
    the:holds(winner == "ada" and payment == 500, ("alone: %s is paid %s"):format(winner, payment))
    winner, payment = resolve { ada = 300, bo = 400 }
    the:holds(winner == "ada" and payment == 400, ("of two: %s is paid %s"):format(winner, payment))
    the:holds(ledger:available("ada") == 1000 and ledger:available("bo") == 1000 and ledger:audit(), "a bond is still held")
    return "nobody, then 500 µrUv (the reserve), then 400 µrUv (the other's bid)"
  end,
}
