local attack = require "attacks.attack"

return attack {
  id = "R04", layer = "reputation", name = "a thousand small good deeds, then one large fraud",
  attack = "does 1,000 tasks of 0.001 rUv well, then fails one of 10 rUv",
  expected = "what is at risk weighs: the fraud costs all that the deeds gained, and leaves a debt",
  run = function(the)
    local function fall(rule)
      local ledger = economy.ledger { buyer = 100 * economy.RUV, mallory = 0 }
      local reputation = economy.reputation(ledger, { rule = rule })
      local before = reputation:score("mallory")
      for _ = 1, 1000 do reputation:rate(ledger:transfer("buyer", "mallory", 1000), "buyer", 1) end
      local high = reputation:score("mallory")
      reputation:rate(ledger:transfer("buyer", "mallory", 10 * economy.RUV), "buyer", 0)
      local good, bad = reputation:evidence("mallory")
      return high - before, high - reputation:score("mallory"), good, bad
    end
    local gain, loss, good, bad = fall(plugin.load("reputation/value_at_risk"))
    the:holds(bad > good, ("%.2f for, %.2f against"):format(good, bad))
    the:holds(gain > 0 and loss >= gain, ("gained %.4f, lost %.4f"):format(gain, loss))
    local _, mild = fall(nil)
    return ("gained %.4f and lost %.4f, evidence %.0f for and %.0f against; under beta the fraud costs %.4f"):format(gain, loss, good, bad, mild)
  end,
}
