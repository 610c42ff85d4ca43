local attack = require "attacks.attack"

return attack {
  id = "G06", layer = "governance", name = "a lowered quorum revives what was defeated",
  precedent = "CVE-2022-31198 (GHSA-xrc4-737v-9q75) in OpenZeppelin's Governor",
  attack = "loses a vote for want of a quorum, passes a proposal that lowers the quorum, and looks at the old one again",
  expected = "defeated stays defeated: each proposal keeps the quorum it was made under",
  run = function(the)
    local g = governance.new { stakes = { eve = 100, ann = 500, bob = 400 }, quorum = 2000, parameters = { fee = { 200, min = 0, max = 1000 } } }
    local lost = g:propose("eve", { fee = 1000 })
    g:advance(11):vote("eve", lost, "for"):advance(150)
    the:holds(g:proposal(lost).state == "defeated", "without a quorum it is " .. g:proposal(lost).state)
    local lower = g:propose("ann", { quorum = 100 })
    g:advance(11):vote("ann", lower, "for"):advance(200):execute(lower)
    the:holds(g:parameters().quorum.value == 100, "the quorum was not lowered")
    the:holds(g:proposal(lost).state == "defeated" and g:proposal(lost).quorum == 2000, "it came back to life")
    return the:refuses("is defeated", g.execute, g, lost)
  end,
}
