--- Quorum response: the more around you do something, the more than proportionally you follow.
---
--- A node meets the choice of one neighbour, drawn by weight, and adopts it with probability x^n / (x^n + T^n), x being the
--- share of those it hears that exhibit that choice. Ants choosing a nest and fish fleeing a predator respond like this: a
--- steep response decides fast once there is a quorum, right or wrong; a flat one is a voter.
---
--- Source: Sumpter & Pratt, "Quorum responses and consensus decision making", Phil. Trans. R. Soc. B 364, 2009.
---
---     > plugin.load("consensus/quorum"):try { m = 1, rate = 1, belief = { 1 }, neighbours = { { 1 } } }[1]
---     1.0

local function choice(get, m)
  local best = 1
  for k = 2, m do if get(k) > get(best) then best = k end end
  return best
end

return {
  kind = "consensus", name = "quorum", version = "1.0.0", api = "1",
  summary = "Adopts a neighbour's choice by how many exhibit it, in a sigmoid.",
  options = {
    threshold = { type = "number", default = 0.5, min = 0.001, max = 1, help = "T: the share at which a node follows in half of all cases" },
    steepness = { type = "number", default = 4, min = 1, max = 100, help = "n: how sharply it responds" },
  },

  update = function(self, ctx, belief, neighbours, out)
    local m, weights, choices, total = ctx.m, ctx.weights, {}, 0
    for i = 1, #neighbours do
      choices[i] = choice(function(k) return neighbours:get(i, k) end, m)
      total = total + (weights and weights[i + 1] or 1)
    end

    local left, follows, met = ctx.random() * total, ctx.random(), nil
    for i = 1, total > 0 and #neighbours or 0 do
      local weight = weights and weights[i + 1] or 1
      if weight > 0 then
        met, left = choices[i], left - weight
        if left < 0 then break end
      end
    end

    local moves = false
    if met and met ~= choice(function(k) return belief[k] end, m) then
      local agreeing = 0
      for i = 1, #neighbours do
        if choices[i] == met then agreeing = agreeing + (weights and weights[i + 1] or 1) end
      end
      moves = follows < 1 / (1 + math.pow(self.options.threshold * total / agreeing, self.options.steepness))
    end
    for k = 1, m do
      out[k] = moves and (1 - ctx.rate) * belief[k] + (k == met and ctx.rate or 0) or belief[k]
    end
  end,
}
