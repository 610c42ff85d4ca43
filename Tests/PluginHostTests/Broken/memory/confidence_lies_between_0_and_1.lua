--- Broken on purpose: counts the episodes up without end.
return {
  kind = "memory", name = "confidence_lies_between_0_and_1", version = "1.0.0", api = "1",
  summary = "Broken on purpose.",

  confidence = function(self, ctx) return ctx.count / 10 end,
}
