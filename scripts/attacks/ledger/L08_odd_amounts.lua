local attack = require "attacks.attack"

return attack {
  id = "L08", layer = "ledger", name = "self transfers and odd amounts",
  attack = "pays itself; moves 0, −1, the least integer, fractions, NaN, infinity, texts; posts 0 of a hold; pays with strange names",
  expected = "all refused, nothing moves; a transfer of 0 is refused, too",
  run = function(the)
    local ledger = economy.ledger { alice = 100, bob = 0 }
    local refusal = the:refuses("cannot pay itself", ledger.transfer, ledger, "alice", "alice", 10)
    the:refuses("cannot pay itself", ledger.hold, ledger, "alice", "alice", 10)
    for _, amount in ipairs { 0, -1, math.mininteger, 0.5, 0 / 0, 1 / 0, -1 / 0, "ten", {}, true, 2 ^ 63 } do
      the:refuses("amount", ledger.transfer, ledger, "alice", "bob", amount)
      the:refuses("amount", ledger.hold, ledger, "alice", "bob", amount)
    end
    local hold = ledger:hold("alice", "bob", 10)
    the:refuses("amount", ledger.post, ledger, hold, 0)
    the:refuses("amount", ledger.post, ledger, hold, -1)
    the:refuses("holds 10", ledger.post, ledger, hold, 11)
    for _, name in ipairs { "", "mallory", "\0", ("x"):rep(100000), "alice\0" } do
      the:refuses("no account", ledger.transfer, ledger, "alice", name, 1)
    end
    the:refuses("needs a name", ledger.open, ledger, "")
    the:refuses("open already", ledger.open, ledger, "alice")
    ledger:open("second", "issuer")
    the:refuses("0 µrUv more", ledger.transfer, ledger, "alice", "second", 1)  -- which has issued nothing
    ledger:void(hold)
    the:holds(ledger:balance("alice") == 100 and ledger:balance("bob") == 0 and ledger:audit(), "money moved")
    return refusal
  end,
}
