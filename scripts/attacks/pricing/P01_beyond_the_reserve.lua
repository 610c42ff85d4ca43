local attack = require "attacks.attack"

return attack {
  id = "P01", layer = "pricing", name = "buying at or beyond the reserve",
  precedent = "y·u/(x − u) divides by zero at u = x, and pays the buyer beyond it",
  attack = "asks for all units of a pool, for more than all, and for as many as an integer holds",
  expected = "refused for want of liquidity; reserves, balances and journal as before",
  run = function(the)
    local pool = economy.pool(1000, 5000000)
    local units, tokens = pool:reserves()
    local purse, entries, head = pool:balance(), pool.ledger:verify()
    local refusal
    for _, asked in ipairs { units, units + 1, 1500, 1 << 48 } do
      refusal = the:refuses("the pool can sell 900 units", pool.quote, pool, asked)
      the:refuses("the pool can sell 900 units", pool.buy, pool, asked)
    end
    the:refuses("out of range 1…2^48", pool.buy, pool, math.maxinteger)
    the:refuses("would exceed", pool.spend, pool, math.maxinteger)
    the:refuses("the pool can sell 900 units", pool.spend, pool, 1 << 61)
    local units_after, tokens_after = pool:reserves()
    the:holds(units_after == units and tokens_after == tokens, "the reserves moved")
    the:holds(pool:balance() == purse, "the trader has " .. pool:balance())
    local entries_after, head_after = pool.ledger:verify()
    the:holds(entries_after == entries and head_after == head, "the journal grew")
    the:holds(pool:buy(900) > 0 and pool:reserves() == 100, "what it does have, it sells")
    return refusal
  end,
}
