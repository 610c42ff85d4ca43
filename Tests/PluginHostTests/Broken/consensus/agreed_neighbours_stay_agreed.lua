--- Broken on purpose: believes the opposite of what it believed.
return {
  kind = "consensus", name = "agreed_neighbours_stay_agreed", version = "1.0.0", api = "1",
  summary = "Broken on purpose.",

  update = function(self, ctx, belief, neighbours, out)
    for k = 1, ctx.m do out[k] = ctx.m == 1 and 1 or (1 - belief[k]) / (ctx.m - 1) end
  end,
}
