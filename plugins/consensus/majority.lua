--- Majority rule: do as most of those around you do.
---
--- A node adopts the choice that weighs most among itself and its neighbours; of equals, the one it believes in most. Fast
--- on well-mixed networks, but on lattices it freezes into camps with straight borders, and a first majority always wins,
--- right or wrong: compare with entropy.
---
--- Source: Valentini, Hamann & Dorigo, "Efficient decision-making in a self-organizing robot swarm", AAMAS 2015.
---
---     > plugin.load("consensus/majority"):try { m = 2, rate = 1, belief = { 0.6, 0.4 }, neighbours = { { 0.1, 0.9 }, { 0.2, 0.8 } } }[2]
---     1.0

local function choice(row, m)
  local best = 1
  for k = 2, m do if row(k) > row(best) then best = k end end
  return best
end

return {
  kind = "consensus", name = "majority", version = "1.0.0", api = "1",
  summary = "Adopts the choice most of the neighbourhood exhibits.",

  update = function(self, ctx, belief, neighbours, out)
    local m, weights, votes = ctx.m, ctx.weights, {}
    for k = 1, m do votes[k] = 0 end
    local own = choice(function(k) return belief[k] end, m)
    votes[own] = weights and weights[1] or 1
    for i = 1, #neighbours do
      local heard = choice(function(k) return neighbours:get(i, k) end, m)
      votes[heard] = votes[heard] + (weights and weights[i + 1] or 1)
    end

    local best = own
    for k = 1, m do
      if votes[k] > votes[best] or votes[k] == votes[best] and belief[k] > belief[best] then best = k end
    end
    for k = 1, m do out[k] = (1 - ctx.rate) * belief[k] + (k == best and ctx.rate or 0) end
  end,
}
