--- The adapter whose prototypes lie nearest to the task, cached or not; the least recently used leaves.
---
--- The most accurate choice, whatever it costs: a task of another type than the last few pays for a load. Compare with
--- cost_aware, which weighs that.
---
--- Source: nearest-prototype routing as in EdgeLoRA (2025); least recently used as in S-LoRA (2023).
---
---     > plugin.load("adapter/nearest"):try { similarity = { 0.2, 0.9, 0.4 } }
---     2

return {
  kind = "adapter", name = "nearest", version = "1.0.0", api = "1",
  summary = "Nearest prototype serves; least recently used leaves.",

  select = function(self, ctx) return ctx.similarity:argmax() end,

  evict = function(self, ctx)
    local best, oldest
    for i = 1, #ctx.cached do
      if ctx.cached[i] and not ctx.pinned[i] and (not best or ctx.age_us[i] > oldest) then
        best, oldest = i, ctx.age_us[i]
      end
    end
    return best
  end,
}
