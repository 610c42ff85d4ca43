--- Breaks "a fraction is between nothing and everything": takes more than there is from who offends again.
return {
  kind = "slashing", name = "a_fraction_is_between_nothing_and_everything", version = "1.0.0", api = "1",
  summary = "Takes more than there is from who offends again.",

  fraction = function(self, ctx, severity) return 10000 + ctx.earlier * 5000 end,
}
