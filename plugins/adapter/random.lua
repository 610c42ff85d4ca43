--- Baseline: any adapter serves, any evictable one leaves.
---
--- It ignores what the task is about, so the adapters correct the wrong logits, and it spoils the cache.
---
---     > plugin.load("adapter/random"):try { similarity = { 0.2, 0.9, 0.4 }, seed = 1 }
---     2

return {
  kind = "adapter", name = "random", version = "1.0.0", api = "1",
  summary = "Baseline: any adapter serves, any one leaves.",

  select = function(self, ctx) return ctx.random(#ctx.similarity) end,

  evict = function(self, ctx)
    local evictable = {}
    for i = 1, #ctx.cached do
      if ctx.cached[i] and not ctx.pinned[i] then evictable[#evictable + 1] = i end
    end
    return evictable[ctx.random(#evictable)]
  end,
}
