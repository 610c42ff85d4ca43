--- Builds a name.
---
--- It is right more often than others, in every domain, and never late: each day it trains the adapter of the domain with
--- the most demand it doesn't know yet, it locks a tenth of its spare money as stake, and it stays out of work it might not
--- finish with room to spare. Its margin is thin. Where rules look at quality and reputation, as `scoring` does, that is
--- what wins; where they look at prices alone, it has to pay for itself by what is not refunded.
---
--- Source: C. Shapiro, "Premiums for High Quality Products as Returns to Reputations", QJE 1983.
---
---     > plugin.load("business/steward"):try("bid", { cost = 1000, queue_us = 900, deadline_us = 1000 })
---     nil

return {
  kind = "business", name = "steward", version = "1.0.0", api = "1",
  summary = "Invests in quality everywhere, takes no risks, asks little.",
  options = {
    margin = { type = "number", default = 0.08, min = 0, max = 10, help = "over cost, as a share of it" },
    room = { type = "number", default = 0.7, min = 0, max = 1, help = "of the time to the deadline that its queue may take" },
    enough = { type = "number", default = 0.6, min = 0, max = 1, help = "skill from which it trains elsewhere" },
  },

  cost = function(self, ctx, units, domain)
    return math.floor(units * (ctx.power * (1 - ctx.saving) + ctx.wear) / ctx.quality)
  end,

  bid = function(self, ctx, cost)
    if ctx.queue_us > self.options.room * ctx.deadline_us then return nil end
    return math.floor(cost * (1 + self.options.margin))
  end,

  invest = function(self, ctx)
    local spare = ctx.balance - ctx.rent
    if spare <= 0 then return nil end
    local stake = spare // 10
    if ctx.adapter_price == 0 or spare < 2 * ctx.adapter_price + stake then return nil, nil, stake end
    local best
    for domain = 1, #ctx.skills do
      if ctx.skills[domain] < self.options.enough and (not best or ctx.demand[domain] > ctx.demand[best]) then best = domain end
    end
    return best, nil, stake
  end,
}
