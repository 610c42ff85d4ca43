local attack = require "attacks.attack"

return attack {
  id = "R03", layer = "reputation", name = "a place handed on with its history",
  precedent = "subtensor: test_epoch_masks_incoming_to_sniped_uid_prevents_inheritance",
  attack = "takes the key of a trusted peer that has left: the same name, another key; and rotates a key that isn't its own",
  expected = "history stays with the key it was earned under, and only its own successor gets it",
  run = function(the)
    local chain = identity.chain()
    local good, thief = identity.create(1), identity.create(2)
    local ledger = economy.ledger { buyer = 1000, [good.peer_id] = 0, [thief.peer_id] = 0 }
    local reputation = economy.reputation(ledger)
    for _ = 1, 10 do reputation:rate(ledger:transfer("buyer", good.peer_id, 10), "buyer", 1) end
    the:refuses("open already", ledger.open, ledger, good.peer_id)
    the:holds(reputation:score(chain:origin(thief.peer_id)) == 0.5, "the thief inherits")
    local next, statement = good:rotate()
    chain:add(statement)
    the:holds(chain:origin(next.peer_id) == good.peer_id, "history is lost by a rotation")
    the:holds(reputation:score(chain:origin(next.peer_id)) > 0.9, "the successor has not its history")
    return ("the successor has %.2f, the thief a stranger's 0.50"):format(reputation:score(chain:origin(next.peer_id)))
  end,
}
