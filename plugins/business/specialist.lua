--- Knows a few domains better than anybody.
---
--- At its founding it picks a niche, a few domains, each specialist by its own chance, and trains adapters for
--- them until it knows them. There it is cheaper and more often right. Elsewhere it bids only what covers
--- its cost with a large margin. Adapters forget; a trigger trains again as soon as one has faded, out of money set
--- aside for it.
---
--- Source: D. Ricardo, "On the Principles of Political Economy and Taxation", 1817, chapter 7.
---
---     > plugin.load("business/specialist"):try("bid", { cost = 1000, saving = 0.2 })
---     1100

--- The domain of its niche that it knows least, if it has to train.
local function faded(self, ctx)
  local niche, count = self.state.niche, #ctx.skills
  if not niche then
    niche = {}
    local first = math.floor(ctx.random() * count)
    for i = 1, math.min(self.options.width, count) do niche[i] = (first + i - 1) % count + 1 end
    self.state.niche = niche
  end
  local worst
  for _, domain in ipairs(niche) do
    if ctx.skills[domain] < self.options.skill and (not worst or ctx.skills[domain] < ctx.skills[worst]) then worst = domain end
  end
  return worst
end

return {
  kind = "business", name = "specialist", version = "1.0.0", api = "1",
  summary = "Trains adapters for a niche and bids low there.",
  options = {
    width = { type = "integer", default = 3, min = 1, max = 10, help = "domains in its niche" },
    keen = { type = "number", default = 0.1, min = 0, max = 10, help = "margin in its niche" },
    aloof = { type = "number", default = 0.3, min = 0, max = 10, help = "margin elsewhere" },
    skill = { type = "number", default = 0.7, min = 0, max = 1, help = "it trains again below this" },
  },

  cost = function(self, ctx, units, domain)
    return math.floor(units * (ctx.power * (1 - ctx.saving) + ctx.wear) / ctx.quality)
  end,

  bid = function(self, ctx, cost)
    local margin = ctx.saving > 0.1 and self.options.keen or self.options.aloof
    return math.floor(cost * (1 + margin))
  end,

  -- Half of what it has beyond the rent goes to its training fund.
  invest = function(self, ctx)
    local spare = ctx.balance - ctx.rent
    if spare <= 0 or ctx.prepaid > 2 * ctx.adapter_price then return nil end
    return nil, nil, nil, spare // 2
  end,

  due = function(self, ctx)
    return ctx.prepaid >= ctx.upkeep_fee + ctx.adapter_price and faded(self, ctx) ~= nil
  end,

  upkeep = function(self, ctx)
    if ctx.prepaid < ctx.upkeep_fee + ctx.adapter_price then return nil end
    return faded(self, ctx)
  end,
}
