local attack = require "attacks.attack"

return attack {
  id = "G11", layer = "governance", name = "ten thousand dust delegations",
  precedent = "Velocimeter (Sherlock 388): 1,024 dust delegations blocked a delegate",
  attack = "delegates 10,000 stakes of 1 µrUv to one member, before and during a vote, so that its power takes long to add up or there is no room for more",
  expected = "power is looked up in O(log n); nobody can fill anything; an honest delegation still counts, and so does the vote",
  run = function(the)
    local stakes = { target = 1000000, friend = 500000, ann = 1000000 }
    for i = 1, 10000 do stakes["dust" .. i] = 1 end
    local g = governance.new { stakes = stakes }
    for i = 1, 10000 do g:advance(1e-6):delegate("dust" .. i, "target") end
    g:advance(1):delegate("friend", "target"):advance(1)
    local n = g:propose("target", { quorum = 3000 })
    for i = 1, 10000 do g:delegate("dust" .. i, "ann") end
    g:advance(11)
    local start = script.clock()
    g:vote("target", n, "for")
    local seconds = script.clock() - start
    the:holds(g:proposal(n).stake_for == 1510000, "it votes with " .. g:proposal(n).stake_for)
    the:holds(seconds < 0.01, ("the vote took %g s"):format(seconds))
    g:vote("ann", n, "against")
    the:holds(g:proposal(n).stake_against == 1000000, "delegations during the vote counted")
    return ("a delegate with 10,001 delegations and as many checkpoints votes in %.0f µs"):format(seconds * 1e6)
  end,
}
