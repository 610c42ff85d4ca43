local attack = require "attacks.attack"

return attack {
  id = "I04", layer = "identity", name = "a revoked key goes on signing",
  precedent = "nkeys revoke by time; libp2p can't",
  attack = "signs with a revoked key before and after, offers the statement again and a later one, binds stake to the key",
  expected = "refused from the moment of revocation on, believed before it; the earliest revocation counts, also after a restart",
  simulated = "the restart and the gossip: the statement is exported, and read by another chain",
  run = function(the)
    local key = identity.create(1)
    local revocation = key:revoke(1000000)
    local chain = identity.chain():add(identity.statement(revocation:export()))
    local verifier = identity.verifier { chain = chain }
    the:holds(verifier:accept(key:sign("bid", "1", 1), "bid", 999999), "refused before it was revoked")
    local good, reason = verifier:accept(key:sign("bid", "2", 2), "bid", 1000000)
    the:holds(not good and reason:find("revoked", 1, true), tostring(reason))
    chain:add(key:revoke(5000000))
    the:holds(not chain:valid(key.peer_id, 1000000), "a later revocation undoes the earlier")
    chain:add(revocation)
    the:holds(chain.revocations == 1, "counted twice")
    local other = identity.create(2)
    the:refuses("revoked by itself", chain.add, chain, other:revoke(0, key.peer_id))
    the:refuses("revoked", chain.add, chain, select(2, key:rotate()))
    local ledger = economy.ledger { mallory = 100 }
    ledger:advance(2)
    local stakes = economy.stakes(ledger, { chain = chain })
    the:refuses("revoked", stakes.bind, stakes, "mallory", key.peer_id)
    return reason
  end,
}
