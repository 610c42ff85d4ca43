--- Baseline: a random ballot.
---
--- One vote is drawn by lot and decides alone. Nobody gains by voting otherwise than as it wishes (Gibbard, 1977), and the
--- majority is ignored: proposals must be decided against it when this replaces a real tally. If they aren't, governance
--- is not connected.
---
--- Source: A. Gibbard, "Manipulation of Schemes That Mix Voting with Chance", Econometrica, 1977.
---
---     > plugin.load("governance/random"):try { stakes = { 900, 100, 400 }, lot = { 7, 3, 5 } }
---     vector i64[3]  0 100 0

return {
  kind = "governance", name = "random", version = "1.0.0", api = "1",
  summary = "Baseline: one vote, drawn by lot, decides.",

  weigh = function(self, ctx, stakes, weights)
    local drawn
    for i = 1, #stakes do
      weights[i] = 0
      if not drawn or ctx.lot[i] < ctx.lot[drawn] then drawn = i end
    end
    if drawn then weights[drawn] = stakes[drawn] end
  end,
}
