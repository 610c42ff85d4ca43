local attack = require "attacks.attack"

return attack {
  id = "P08", layer = "pricing", name = "liquidity that adapts without money",
  precedent = "a market that multiplies its reserves when it is busy makes them of nothing, and its k is no product any more",
  attack = "takes utilisation from 0.1 to 0.9 and lets time pass, a thousand times, under a controller; asks for nothing at all",
  expected = "reserves change by ledger transfers alone, the supply is constant, only the fee moves; 0 units have no price",
  run = function(the)
    local pool = economy.pool { units = 100000, tokens = 500000000, rule = plugin.load("pricing/utilization_fee") }
    pool:buy(10000)
    local units, tokens = pool:reserves()
    local entries, head = pool.ledger:verify()
    local issued = -pool.ledger:balance("issuer")
    local fees = {}
    for _ = 1, 1000 do
      pool:advance(30)
      fees[pool:explain(1):steps().fee_bp] = true
    end
    local units_after, tokens_after = pool:reserves()
    the:holds(units == units_after and tokens == tokens_after, "reserves moved without a trade")
    local _, head_after = pool.ledger:verify()
    the:holds(head_after == head, "money moved without a trade")
    the:holds(next(fees), "there was no fee")

    for _ = 1, 250 do
      pool:buy(75000)
      pool:advance(120)
      pool:quote(1)
      pool:sell(75000)
      pool:advance(120)
      local _, now = pool:reserves()
      the:holds(pool.ledger:balance("pool") == now, "the reserve is not what the ledger has")
    end
    the:holds(-pool.ledger:balance("issuer") == issued, "the supply changed")
    the:holds(pool:reserves() == units, "units came from nowhere")
    pool.ledger:audit()
    the:refuses("units", pool.quote, pool, 0)
    the:refuses("belongs to the pool", pool.ledger.transfer, pool.ledger, "pool", "trader", 1)
    the:holds(not pool.suspension, tostring(pool.suspension))
    return ("%d units came back, every µrUv by transfer, %d of them"):format(pool:reserves(), (pool.ledger:verify()) - entries)
  end,
}
