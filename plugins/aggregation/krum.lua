--- Krum: believe the one gradient that has the most company.
---
--- Each gradient is scored by its distances to the nearest others, as many as must be honest, and the one with the least
--- sum is taken whole (of equals, their mean). A liar alone is far from everyone. It throws away what all the others learned: robust and wasteful.
---
--- Source: Blanchard, El Mhamdi, Guerraoui & Stainer, "Machine learning with adversaries", NIPS 2017.
---
---     > plugin.load("aggregation/krum"):try { own = { 1 }, peers = {{ 1.25 }, { 0.75 }, { 1.5 }, { 1000 }}, f = 1 }[1]
---     1.125

--- Total of the `count` least numbers of a list.
local function least(distances, count)
  table.sort(distances)
  local total = 0
  for i = 1, math.min(count, #distances) do total = total + distances[i] end
  return total
end

return {
  kind = "aggregation", name = "krum", version = "1.0.0", api = "1",
  summary = "Takes the gradient nearest to the others.",

  combine = function(self, ctx, own, peers, out)
    local all = { own }
    for j = 1, peers.rows do all[j + 1] = peers:row(j) end
    local company = math.max(1, #all - ctx.f - 2)
    local best, lowest = {}, math.huge
    for i, candidate in ipairs(all) do
      local distances = {}
      for j, other in ipairs(all) do
        if i ~= j then distances[#distances + 1] = candidate:l2(other) ^ 2 end
      end
      local score = least(distances, company)
      if score < lowest then best, lowest = {}, score end
      if score == lowest then best[#best + 1] = candidate end
    end
    out:fill(0)
    for _, candidate in ipairs(best) do out:axpy(1 / #best, candidate) end
  end,
}
