--- Breaks "more stake never weighs less": forgets stake above 700 µrUv.
return {
  kind = "governance", name = "more_stake_never_weighs_less", version = "1.0.0", api = "1",
  summary = "Forgets stake above 700 µrUv.",

  weigh = function(self, ctx, stakes, weights)
    for i = 1, #stakes do weights[i] = stakes[i] % 700 end
  end,
}
