local attack = require "attacks.attack"

return attack {
  id = "G01", layer = "governance", name = "voting with stake borrowed for a moment",
  precedent = "Beanstalk, 17 April 2022: 182 million USD",
  attack = "acquires most of all stake, proposes, votes, executes and gives it back, all in one moment; then tries to vote later with stake that came after the proposal",
  expected = "power is that of the moment before the proposal, voting begins later, execution later still: borrowed stake counts 0",
  run = function(the)
    local g = governance.new { stakes = { ann = 600, bob = 400 }, parameters = { fee = { 200, min = 0, max = 1000 } } }
    g:stake("eve", 100000)
    the:refuses("voting power", g.propose, g, "eve", { fee = 0 })
    local n = g:propose("ann", { fee = 0 })
    the:refuses("is pending", g.vote, g, "eve", n, "for")
    the:refuses("is pending", g.execute, g, n)
    g:advance(11)
    local refusal = the:refuses("no voting power", g.vote, g, "eve", n, "for")
    g:vote("bob", n, "against"):advance(1000)
    the:holds(g:proposal(n).state == "defeated" and g:proposal(n).supply == 1000, "the borrowed stake counted")
    the:holds(g:parameters().fee.value == 200, "the fee changed")
    the:refuses("voting_delay", governance.new, { stakes = { ann = 1 }, voting_delay = 0 })
    the:refuses("timelock", governance.new, { stakes = { ann = 1 }, timelock = 0 })
    return refusal
  end,
}
