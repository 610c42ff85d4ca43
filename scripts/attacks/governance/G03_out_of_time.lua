local attack = require "attacks.attack"

return attack {
  id = "G03", layer = "governance", name = "acting outside the windows",
  precedent = "an execute() without a look at the time, or at whether it ran before",
  attack = "votes a microsecond before and after the window, executes before the end, during the timelock, twice, and after the expiry",
  expected = "each is refused with the state's name; the last moment inside each window is good",
  run = function(the)
    local g = governance.new {
      stakes = { ann = 60, bob = 40 }, parameters = { fee = { 200, min = 0, max = 1000 } },
      voting_delay = 10, voting_period = 10, late_extension = 0, timelock = 10, grace = 10,
    }
    local tick = 1e-6
    local n, late = g:propose("ann", { fee = 300 }), g:propose("ann", { fee = 999 })
    g:advance(10 * tick)
    the:refuses("is pending", g.vote, g, "ann", n, "for")
    g:advance(tick):vote("ann", n, "for")
    g:advance(9 * tick):vote("bob", n, "for"):vote("ann", late, "for")
    the:refuses("is active", g.execute, g, n)
    g:advance(tick)
    the:refuses("is queued: it can't be voted on", g.vote, g, "bob", late, "against")
    g:advance(9 * tick)
    the:refuses("before", g.execute, g, n)
    g:advance(tick):execute(n)
    local refusal = the:refuses("is executed", g.execute, g, n)
    the:holds(g:parameters().fee.value == 300, "the fee is " .. g:parameters().fee.value)
    g:advance(10 * tick)
    the:holds(g:proposal(late).state == "queued", "expired early")
    g:advance(tick)
    the:refuses("is expired", g.execute, g, late)
    the:holds(g:parameters().fee.value == 300, "an expired change was made")
    return refusal
  end,
}
