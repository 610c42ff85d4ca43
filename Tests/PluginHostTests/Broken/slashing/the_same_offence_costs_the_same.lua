--- Breaks "the same offence costs the same": draws lots.
return {
  kind = "slashing", name = "the_same_offence_costs_the_same", version = "1.0.0", api = "1",
  summary = "Draws lots.",

  fraction = function(self, ctx, severity) return math.floor(ctx.random() * 1000000) end,
}
