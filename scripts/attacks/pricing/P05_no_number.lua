local attack = require "attacks.attack"
local rule = require "attacks.rule"

return attack {
  id = "P05", layer = "pricing", name = "a price that is no amount",
  precedent = "NaN passes `cost > max`, and poisons a pool once it is added to a reserve",
  attack = "a pricing rule answers NaN, infinities, fractions, negative and wrapped numbers, strings, nothing, a table",
  expected = "the answer is refused, naming the rule, and the rule suspended; the built-in rule answers, and nothing else has moved",
  run = function(the)
    local honest = economy.pool(100000, 500000000)
    local price = honest:quote(100)
    local last
    for _, answer in ipairs {
      "0/0", "1/0", "-1/0", "-1", "0", "3.5", "1 << 63", "math.maxinteger", "(1 << 62) + 1", "'10'", "nil", "{}", "('9'):rep(100000)", "true", "error('no')",
    } do
      local policy = rule("pricing", ("quote = function(self, ctx, units) return %s end, fee = function(self, ctx) return 30 end,"):format(answer))
      local pool = economy.pool { units = 100000, tokens = 500000000, rule = policy }
      the:holds(pool:quote(100) == price, answer .. " set the price to " .. pool:quote(100))
      the:holds(pool.suspension and pool.suspension:find("attacker", 1, true), answer .. " was not held against the rule")
      the:holds(pool:buy(100) == price and pool:price() < 5100, answer .. " moved the pool")
      the:holds(pool.policy:find("native", 1, true), answer .. " goes on answering")
      pool.ledger:audit()
      last = pool.suspension
    end
    for _, answer in ipairs { "0/0", "-1", "1001", "'30'", "nil", "2^63" } do
      local pool = economy.pool {
        units = 100000, tokens = 500000000,
        rule = rule("pricing", ("quote = function(self, ctx, units) return units * 6000 end, fee = function(self, ctx) return %s end,"):format(answer)),
      }
      the:holds(pool:quote(100) == price and pool.suspension, "a fee of " .. answer .. " was taken")
    end
    return "all refused at the first answer; the last:" .. last:match("[^:]*$")
  end,
}
