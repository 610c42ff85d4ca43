--- Weighted voter model: adopt the choice of one neighbour, drawn by weight.
---
--- The weight is the quality of the option the neighbour holds, so better options spread faster. Slower than majority but
--- less easily fooled by an early lead. With `accept`, neighbours are drawn alike and the drawn one is followed with a
--- probability of its weight: then, one node at a time on any regular graph, N nodes of which k begin on the better option err
--- with probability (r^k - r^N) / (1 - r^N), r the ratio of the qualities. Drawn by weight they do on a complete graph only.
---
--- Sources: Valentini, Hamann & Dorigo, "The weighted voter model", AAMAS 2014; Ganesh, Hauert & Valla, Swarm Intelligence 2025.
---
---     > plugin.load("consensus/voter"):try { m = 2, rate = 1, belief = { 0.6, 0.4 }, neighbours = { { 0.1, 0.9 } } }[2]
---     1.0

return {
  kind = "consensus", name = "voter", version = "1.0.0", api = "1",
  summary = "Adopts the choice of one neighbour, drawn by weight.",
  options = { accept = { type = "boolean", default = false, help = "draw all alike, and follow with a probability of the weight, at most 1" } },

  update = function(self, ctx, belief, neighbours, out)
    local m, weights, total = ctx.m, ctx.weights, 0
    for i = 1, #neighbours do total = total + (weights and weights[i + 1] or 1) end

    local heard, left = 0, ctx.random() * total -- 0 is the node itself, when nobody else counts
    if self.options.accept then
      local place = math.floor(ctx.random() * #neighbours) + 1
      if #neighbours > 0 and ctx.random() < (weights and weights[place + 1] or 1) then heard = place end
    elseif total > 0 then
      for i = 1, #neighbours do
        heard, left = i, left - (weights and weights[i + 1] or 1)
        if left < 0 then break end
      end
    end

    local best, most = 1, -1
    for k = 1, m do
      local share = heard == 0 and belief[k] or neighbours:get(heard, k)
      if share > most then best, most = k, share end
    end
    for k = 1, m do out[k] = (1 - ctx.rate) * belief[k] + (k == best and ctx.rate or 0) end
  end,
}
