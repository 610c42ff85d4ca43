--- Broken on purpose: repeats whoever is listed first.
return {
  kind = "consensus", name = "no_node_is_favoured", version = "1.0.0", api = "1",
  summary = "Broken on purpose.",

  update_all = function(self, ctx, beliefs, out)
    for i = 1, #beliefs do
      for k = 1, ctx.m do out:set(i, k, beliefs:get(1, k)) end
    end
  end,
}
