local attack = require "attacks.attack"

return attack {
  id = "R05", layer = "reputation", name = "rating oneself, or without a settled task",
  attack = "rates a transfer that never was, one still held, one given back, another's, its own, and one twice",
  expected = "only who paid or was paid rates the other, once for each settled transfer and side",
  run = function(the)
    local ledger = economy.ledger { alice = 100, bob = 0, eve = 100 }
    local reputation = economy.reputation(ledger)
    local function refused(words, id, rater) the:refuses(words, reputation.rate, reputation, id, rater, 1) end
    refused("no transfer", 999, "eve")
    local hold = ledger:hold("alice", "bob", 10)
    refused("moved no money", hold, "alice")
    ledger:void(hold)
    refused("moved no money", hold, "alice")
    local paid = ledger:transfer("alice", "bob", 10)
    refused("no party", paid, "eve")
    the:refuses("pay itself", ledger.transfer, ledger, "eve", "eve", 10)
    reputation:rate(paid, "alice", 1)
    refused("has rated", paid, "alice")
    reputation:rate(paid, "bob", 1)
    the:refuses("outcome", reputation.rate, reputation, paid, "alice", 5)
    the:holds(reputation:score("eve") == 0.5, "eve gained by it")
    pcall(ledger.batch, ledger, function()
      reputation:rate(ledger:transfer("eve", "bob", 1), "eve", 0)
      error("undone")
    end)
    local good, bad = reputation:evidence("bob")
    the:holds(good == 1 and bad == 0, ("bob has %g for and %g against"):format(good, bad))
    return "of eight tries the two parties' ratings counted, once each; an undone transfer's did not"
  end,
}
