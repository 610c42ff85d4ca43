local attack = require "attacks.attack"

return attack {
  id = "L02", layer = "ledger", name = "replay of a transfer id",
  precedent = "TigerBeetle tells `exists` from `exists_with_different_amount`",
  attack = "sends a transfer that was made once more, then another one under its id",
  expected = "the same transfer again succeeds and moves nothing; another one under its id is refused",
  run = function(the)
    local ledger = economy.ledger { alice = 1000, bob = 0 }
    ledger:transfer("alice", "bob", 300, 7)
    ledger:transfer("alice", "bob", 300, 7)
    the:holds(ledger:balance("bob") == 300, "bob has " .. ledger:balance("bob"))
    local refusal = the:refuses("7", ledger.transfer, ledger, "alice", "bob", 301, 7)
    the:holds(ledger:balance("alice") == 700 and ledger:audit(), "the books moved")
    return refusal
  end,
}
