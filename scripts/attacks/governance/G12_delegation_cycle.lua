local attack = require "attacks.attack"

return attack {
  id = "G12", layer = "governance", name = "delegation in a circle",
  precedent = "votes that follow delegations to their end never arrive, or arrive twice",
  attack = "ann delegates to bob, bob to carol, carol to ann; all vote; somebody delegates along a long chain",
  expected = "a delegation moves the own stake one step: each unit is counted once, and nothing loops",
  run = function(the)
    local g = governance.new { stakes = { ann = 100, bob = 200, carol = 400 } }
    g:delegate("ann", "bob"):delegate("bob", "carol"):delegate("carol", "ann"):advance(1)
    local n = g:propose("ann", { quorum = 3000 })
    g:advance(11):vote("ann", n, "for"):vote("bob", n, "for"):vote("carol", n, "against")
    local p = g:proposal(n)
    the:holds(p.stake_for == 500 and p.stake_against == 200, ("%d for, %d against"):format(p.stake_for, p.stake_against))
    the:holds(p.stake_for + p.stake_against == p.supply, "the votes are not the stake")
    g:delegate("ann", "ann"):delegate("bob", "ann"):delegate("carol", "bob")
    the:holds(g:power("ann") == 300 and g:power("bob") == 400 and g:power("carol") == 0, "a delegation was passed on")
    return ("%d + %d of %d µrUv voted in a circle of three"):format(p.stake_for, p.stake_against, p.supply)
  end,
}
