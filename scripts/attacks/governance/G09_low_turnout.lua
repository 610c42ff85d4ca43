local attack = require "attacks.attack"

return attack {
  id = "G09", layer = "governance", name = "capture on a quiet weekend",
  precedent = "Compound's proposal 289, 28 July 2024: 682,191 against 633,636 votes for 499,000 COMP",
  attack = "puts the same proposal to the vote a third time when few are there, and carries it",
  expected = "the quorum is of all stake, the timelock leaves time, and the person sees what capture costs, pauses and vetoes: nothing is executed",
  run = function(the)
    local g = governance.new {
      stakes = { raider = 250, ann = 300, bob = 450 }, quorum = 2000, parameters = { payout = { 0, min = 0, max = 499000 } },
    }
    local n
    for attempt = 1, 3 do
      n = g:propose("raider", { payout = 499000 })
      g:advance(11):vote("raider", n, "for")
      if attempt < 3 then g:vote("ann", n, "against") end
      g:advance(150)
    end
    the:holds(#governance.queue() == 1 and governance.queue()[1].number == n, "the person does not see it")
    local cost = g:proposal(g:propose("ann", { payout = 1 })).capture_cost
    the:holds(cost == 200, ("capture is said to cost %d µrUv"):format(cost))
    governance.pause()
    g:advance(100)
    the:refuses("paused", g.execute, g, n)
    governance.veto(n, "carried by a quarter of all stake")
    governance.resume()
    local refusal = the:refuses("is vetoed", g.execute, g, n)
    the:holds(g:parameters().payout.value == 0, "it was paid")
    return ("capture costs %d of 1000 µrUv; %s"):format(cost, refusal)
  end,
}
