--- Breaks "evicts what is cached": evicts the oldest adapter, whether it is there or not.
return {
  kind = "adapter", name = "evicts_what_is_cached", version = "1.0.0", api = "1",
  summary = "Evicts the oldest adapter, whether it is there or not.",

  select = function(self, ctx) return ctx.similarity:argmax() end,

  evict = function(self, ctx)
    local best = 1
    for i = 2, #ctx.age_us do
      if ctx.age_us[i] > ctx.age_us[best] and not ctx.pinned[i] then best = i end
    end
    return best
  end,
}
