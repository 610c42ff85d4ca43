--- Breaks "a repeated offence never costs less": forgives whoever offends often.
return {
  kind = "slashing", name = "a_repeated_offence_never_costs_less", version = "1.0.0", api = "1",
  summary = "Forgives whoever offends often.",

  fraction = function(self, ctx, severity) return ctx.earlier > 2 and 0 or severity end,
}
