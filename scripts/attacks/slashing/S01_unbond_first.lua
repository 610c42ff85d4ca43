local attack = require "attacks.attack"

return attack {
  id = "S01", layer = "slashing", name = "unbonding before the evidence comes",
  precedent = "Cosmos' unbonding period; GHSA-86h5-xcpx-cfqc, where re-delegated stake escaped",
  attack = "offends, starts unbonding at once and asks for the stake before and after the evidence is in",
  expected = "stake that unbonds stays liable for what was done before, and pays; nothing hands it on meanwhile",
  run = function(the)
    local ledger = economy.ledger { mallory = 1000, bob = 0 }
    local stakes = economy.stakes(ledger, { unbonding_s = 100, evidence_s = 60 })
    stakes:deposit("mallory", 1000)
    ledger:advance(10)  -- the offence
    ledger:advance(1)
    stakes:unbond("mallory", 1000)
    ledger:advance(58)
    the:holds(stakes:withdraw("mallory") == 0, "the stake left before its time")
    the:refuses("mallory", ledger.transfer, ledger, "mallory", "bob", 1)
    local lost = stakes:slash("mallory", "offence", { fraction_ppm = 500000, committed_s = 10 })
    the:holds(lost == 500, "lost " .. lost)
    ledger:advance(100)
    the:holds(stakes:withdraw("mallory") == 500 and ledger:balance("mallory") == 500, "has " .. ledger:balance("mallory"))
    return "500 of 1000 µrUv gone, 59 s after the offence"
  end,
}
