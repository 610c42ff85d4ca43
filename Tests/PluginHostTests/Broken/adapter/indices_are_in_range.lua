--- Breaks "indices are in range": counts adapters from one too many.
return {
  kind = "adapter", name = "indices_are_in_range", version = "1.0.0", api = "1",
  summary = "Counts adapters from one too many.",

  select = function(self, ctx) return #ctx.similarity + 1 end,

  evict = function(self, ctx)
    for i = 1, #ctx.cached do
      if ctx.cached[i] and not ctx.pinned[i] then return i end
    end
  end,
}
