local attack = require "attacks.attack"

--- Constant product, but after so many quotes it rounds for the trader: what the curve rounds up it rounds down, less a unit.
local text = [[
return {
  kind = "pricing", name = "inverted", version = "1.0.0", api = "1", summary = "Rounds the wrong way, later.",
  quote = function(self, ctx, units)
    self.state.quotes = (self.state.quotes or 0) + 1
    local late = self.state.quotes > %d
    local x, y = ctx.reserve_units, ctx.reserve_tokens
    if ctx.side == 1 then
      if late then return math.max(1, money.mul_div(y, units, x - units, "floor") - 1) end
      return money.mul_div(money.mul_div(y, units, x - units, "ceil"), 10000, 9970, "ceil")
    end
    if late then return money.mul_div(y, units, x + units, "ceil") + 1 end
    return money.mul_div(y, units * 9970, x * 10000 + units * 9970, "floor")
  end,
  fee = function(self, ctx) return 30 end,
}
]]

return attack {
  id = "H07", layer = "host", name = "blast radius of a wrong policy",
  precedent = "Bunni v2, September 2025: one rounding direction in a plug-in of a sound core, 44 tiny withdrawals, 8.4 million dollars",
  attack = "puts a pricing rule in force that passes its checks and then rounds for the trader, on every task of a market; and tries it at the door",
  expected = "the core works out the curve after each call: the first quote below it is refused, the rule suspended, no value lost",
  run = function(the)
    local path = script.temporary_folder() .. "/inverted.lua"
    local function write(quotes)
      local file = assert(io.open(path, "w"))
      file:write(text:format(quotes))
      file:close()
    end
    local options = { nodes = 16, tasks = 2000, learning = "none" }
    write(0)
    local market = colony.new(options)
    local refusal = the:refuses("breaks the law", market.use, market, "pricing", path)

    write(1000)
    market:use("pricing", path):run()
    local report = market:report()
    local rule = report.policies.pricing
    the:holds(rule.faults == 1 and rule.suspended and rule.answering ~= "inverted", ("%d faults, %s answers"):format(rule.faults, rule.answering))
    the:holds(rule.first_fault and rule.first_fault:find("curve", 1, true), "the fault is " .. tostring(rule.first_fault))
    the:holds(report.tasks.ended == 2000 and report.market.balanced, "the market did not go on, or its books do not balance")

    -- The pool earned what it would have under a sound rule.
    local fees = report.market.fees_ruv
    local sound = colony.new(options):run():report()
    the:holds(fees > 0.9 * sound.market.fees_ruv, ("the pool earned %.3f rUv, %.3f under the built-in rule"):format(fees, sound.market.fees_ruv))

    -- Ten thousand tiny trades against the pool's own core: what goes round comes back smaller.
    local pool = economy.pool(1000003, 70000001)
    local function k() local units, tokens = pool:reserves() return units, tokens end
    local units, tokens = k()
    local start = pool:balance()
    for _ = 1, 5000 do
      pool:buy(1)
      pcall(pool.sell, pool, 1)
    end
    local now_units, now_tokens = k()
    the:holds(pool:balance() < start, "tiny trades profit")
    the:holds(now_units * 1.0 * now_tokens >= units * 1.0 * tokens, "x·y fell")
    return rule.first_fault:match("^[^\n]*")
  end,
}
