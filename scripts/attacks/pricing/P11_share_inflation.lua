local attack = require "attacks.attack"

return attack {
  id = "P11", layer = "pricing", name = "inflating the first share",
  precedent = "ERC-4626 vaults: the first depositor owns one share, gives the vault a fortune, and the second deposit rounds to nothing",
  attack = "founds the smallest pool there can be, gives and trades to make its share dear, before somebody else comes in",
  expected = "what the other gets back is worth 99.9% of what it brought; gifts to the pool are impossible",
  run = function(the)
    local books = economy.ledger { attacker = 1 << 60, victim = 1 << 60 }
    the:refuses("too little", economy.pool, { units = 1, tokens = 1, ledger = books, provider = "attacker" })
    local pool = economy.pool { units = 1001, tokens = 1001, ledger = books, provider = "attacker" }
    the:holds(pool:shares("attacker") == 1, "the attacker owns " .. pool:shares("attacker"))

    local gift = the:refuses("belongs to the pool", books.transfer, books, "attacker", "pool", 1000000000)
    the:refuses("belongs to the pool", books.hold, books, "attacker", "pool", 1000000000)
    the:refuses("belongs to the pool", books.transfer, books, "pool", "attacker", 1)
    the:refuses("batch", books.batch, books, function() pool:buy(10, { by = "attacker" }) end)
    -- Trades at a loss are the only gifts there are.
    for _ = 1, 3000 do
      if not pcall(pool.buy, pool, 900, { by = "attacker" }) then pool:sell(pool:held("attacker"), { by = "attacker" }) end
    end
    local x, y = pool:reserves()

    local brought, paid = pool:add(1000000, { by = "victim", limit = 1000000000000 })
    local back, got = pool:remove(1000000, { by = "victim" })
    the:holds(got * 1000 >= paid * 999 - 1000 and back * 1000 >= brought * 999 - 1000, ("brought %d and %d, got %d and %d"):format(brought, paid, back, got))
    the:refuses("shares", pool.remove, pool, 2, { by = "attacker" })
    the:refuses("above the limit", pool.add, pool, 1000000, { by = "victim", limit = 1 })
    books:audit()
    return ("at reserves of %d and %d the victim brought %d µrUv and got %d back; a gift: %s"):format(x, y, paid, got, gift:match("account.*"))
  end,
}
