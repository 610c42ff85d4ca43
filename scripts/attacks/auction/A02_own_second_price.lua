local attack = require "attacks.attack"

return attack {
  id = "A02", layer = "auction", name = "a second bid of one's own sets the price",
  precedent = "in a sketch of this auction it paid 2⁶⁴ − 1",
  attack = "one node bids 1 µrUv and then the most there is; then a friend bids above what the requester pays",
  expected = "one live bid a name, the later one counts; what is above the reserve counts for nothing; nobody is paid more than the reserve",
  run = function(the)
    local a = economy.auction { reserve = 500 }
    a:bid("ada", 1)
    a:bid("ada", 1 << 62)
    a:close():reveal("ada")
    the:holds(#a:bids() == 1, "one node has two bids")
    the:holds(a:clear() == nil, "a bid above the reserve won")

    a = economy.auction { reserve = 500 }
    a:bid("ada", 1)
    a:bid("friend", 1 << 62)
    a:close():reveal("ada")
    a:reveal("friend")
    local winner, payment = a:clear()
    the:holds(winner == "ada" and payment == 500, ("%s is paid %s"):format(winner, payment))
    the:refuses("0…2^62 µrUv", a.bid, economy.auction { reserve = 500 }, "ada", math.maxinteger)
    return "the winner is paid the reserve of 500 µrUv, as if the friend weren't there"
  end,
}
