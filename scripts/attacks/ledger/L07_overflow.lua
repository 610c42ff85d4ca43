local attack = require "attacks.attack"

return attack {
  id = "L07", layer = "ledger", name = "overflow of balances",
  precedent = "TigerBeetle's overflows_debits, overflows_credits",
  attack = "credits 2^63 − 1 twice, by purses, transfers, holds and several issuers",
  expected = "refused with a reason; no trap, no wrapping round, and the books as they were",
  run = function(the)
    local most = math.maxinteger
    the:refuses("2^63", economy.ledger, { alice = most, bob = most })
    local ledger = economy.ledger { alice = most, bob = 0 }
    ledger:open("second", "issuer")
    local refusal = the:refuses("2^63", ledger.transfer, ledger, "second", "alice", most)
    the:refuses("2^63", ledger.transfer, ledger, "second", "alice", 1)
    the:refuses("2^63", ledger.hold, ledger, "second", "alice", most)
    ledger:transfer("alice", "bob", most)
    the:refuses("2^63", ledger.transfer, ledger, "second", "bob", 1)
    -- Held money counts as if it had come.
    local other = economy.ledger { carol = 1, dave = 0 }
    other:open("second", "issuer")
    other:hold("second", "dave", most - 1)
    other:transfer("carol", "dave", 1)
    the:refuses("2^63", other.transfer, other, "second", "dave", 1)
    the:refuses("", other.transfer, other, "second", "dave", math.mininteger)
    the:refuses("", economy.pool, most, most)
    the:holds(ledger:audit() and other:audit(), "the books do not balance")
    the:holds(ledger:balance("bob") == most and ledger:balance("alice") == 0, "a balance wrapped round")
    return refusal
  end,
}
