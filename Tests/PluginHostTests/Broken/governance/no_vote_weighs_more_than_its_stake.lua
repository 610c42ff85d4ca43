--- Breaks "no vote weighs more than its stake": counts each stake twice.
return {
  kind = "governance", name = "no_vote_weighs_more_than_its_stake", version = "1.0.0", api = "1",
  summary = "Counts each stake twice.",

  weigh = function(self, ctx, stakes, weights)
    for i = 1, #stakes do weights[i] = 2 * stakes[i] end
  end,
}
