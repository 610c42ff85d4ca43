--- Breaks "an upkeep is within what was set aside": trains whether or not the money is there.
return {
  kind = "business", name = "an_upkeep_is_within_what_was_set_aside", version = "1.0.0", api = "1",
  summary = "Trains on credit.",

  cost = function(self, ctx, units, domain)
    return units * 5000
  end,

  bid = function(self, ctx, cost)
    return cost
  end,

  due = function(self, ctx)
    return true
  end,

  upkeep = function(self, ctx)
    return 1
  end,
}
