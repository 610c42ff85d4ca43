local attack = require "attacks.attack"

return attack {
  id = "S06", layer = "slashing", name = "slashing oneself to hurt who is leaving",
  precedent = "cosmos-economics issue 24",
  attack = "offends on purpose after others have begun to unbond what they had with it",
  expected = "stake that began to unbond before the offence is exempt",
  simulated = "there is no delegation of stake: the leaving part is the owner's own",
  run = function(the)
    local ledger = economy.ledger { pool = 1000 }
    local stakes = economy.stakes(ledger, { unbonding_s = 100, evidence_s = 60 })
    stakes:deposit("pool", 1000)
    ledger:advance(5)
    stakes:unbond("pool", 600)
    ledger:advance(1)
    local lost = stakes:slash("pool", "on purpose", { fraction_ppm = 1000000 })
    the:holds(lost == 400 and stakes:unbonding("pool") == 600, "lost " .. lost)
    ledger:advance(100)
    the:holds(stakes:withdraw("pool") == 600, "the leaving part was touched")
    return "the 600 µrUv on their way out are untouched, the 400 that stayed are gone"
  end,
}
