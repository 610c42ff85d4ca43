--- Serves with a cached adapter if it is nearly as near, and keeps what is used often.
---
--- A load costs time, so a cached adapter whose prototype is within `slack` of the nearest one's cosine is good enough: the
--- cache-aware choice among the top few. What leaves is what has served least for the time since it last did, the
--- frequency-and-recency rule of GreedyDual caches.
---
--- Source: EdgeLoRA, "An efficient multi-tenant LLM serving system on edge devices", 2025; Cao & Irani, "Cost-aware WWW proxy
--- caching algorithms", USITS 1997.
---
---     > plugin.load("adapter/cost_aware"):try { similarity = { 0.80, 0.82, 0.40 }, cached = { true, false, true } }
---     1

return {
  kind = "adapter", name = "cost_aware", version = "1.0.0", api = "1",
  summary = "Prefers a cached adapter that is nearly as near.",
  options = {
    slack = { type = "number", default = 0.03, min = 0, max = 2, help = "cosine a cached adapter may be farther by" },
  },

  select = function(self, ctx)
    local nearest = ctx.similarity:argmax()
    local cached = nearest and ctx.similarity:argmax(ctx.cached)
    if cached and ctx.similarity[cached] >= ctx.similarity[nearest] - self.options.slack then return cached end
    return nearest
  end,

  evict = function(self, ctx)
    local best, lowest
    for i = 1, #ctx.cached do
      if ctx.cached[i] and not ctx.pinned[i] then
        local worth = (1 + ctx.hits[i]) / (1 + ctx.age_us[i])
        if not best or worth < lowest then best, lowest = i, worth end
      end
    end
    return best
  end,
}
