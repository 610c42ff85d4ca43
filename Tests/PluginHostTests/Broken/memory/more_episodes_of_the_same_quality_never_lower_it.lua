--- Broken on purpose: trusts what is rare.
return {
  kind = "memory", name = "more_episodes_of_the_same_quality_never_lower_it", version = "1.0.0", api = "1",
  summary = "Broken on purpose.",

  confidence = function(self, ctx) return math.max(0, 1 - ctx.count / 1000000000) end,
}
