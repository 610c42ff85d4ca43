--- Breaks "a graver offence never costs less": lets off the gravest offences.
return {
  kind = "slashing", name = "a_graver_offence_never_costs_less", version = "1.0.0", api = "1",
  summary = "Lets off the gravest offences.",

  fraction = function(self, ctx, severity) return severity > 900000 and 0 or severity end,
}
