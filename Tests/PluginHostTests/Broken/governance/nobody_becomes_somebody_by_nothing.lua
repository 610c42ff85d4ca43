--- Breaks "nobody becomes somebody by nothing": gives everybody one vote for being there.
return {
  kind = "governance", name = "nobody_becomes_somebody_by_nothing", version = "1.0.0", api = "1",
  summary = "Gives everybody one vote for being there.",

  weigh = function(self, ctx, stakes, weights)
    for i = 1, #stakes do weights[i] = math.max(1, stakes[i]) end
  end,
}
