--- Broken on purpose: forgets to divide by the number of voices.
return {
  kind = "consensus", name = "stays_on_the_simplex", version = "1.0.0", api = "1",
  summary = "Broken on purpose.",

  update = function(self, ctx, belief, neighbours, out)
    for k = 1, ctx.m do
      out[k] = belief[k]
      for i = 1, #neighbours do out[k] = out[k] + neighbours:get(i, k) end
    end
  end,
}
