--- Breaks "the order of votes is irrelevant": counts early votes in full, and later ones by half.
return {
  kind = "governance", name = "the_order_of_votes_is_irrelevant", version = "1.0.0", api = "1",
  summary = "Counts early votes in full, and later ones by half.",

  weigh = function(self, ctx, stakes, weights)
    for i = 1, #stakes do weights[i] = i == 1 and stakes[i] or stakes[i] // 2 end
  end,
}
