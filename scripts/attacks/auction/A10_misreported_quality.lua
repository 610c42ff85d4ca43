local attack = require "attacks.attack"

return attack {
  id = "A10", layer = "auction", name = "latency misreported to a scoring auction",
  precedent = "a sketch of this auction ignored latency altogether",
  attack = "claims to answer in 1 ms and takes 900; drops three jobs of four",
  expected = "nodes can't claim: the requester scores what it measured; who fails is slashed, and its reputation weighs in the next score",
  simulated = "the colony's time and network",
  run = function(the)
    local scoring = plugin.load("auction/scoring")
    local bids = { prices = { 100, 100 }, latency_us = { 900000, 1000 }, reserve = 1000 }
    the:holds(scoring:try(bids) == 2, "the slower of two equal bids won")
    bids = { prices = { 100, 100 }, latency_us = { 1000, 1000 }, reputation = { 0.05, 0.9 }, reserve = 1000 }
    the:holds(scoring:try(bids) == 2, "reputation does not weigh")
    local c = colony.new { nodes = 24, tasks = 1200, flaky = 0.25, use = { auction = "scoring" } }:run()
    local flaky, honest, counts = 0, 0, { 0, 0 }
    for i = 1, 24 do
      local node = c:node(i)
      if node.flaky then flaky, counts[1] = flaky + node.reputation, counts[1] + 1 else honest, counts[2] = honest + node.reputation, counts[2] + 1 end
    end
    flaky, honest = flaky / counts[1], honest / counts[2]
    the:holds(flaky < honest - 0.1, ("reputation of the flaky %.2f, of the others %.2f"):format(flaky, honest))
    the:holds(c:report().market.slashed_ruv > 0 and c:report().market.balanced, "nobody was slashed")
    return ("nodes that don't deliver end at reputation %.2f, others at %.2f; %.2f rUv were slashed"):format(flaky, honest, c:report().market.slashed_ruv)
  end,
}
