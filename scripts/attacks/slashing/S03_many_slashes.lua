local attack = require "attacks.attack"

return attack {
  id = "S03", layer = "slashing", name = "slashes that add up to more than the stake",
  precedent = "Polkadot slashes the maximum of a span, not the sum",
  attack = "reports ten offences of 30% within one span, and one of 100% on top",
  expected = "never below zero and conserved; with max_in_span ten cost what one does",
  run = function(the)
    local function left(rule)
      local ledger = economy.ledger { alice = 1000 }
      local stakes = economy.stakes(ledger, { rule = rule })
      stakes:deposit("alice", 1000)
      for i = 1, 10 do stakes:slash("alice", "offence " .. i, { offence = "equivocation" }) end
      local rest = stakes:staked("alice")
      the:holds(rest >= 0 and ledger:balance("stakes") + ledger:balance("penalties") == 1000 and ledger:audit(), "money is missing")
      stakes:slash("alice", "all of it", { fraction_ppm = 1000000 })
      the:holds(stakes:staked("alice") == 0 and ledger:balance("penalties") == 1000, "not everything, or more than everything")
      the:holds(stakes:slash("alice", "again", { fraction_ppm = 1000000 }) == 0, "slashed what is not there")
      return rest
    end
    local sum = left(plugin.load("slashing/flat", { part_ppm = 300000 }))
    local worst = left(plugin.load("slashing/max_in_span", { most_ppm = 300000 }))
    the:holds(worst == 700, "max_in_span leaves " .. worst)
    return ("each of what is left: %d of 1000 µrUv remain; the worst only: %d"):format(sum, worst)
  end,
}
