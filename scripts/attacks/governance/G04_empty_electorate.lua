local attack = require "attacks.attack"

return attack {
  id = "G04", layer = "governance", name = "an electorate without stake",
  precedent = "0/0 is NaN, and NaN >= quorum read as met",
  attack = "proposes where nobody has stake; lets a proposal end without a vote; asks for a quorum of nothing",
  expected = "the quorum is not met: integers are compared, and no stake is no electorate",
  run = function(the)
    local empty = governance.new { stakes = { ann = 0, bob = 0 }, parameters = { fee = { 200, min = 0, max = 1000 } } }
    local refusal = the:refuses("voting power", empty.propose, empty, "ann", { fee = 0 })
    the:holds(#empty:proposals() == 0, "a proposal nobody may make")
    local g = governance.new { stakes = { ann = 1 }, quorum = 1, parameters = { fee = { 200, min = 0, max = 1000 } } }
    local n = g:propose("ann", { fee = 0 })
    g:stake("ann", 0):advance(1000)
    the:holds(g:proposal(n).state == "defeated", "without a vote it is " .. g:proposal(n).state)
    the:refuses("quorum", governance.new, { stakes = { ann = 1 }, quorum = 0 })
    return refusal
  end,
}
