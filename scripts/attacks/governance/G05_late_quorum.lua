local attack = require "attacks.attack"

return attack {
  id = "G05", layer = "governance", name = "a whale in the last moment",
  precedent = "OpenZeppelin's GovernorPreventLateQuorum",
  attack = "keeps the vote below the quorum until the last moment, then votes with a large stake so that nobody can answer",
  expected = "the window grows by the declared time, once; the others answer, and the proposal is defeated",
  run = function(the)
    local g = governance.new { stakes = { whale = 400, ann = 300, bob = 300 }, parameters = { fee = { 200, min = 0, max = 1000 } } }
    local n = g:propose("whale", { fee = 1000 })
    local ends = g:proposal(n).vote_end_s
    g:advance(ends):vote("whale", n, "for")
    local p = g:proposal(n)
    the:holds(p.extended and p.vote_end_s == ends + 30, ("votes are taken until %g s"):format(p.vote_end_s))
    g:advance(29):vote("ann", n, "against")
    g:advance(1):vote("bob", n, "against")
    the:holds(g:proposal(n).vote_end_s == ends + 30, "it was extended twice")
    g:advance(1)
    the:holds(g:proposal(n).state == "defeated", "it is " .. g:proposal(n).state)
    return ("a quorum at %g s moved the end to %g s; it is %s"):format(ends, p.vote_end_s, g:proposal(n).state)
  end,
}
