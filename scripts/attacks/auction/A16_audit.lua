local attack = require "attacks.attack"

return attack {
  id = "A16", layer = "auction", name = "is the truth the best bid?",
  precedent = "rules of auctions nobody searched",
  attack = "every lie of a bidder against up to three others with costs 0 … 10, and 400 larger markets at random",
  expected = "second price and VCG have no profitable lie; first price has, and the audit shows it",
  run = function(the)
    for _, name in ipairs { "vickrey", "vcg", "native" } do
      local audit = economy.audit("auction/" .. name, { markets = 400 })
      the:holds(audit.truthful and not audit.false_name and not audit.loss, name .. " has a profitable lie")
    end
    local audit = economy.audit("auction/first_price", { markets = 400 })
    local lie = audit.deviation
    the:holds(not audit.truthful and lie and lie.gain > 0, "no lie was found in first price")
    the:holds(not economy.audit("auction/random", { bidders = 3, markets = 400 }).truthful, "no lie was found in the random rule")
    return ("first price: a cost of %d asks %d and gains %d"):format(lie.cost, lie.price, lie.gain)
  end,
}
