local attack = require "attacks.attack"

return attack {
  id = "G07", layer = "governance", name = "copying a proposal to cancel it",
  precedent = "OpenZeppelin's advisory on front-run proposals (silo-contracts-v3, issue 218)",
  attack = "proposes exactly what somebody is about to propose, so as to own its id, and cancels it; cancels the other's; cancels its own after the vote began",
  expected = "the id binds the proposer: the copy is another proposal; only a proposer cancels, and only before the vote",
  run = function(the)
    local g = governance.new { stakes = { ann = 600, eve = 400 }, parameters = { fee = { 200, min = 0, max = 1000 } } }
    local copy = g:propose("eve", { fee = 300 }, "lower costs")
    local own = g:propose("ann", { fee = 300 }, "lower costs")
    the:holds(g:proposal(copy).id ~= g:proposal(own).id, "both have one id")
    g:cancel(copy, "eve")
    local refusal = the:refuses("not eve's", g.cancel, g, own, "eve")
    g:advance(11)
    the:refuses("is active", g.cancel, g, own, "ann")
    g:vote("ann", own, "for"):advance(200):execute(own)
    the:holds(g:parameters().fee.value == 300, "the honest proposal was lost")
    return refusal
  end,
}
