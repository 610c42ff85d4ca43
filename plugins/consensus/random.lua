--- Baseline: whoever hears another opinion picks an option out of a hat.
---
--- Keeps what every consensus rule must keep (where all agree, all go on agreeing) and nothing else, so that a network
--- under it hardly ever decides: what any other rule must beat.
---
---     > plugin.load("consensus/random"):try { m = 2, rate = 1, belief = { 0.2, 0.8 }, neighbours = { { 0.1, 0.9 } } }[2]
---     1.0

local function choice(row, m)
  local best = 1
  for k = 2, m do if row(k) > row(best) then best = k end end
  return best
end

return {
  kind = "consensus", name = "random", version = "1.0.0", api = "1",
  summary = "Baseline: any option at random unless all around agree.",

  update = function(self, ctx, belief, neighbours, out)
    local m = ctx.m
    local adopted = choice(function(k) return belief[k] end, m)
    for i = 1, #neighbours do
      if choice(function(k) return neighbours:get(i, k) end, m) ~= adopted then
        adopted = ctx.random(m)
        break
      end
    end
    for k = 1, m do out[k] = k == adopted and 1 or 0 end
  end,
}
