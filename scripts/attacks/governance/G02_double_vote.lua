local attack = require "attacks.attack"

return attack {
  id = "G02", layer = "governance", name = "voting twice",
  precedent = "a list of votes without a list of voters",
  attack = "votes ten times; votes, moves the stake to a new member and votes again; votes, delegates to somebody who has not voted yet",
  expected = "one vote a member; stake that moved after the proposal votes where it was, once",
  run = function(the)
    local g = governance.new { stakes = { mallory = 300, bob = 400, carol = 300 } }
    local n = g:propose("mallory", { quorum = 3000 })
    g:advance(11):vote("mallory", n, "for")
    for _ = 1, 9 do the:refuses("has voted", g.vote, g, "mallory", n, "for") end
    g:stake("mallory", 0):stake("sybil", 300)
    local refusal = the:refuses("no voting power", g.vote, g, "sybil", n, "for")
    g:stake("mallory", 300):delegate("mallory", "carol")
    g:vote("carol", n, "for"):vote("bob", n, "against")
    local p = g:proposal(n)
    the:holds(p.stake_for == 600 and p.stake_against == 400, ("%d for, %d against"):format(p.stake_for, p.stake_against))
    the:holds(p.stake_for + p.stake_against + p.stake_abstain <= p.supply, "more was voted than there is")
    return refusal
  end,
}
