local attack = require "attacks.attack"

return attack {
  id = "A06", layer = "auction", name = "a copied or reused commitment",
  precedent = "hashes without the bidder's or the auction's name",
  attack = "hands in another node's commitment as one's own, opens it in another auction, replays its signed message",
  expected = "a copy can't be opened by anybody else or anywhere else",
  run = function(the)
    local nonce = economy.nonce()
    local seal = economy.commit(250, 7, 1, nonce)
    the:holds(economy.opens(seal, 250, 7, 1, nonce), "the owner's opening is refused")
    the:holds(not economy.opens(seal, 250, 7, 2, nonce), "another node opens the copy")
    the:holds(not economy.opens(seal, 250, 8, 1, nonce), "it opens in another auction")

    -- As a colony signs it: about one task, for one purpose.
    local key, thief = identity.create(1), identity.create(2)
    local message = key:sign("commit/7", seal, 0)
    the:holds(identity.verify(message, "commit/7"), "the true message is refused")
    the:holds(not pcall(function() assert(identity.verify(message, "commit/8")) end), "it counts for another task")
    the:holds(thief:sign("commit/7", seal, 0).signer ~= message.signer, "the thief signs as the owner")

    -- The same inside a colony, with strangers who repeat and forge bids.
    local c = colony.new { nodes = 16, tasks = 150, signing = true, forgeries = 1 }:run()
    local id = c:report().identity
    the:holds(id.intrusions > 0 and id.refused_forged + id.refused_replayed == id.intrusions,
      ("%d of %d strangers' bids were refused"):format(id.refused_forged + id.refused_replayed, id.intrusions))
    return ("%d forged and %d replayed bids were refused in the colony"):format(id.refused_forged, id.refused_replayed)
  end,
}
