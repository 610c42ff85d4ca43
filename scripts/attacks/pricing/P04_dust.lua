local attack = require "attacks.attack"

return attack {
  id = "P04", layer = "pricing", name = "dust and rounding",
  precedent = "Balancer v2, 3 November 2025, more than 125 M USD: one-sided rounding, amplified at reserves of 8 and 9",
  attack = "drives a pool to its minimum, then makes 30,000 trades of 1 to 3 units in batches, and alone",
  expected = "x·y and the value of a share never fall; a sale worth less than 1 µrUv is refused; the reserves have a minimum",
  run = function(the)
    the:refuses("too little", economy.pool, 99, 1000000000)
    local pool = economy.pool(2000, 2000)
    local founded = pool:balance()
    pool:buy(1900)
    the:refuses("the pool can sell 0 units", pool.buy, pool, 1)
    the:holds(pool:reserves() == 100, "the minimum is not kept")
    pool:sell(20)

    math.randomseed(4)
    local units, tokens = pool:reserves()
    local k, refused = units * tokens, 0
    for step = 1, 30000 do
      local size = math.random(3)
      if math.random(2) == 1 then
        if not pcall(pool.buy, pool, size) then refused = refused + 1 end
      else
        if not pcall(pool.sell, pool, size) then refused = refused + 1 end
      end
      units, tokens = pool:reserves()
      the:holds(units * tokens >= k, ("x·y fell from %d to %d at step %d"):format(k, units * tokens, step))
      the:holds(units >= 100 and tokens >= 100, "a reserve is below the minimum")
      k = units * tokens
    end
    for _ = 1, 500 do
      local orders = {}
      for place = 1, 6 do orders[place] = { side = math.random(2) == 1 and "buy" or "sell", units = math.random(3) } end
      pool:batch(orders)
      units, tokens = pool:reserves()
      the:holds(units * tokens >= k, "a batch lowered x·y")
      k = units * tokens
    end
    pool:sell(pool:held())
    the:holds(pool:balance() < founded, "the dust made " .. pool:balance() - founded)
    pool.ledger:audit()
    local thin = economy.pool(1 << 40, 100)
    thin:buy(1000)
    the:refuses("less than 1 µrUv", thin.sell, thin, 1000)
    return ("the trader lost %d µrUv; %d trades at the minimum were refused"):format(founded - pool:balance(), refused)
  end,
}
