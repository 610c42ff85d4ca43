--- Stake majority: one unit of stake, one vote.
---
--- Whoever has more to lose is heard more, and splitting stake over many names gains nothing. It is also rule by the
--- wealthy: where that matters, `quadratic` dampens it at the price of an identity bond, and `conviction` favours those
--- who stay.
---
--- Source: the counting of OpenZeppelin's Governor (GovernorCountingSimple).
---
---     > plugin.load("governance/stake_majority"):try { stakes = { 900, 100, 400 } }
---     vector i64[3]  900 100 400

return {
  kind = "governance", name = "stake_majority", version = "1.0.0", api = "1",
  summary = "One unit of stake, one vote.",

  weigh = function(self, ctx, stakes, weights)
    for i = 1, #stakes do weights[i] = stakes[i] end
  end,
}
