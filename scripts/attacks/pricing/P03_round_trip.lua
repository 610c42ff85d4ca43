local attack = require "attacks.attack"

return attack {
  id = "P03", layer = "pricing", name = "profit from a round trip",
  precedent = "a fee of the wrong sign for negative amounts pays whoever buys and sells back",
  attack = "250 random sequences of trades by units and by money that end where they began, under each of five rules; amounts of zero and less",
  expected = "the trader never ends with more than it began with; zero and negative amounts are refused",
  run = function(the)
    local lost = {}
    for _, name in ipairs { "native", "constant_product", "utilization_fee", "ema_posted", "none" } do
      local pool = economy.pool { units = 100000, tokens = 500000000, rule = plugin.load("pricing/" .. name) }
      local purse = pool:balance()
      math.randomseed(7)
      for _ = 1, 250 do
        local start = pool:balance()
        for _ = 1, math.random(1, 4) do
          if math.random(2) == 1 then pool:buy(math.random(5000)) else pcall(pool.spend, pool, math.random(20000000)) end
          if math.random(8) == 1 then pool:advance(math.random(30)) end
        end
        while pool:held() > 0 do
          if math.random(3) > 1 or not pcall(pool.raise, pool, math.random(5000000)) then pool:sell(math.random(pool:held())) end
        end
        the:holds(pool:balance() <= start, ("%s: a round trip made %d µrUv"):format(name, pool:balance() - start))
      end
      the:holds(not pool.suspension, name .. " was suspended: " .. tostring(pool.suspension))
      lost[#lost + 1] = ("%s %.2f rUv"):format(name, (purse - pool:balance()) / economy.RUV)
      for _, amount in ipairs { 0, -1, math.mininteger } do
        the:refuses("units", pool.buy, pool, amount)
        the:refuses("units", pool.sell, pool, amount)
        the:refuses("amount", pool.spend, pool, amount)
      end
    end
    return "the trader lost " .. table.concat(lost, ", ")
  end,
}
