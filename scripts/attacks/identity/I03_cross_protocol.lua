local attack = require "attacks.attack"

return attack {
  id = "I03", layer = "identity", name = "a signature used where it was not meant",
  precedent = "NATS' sample JWT signs the payload only",
  attack = "replays a bid as a vote, in another network, under another protocol, again, and with its parts moved about",
  expected = "domain, network, purpose and number are in what is signed: each replay is refused for what it is",
  run = function(the)
    local key = identity.create(1)
    local bid = key:sign("bid/7", "250", 5)
    local function refused(words, verifier, message, purpose, now)
      local good, reason = verifier:accept(message, purpose, now)
      the:holds(not good and reason:find(words, 1, true), ("%s: %s"):format(words, tostring(reason)))
      return reason
    end
    local here = identity.verifier()
    refused("bid/7", here, bid, "vote/7")
    refused("bid/7", here, bid, "bid/8")
    refused("local", identity.verifier { network = "elsewhere" }, bid, "bid/7")
    refused("formic/1", identity.verifier { domain = "formic/2" }, bid, "bid/7")
    the:holds(here:accept(bid, "bid/7"), "the bid itself is refused")
    local reason = refused("5", here, bid, "bid/7")
    refused("5", here, key:sign("bid/7", "249", 5), "bid/7")
    refused("5", here, key:sign("bid/7", "249", 4), "bid/7")
    local until_ = key:sign_until("bid/9", "1", 1000000)
    the:holds(here:accept(until_, "bid/9", 999999), "refused in time")
    refused("before", here, until_, "bid/9", 999999)
    refused("expired", identity.verifier(), until_, "bid/9", 1000000)
    return reason
  end,
}
