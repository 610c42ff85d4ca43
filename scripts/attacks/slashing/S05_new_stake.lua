local attack = require "attacks.attack"

return attack {
  id = "S05", layer = "slashing", name = "new stake pays for an old offence",
  attack = "reports an offence that happened before most of the stake was deposited",
  expected = "only what was at stake then is slashed",
  run = function(the)
    local ledger = economy.ledger { alice = 1000 }
    local stakes = economy.stakes(ledger)
    stakes:deposit("alice", 100)
    ledger:advance(10)
    local offence = 10
    ledger:advance(1)
    stakes:deposit("alice", 900)
    local lost = stakes:slash("alice", "old", { committed_s = offence, fraction_ppm = 1000000 })
    the:holds(lost == 100 and stakes:staked("alice") == 900, "lost " .. lost)
    return ("%d of 1000 µrUv: what was there at the time"):format(lost)
  end,
}
