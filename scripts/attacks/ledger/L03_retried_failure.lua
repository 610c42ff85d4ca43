local attack = require "attacks.attack"

return attack {
  id = "L03", layer = "ledger", name = "a retry that changes the answer",
  precedent = "TigerBeetle's id_already_failed: a client must get one answer for one id, whenever it asks",
  attack = "sends a transfer that fails for lack of money, finds the money, and sends it again under its id",
  expected = "the answer stays no for that id, now and in a reopened file; a new id succeeds",
  run = function(the)
    local path = script.temporary_folder() .. "/books.db"
    local ledger = economy.ledger { store = path, alice = 50, bob = 0 }
    the:refuses("100 needed", ledger.transfer, ledger, "alice", "bob", 100, 1000)
    ledger:transfer("issuer", "alice", 500)
    local refusal = the:refuses("was refused before", ledger.transfer, ledger, "alice", "bob", 100, 1000)
    ledger:close()
    ledger = economy.ledger { store = path }
    the:refuses("was refused before", ledger.transfer, ledger, "alice", "bob", 100, 1000)
    the:refuses("exists with other contents", ledger.transfer, ledger, "alice", "bob", 99, 1000)
    the:holds(ledger:balance("bob") == 0, "bob was paid by a failed transfer")
    ledger:transfer("alice", "bob", 100, 2000)
    the:holds(ledger:balance("bob") == 100 and ledger:audit(), "a new id did not succeed")
    return refusal
  end,
}
