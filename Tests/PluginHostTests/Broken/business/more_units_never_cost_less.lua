--- Breaks "more units never cost less": reckons a round number of units as half the work.
return {
  kind = "business", name = "more_units_never_cost_less", version = "1.0.0", api = "1",
  summary = "Reckons round numbers cheap.",

  cost = function(self, ctx, units, domain)
    return units % 2 == 0 and units * 2500 or units * 5000
  end,

  bid = function(self, ctx, cost)
    return cost
  end,
}
