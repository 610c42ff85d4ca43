--- Cross-inhibition: meeting another opinion makes undecided, and only the undecided adopt one.
---
--- An undecided agent believes in all options alike and says nothing. Whom an agent meets is drawn among those who speak,
--- by weight: better options recruit and inhibit more. Beside a few stubborn agents or noise the voter model never settles;
--- this does, for a majority stops the others before it wins them. Bees and neurons decide like this.
---
--- Source: Reina, Zakir, De Masi & Ferrante, "Cross-inhibition leads to group consensus despite the presence of strongly
--- opinionated minorities and asocial behaviour", Communications Physics 6, 2023.
---
---     > plugin.load("consensus/cross_inhibition"):try { m = 2, rate = 1, belief = { 1, 0 }, neighbours = { { 0, 1 } } }[1]
---     0.5

local UNDECIDED = 0

--- What a belief exhibits: the option with the largest share, unless it believes in all alike.
local function choice(get, m)
  local best = 1
  for k = 2, m do if get(k) > get(best) then best = k end end
  return m > 1 and get(best) * m < 1.001 and UNDECIDED or best
end

return {
  kind = "consensus", name = "cross_inhibition", version = "1.0.0", api = "1",
  summary = "Another opinion makes undecided; the undecided adopt what they meet.",

  update = function(self, ctx, belief, neighbours, out)
    local m, weights, choices, total = ctx.m, ctx.weights, {}, 0
    for i = 1, #neighbours do
      choices[i] = choice(function(k) return neighbours:get(i, k) end, m)
      if choices[i] ~= UNDECIDED then total = total + (weights and weights[i + 1] or 1) end
    end

    local left, met = ctx.random() * total, nil
    for i = 1, total > 0 and #neighbours or 0 do
      local weight = weights and weights[i + 1] or 1
      if choices[i] ~= UNDECIDED and weight > 0 then
        met, left = choices[i], left - weight
        if left < 0 then break end
      end
    end

    local own = choice(function(k) return belief[k] end, m)
    for k = 1, m do
      local goal = belief[k]
      if met and (own == UNDECIDED or own == met) then goal = k == met and 1 or 0 elseif met then goal = 1 / m end
      out[k] = (1 - ctx.rate) * belief[k] + ctx.rate * goal
    end
  end,
}
