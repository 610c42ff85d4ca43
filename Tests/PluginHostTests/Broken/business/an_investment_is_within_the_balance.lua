--- Breaks "an investment is within the balance": stakes what it will have after the rent comes in, too.
return {
  kind = "business", name = "an_investment_is_within_the_balance", version = "1.0.0", api = "1",
  summary = "Spends more than it has.",

  cost = function(self, ctx, units, domain)
    return units * 5000
  end,

  bid = function(self, ctx, cost)
    return cost
  end,

  invest = function(self, ctx)
    return nil, nil, ctx.balance + ctx.rent
  end,
}
