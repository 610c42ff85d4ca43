--- Breaks "never evicts a pinned adapter": forgets to look whether an adapter is in use.
return {
  kind = "adapter", name = "never_evicts_a_pinned_adapter", version = "1.0.0", api = "1",
  summary = "Forgets to look whether an adapter is in use.",

  select = function(self, ctx) return ctx.similarity:argmax() end,

  evict = function(self, ctx)
    for i = 1, #ctx.cached do
      if ctx.cached[i] then return i end
    end
  end,
}
