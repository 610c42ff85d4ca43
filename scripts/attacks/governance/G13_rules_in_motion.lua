local attack = require "attacks.attack"

return attack {
  id = "G13", layer = "governance", name = "changing the rules during a vote",
  precedent = "a governor that reads its settings when it counts",
  attack = "while a proposal is open, passes others that change the quorum, the voting period and the timelock, and swaps nothing else",
  expected = "running proposals keep the rules they were made under; the new ones hold for what is proposed later",
  run = function(the)
    local g = governance.new {
      stakes = { ann = 600, eve = 400 }, quorum = 5000, voting_period = 400000000, parameters = { fee = { 200, min = 0, max = 1000 } },
    }
    local short = g:propose("ann", { quorum = 100, voting_period = 1000000, timelock = 1 })
    g:advance(300)
    local running = g:propose("eve", { fee = 1000 })
    g:advance(11):vote("ann", short, "for"):vote("eve", running, "for"):advance(200):execute(short)
    local p = g:proposal(running)
    the:holds(g:parameters().quorum.value == 100, "the rules did not change")
    the:holds(p.state == "active" and p.quorum == 5000 and p.vote_end_s == 710, ("it is %s with a quorum of %d until %g s"):format(p.state, p.quorum, p.vote_end_s))
    g:advance(200)
    the:holds(g:proposal(running).state == "defeated", "it passed by a quorum that came later")
    local later = g:proposal(g:propose("eve", { fee = 1000 }))
    the:holds(later.quorum == 100 and math.abs(later.vote_end_s - later.vote_start_s - 1) < 1e-6, "the new rules don't hold")
    return ("a quorum of %d basis points stayed at %d for the vote in progress"):format(later.quorum, p.quorum)
  end,
}
