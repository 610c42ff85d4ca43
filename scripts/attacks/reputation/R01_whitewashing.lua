local attack = require "attacks.attack"

return attack {
  id = "R01", layer = "reputation", name = "a bad name thrown away for a new one",
  precedent = "cheap pseudonyms: Friedman & Resnick 2001",
  attack = "cheats, leaves, and comes back under a hundred new names, each with the same stake",
  expected = "under value_at_risk no newcomer is trusted more than the worst veteran with as much at stake",
  run = function(the)
    local purses = { buyer = 10000000, bad = 1000000, good = 1000000 }
    for i = 1, 100 do purses["new " .. i] = 1000000 end
    local ledger = economy.ledger(purses)
    local stakes = economy.stakes(ledger)
    local reputation = economy.reputation(ledger, { rule = plugin.load("reputation/value_at_risk"), stakes = stakes })
    for _, name in ipairs { "bad", "good" } do
      stakes:deposit(name, 500000)
      for _ = 1, 20 do reputation:rate(ledger:transfer("buyer", name, 100000), "buyer", name == "good" and 1 or 0) end
    end
    local bad, best = reputation:score("bad"), 0
    for i = 1, 100 do
      local name = "new " .. i
      the:holds(reputation:score(name) <= bad, name .. " is trusted more")
      stakes:deposit(name, 500000)
      best = math.max(best, reputation:score(name))
      the:holds(reputation:score(name) <= bad, name .. " with a stake is trusted more")
    end
    the:holds(reputation:score("good") > bad, "a good record is worth nothing")
    local beta = economy.reputation(economy.ledger { alice = 1 })
    return ("bad %.4f, a newcomer at best %.4f, good %.4f; under beta, the default, a new name has %.1f"):format(
      bad, best, reputation:score("good"), beta:score("alice"))
  end,
}
