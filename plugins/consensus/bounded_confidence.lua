--- Bounded confidence: listen only to those who nearly agree with you.
---
--- A node averages the beliefs within total variation distance `epsilon` of its own: all of them at once (Hegselmann &
--- Krause), or half way to one drawn by weight (`pairwise`: Deffuant and others). A wide bound gives consensus, a narrow one
--- camps that no longer hear each other, about 1 / (2 ε) of them for two options.
---
--- Source: Hegselmann & Krause, "Opinion dynamics and bounded confidence", JASSS 5(3), 2002; Deffuant, Neau, Amblard &
--- Weisbuch, "Mixing beliefs among interacting agents", Advances in Complex Systems 3, 2000.
---
---     > plugin.load("consensus/bounded_confidence"):try { m = 2, rate = 1, belief = { 0.5, 0.5 }, neighbours = { { 0.25, 0.75 }, { 1, 0 } } }[1]
---     0.375

return {
  kind = "consensus", name = "bounded_confidence", version = "1.0.0", api = "1",
  summary = "Averages the beliefs near its own.",
  options = {
    epsilon = { type = "number", default = 0.3, min = 0, max = 1, help = "largest total variation distance of a belief that counts" },
    pairwise = { type = "boolean", default = false, help = "one neighbour a round, half way, not all at once" },
  },

  update = function(self, ctx, belief, neighbours, out)
    local m, weights, epsilon = ctx.m, ctx.weights, self.options.epsilon
    local function weight(place) return weights and weights[place] or 1 end
    local function isNear(i)
      local distance = 0
      for k = 1, m do distance = distance + math.abs(belief[k] - neighbours:get(i, k)) end
      return distance / 2 <= epsilon
    end

    if self.options.pairwise then
      local total, met = 0, nil
      for i = 1, #neighbours do total = total + weight(i + 1) end
      local left = ctx.random() * total
      for i = 1, total > 0 and #neighbours or 0 do
        if weight(i + 1) > 0 then
          met, left = i, left - weight(i + 1)
          if left < 0 then break end
        end
      end
      local step = met and isNear(met) and ctx.rate / 2 or 0
      for k = 1, m do out[k] = belief[k] + step * ((met and neighbours:get(met, k) or 0) - belief[k]) end
      return
    end

    local near, total = {}, weight(1)
    for i = 1, #neighbours do
      if isNear(i) then near[#near + 1], total = i, total + weight(i + 1) end
    end
    for k = 1, m do
      local sum = weight(1) * belief[k]
      for _, i in ipairs(near) do sum = sum + weight(i + 1) * neighbours:get(i, k) end
      out[k] = total > 0 and belief[k] + ctx.rate * (sum / total - belief[k]) or belief[k]
    end
  end,
}
