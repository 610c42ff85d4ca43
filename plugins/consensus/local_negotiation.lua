--- Liu & Lee's local negotiation: large camps convince small ones.
---
--- A node that hears another choice than its own averages itself and its neighbours, each counted by the size of its
--- group (connected nodes of the same choice). A node among equals takes the plain average, and where no two beliefs it
--- heard are further apart than 0.3, it sharpens: the shares in ascending order are multiplied by a ramp from s to 2/m - s,
--- s = (d / 0.3)^0.3 / m. On triangular lattices of 30 to 200 nodes nearly every run agrees, where majority rules freeze.
---
--- Source: Liu & Lee, "Decentralized consensus decision making", SN Applied Sciences 2, 2020.
---
---     > swarm.population{ graph = topology.regular(50, 6), options = 4, rule = "local_negotiation" }:run().agreed
---     true

local CLOSE = 0.3

--- The largest L1 distance between two of the beliefs; belief 0 is the node's own.
local function spread(belief, neighbours, m)
  local function share(i, k) return i == 0 and belief[k] or neighbours:get(i, k) end
  local largest = 0
  for i = 1, #neighbours do
    for j = 0, i - 1 do
      local distance = 0
      for k = 1, m do distance = distance + math.abs(share(i, k) - share(j, k)) end
      largest = math.max(largest, distance)
    end
  end
  return largest
end

local function choice(get, m)
  local best = 1
  for k = 2, m do if get(k) > get(best) then best = k end end
  return best
end

return {
  kind = "consensus", name = "local_negotiation", version = "1.0.0", api = "1",
  summary = "Group-size-weighted averaging, sharpened among equals (Liu & Lee).",

  update = function(self, ctx, belief, neighbours, out)
    local m, group, weights = ctx.m, ctx.group, ctx.weights
    local own = choice(function(k) return belief[k] end, m)
    local boundary = false
    for i = 1, #neighbours do
      if choice(function(k) return neighbours:get(i, k) end, m) ~= own then boundary = true end
    end
    -- How much the voice at that place counts: 1 is the node itself, i + 1 its neighbour i
    local function count(place)
      return (boundary and group and group[place] or 1) * (weights and weights[place] or 1)
    end

    local sum, next = 0, {}
    for k = 1, m do
      next[k] = count(1) * belief[k]
      for i = 1, #neighbours do next[k] = next[k] + count(i + 1) * neighbours:get(i, k) end
      sum = sum + next[k]
    end
    for k = 1, m do next[k] = next[k] / sum end

    if not boundary and m > 1 then
      local d = spread(belief, neighbours, m)
      if d < CLOSE then
        local order = {}
        for k = 1, m do order[k] = k end
        table.sort(order, function(a, b) return next[a] < next[b] or next[a] == next[b] and a < b end)
        local least = math.pow(d / CLOSE, 0.3) / m
        sum = 0
        for place, k in ipairs(order) do
          next[k] = next[k] * (least + (2 / m - 2 * least) * (place - 1) / (m - 1))
          sum = sum + next[k]
        end
        for k = 1, m do next[k] = next[k] / sum end
      end
    end
    for k = 1, m do out[k] = next[k] end
  end,
}
