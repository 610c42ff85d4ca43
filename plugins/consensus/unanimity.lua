--- k-unanimity: change your mind only when k others, drawn at random, agree.
---
--- `count` 1 is the voter model; with 2 or more small camps lose to large ones ever faster, at the price of rounds in which
--- nobody moves. Neighbours are drawn by weight, with replacement.
---
--- Source: Scheidler, Brutschy, Ferrante & Dorigo, "The k-unanimity rule for self-organized decision-making in swarms of
--- robots", IEEE Transactions on Cybernetics 46, 2016.
---
---     > plugin.load("consensus/unanimity"):try { m = 2, rate = 1, belief = { 0.6, 0.4 }, neighbours = { { 0.1, 0.9 } } }[2]
---     1.0

local function choice(get, m)
  local best = 1
  for k = 2, m do if get(k) > get(best) then best = k end end
  return best
end

return {
  kind = "consensus", name = "unanimity", version = "1.0.0", api = "1",
  summary = "Adopts what k drawn neighbours all exhibit.",
  options = { count = { type = "integer", default = 2, min = 1, max = 1000, help = "k: how many drawn neighbours must agree" } },

  update = function(self, ctx, belief, neighbours, out)
    local m, weights, total = ctx.m, ctx.weights, 0
    for i = 1, #neighbours do total = total + (weights and weights[i + 1] or 1) end

    local agreed, unanimous = nil, total > 0
    for _ = 1, unanimous and self.options.count or 0 do
      local left, heard = ctx.random() * total, 1
      for i = 1, #neighbours do
        local weight = weights and weights[i + 1] or 1
        if weight > 0 then
          heard, left = i, left - weight
          if left < 0 then break end
        end
      end
      local said = choice(function(k) return neighbours:get(heard, k) end, m)
      unanimous = unanimous and (agreed or said) == said
      agreed = said
    end

    local moves = unanimous and agreed ~= choice(function(k) return belief[k] end, m)
    for k = 1, m do
      out[k] = moves and (1 - ctx.rate) * belief[k] + (k == agreed and ctx.rate or 0) or belief[k]
    end
  end,
}
