--- Broken on purpose: grows with age.
return {
  kind = "memory", name = "an_older_pattern_is_never_trusted_more", version = "1.0.0", api = "1",
  summary = "Broken on purpose.",

  confidence = function(self, ctx) return ctx.age_us / (ctx.age_us + 1000000) end,
}
