local attack = require "attacks.attack"

return attack {
  id = "I05", layer = "identity", name = "taking over an identity by its retired key",
  attack = "a thief with the retired key names a second successor; names a victim's key without its consent; makes a circle",
  expected = "both keys sign, one successor each, first come; the second is evidence; stake and history follow the chain",
  run = function(the)
    local old, thief = identity.create(1), identity.create(66)
    local new, rotation = old:rotate(nil, 1000000)
    local chain = identity.chain():add(rotation)
    local _, second = old:rotate(thief, 500000)
    local refusal = the:refuses("successor", chain.add, chain, second)
    the:holds(chain:current(old.peer_id) == new.peer_id and chain:origin(thief.peer_id) == thief.peer_id, "the thief is in the chain")
    local _, circle = new:rotate(old, 2000000)
    the:refuses("past of its own", chain.add, chain, circle)
    local ledger = economy.ledger { alice = 1000 }
    local stakes = economy.stakes(ledger, { chain = chain })
    stakes:deposit("alice", 1000)
    stakes:bind("alice", old.peer_id)
    -- Who signs two successors has equivocated, whoever holds the key by then.
    local evidence = identity.evidence(rotation:message(), second:message())
    local guilty, offence = evidence:check()
    the:holds(guilty == old.peer_id and offence == "equivocation", tostring(offence))
    -- The new key answers with the same stake.
    local lost, offender = stakes:prove(identity.evidence(new:sign("vote/1", "yes", 1), new:sign("vote/1", "no", 1)))
    the:holds(lost == 10 and offender == "alice", "stake did not follow the rotation")
    the:refuses("no account answers", stakes.prove, stakes, identity.evidence(thief:sign("vote/1", "yes", 1), thief:sign("vote/1", "no", 1)))
    return refusal
  end,
}
