--- Broken on purpose: settles every dispute for the first option.
return {
  kind = "consensus", name = "no_option_is_favoured", version = "1.0.0", api = "1",
  summary = "Broken on purpose.",

  update = function(self, ctx, belief, neighbours, out)
    local function choice(row)
      local best = 1
      for k = 2, ctx.m do if row(k) > row(best) then best = k end end
      return best
    end
    local adopted = choice(function(k) return belief[k] end)
    for i = 1, #neighbours do
      if choice(function(k) return neighbours:get(i, k) end) ~= adopted then adopted = 1 end
    end
    for k = 1, ctx.m do out[k] = k == adopted and 1 or 0 end
  end,
}
