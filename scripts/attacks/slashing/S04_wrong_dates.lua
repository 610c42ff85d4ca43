local attack = require "attacks.attack"

return attack {
  id = "S04", layer = "slashing", name = "evidence from the future, or ancient",
  precedent = "Cosmos' slash_test refuses a future height",
  attack = "reports offences a second ahead, and a second older than the window",
  expected = "both are refused with the reason; at the window's very edge it still counts",
  run = function(the)
    local ledger = economy.ledger { alice = 1000 }
    local stakes = economy.stakes(ledger, { unbonding_s = 100, evidence_s = 60 })
    stakes:deposit("alice", 1000)
    ledger:advance(61)
    the:refuses("future", stakes.slash, stakes, "alice", "a", { committed_s = 62, fraction_ppm = 1000 })
    local refusal = the:refuses("the window is", stakes.slash, stakes, "alice", "b", { committed_s = 0, fraction_ppm = 1000 })
    the:holds(stakes:slash("alice", "c", { committed_s = 1, fraction_ppm = 1000 }) == 1, "the window's edge")
    the:refuses("committed_s", stakes.slash, stakes, "alice", "d", { committed_s = -1, fraction_ppm = 1000 })
    the:refuses("committed_s", stakes.slash, stakes, "alice", "d", { committed_s = 0 / 0, fraction_ppm = 1000 })
    return refusal
  end,
}
