local attack = require "attacks.attack"
local rule = require "attacks.rule"

local dear = "quote = function(self, ctx, units) if ctx.side == 1 then return units * 9000 end return units end, fee = function(self, ctx) return 30 end,"

return attack {
  id = "P12", layer = "pricing", name = "a price above the buyer's cap",
  precedent = "akash-network/node issue 1140: providers bid above the order's highest price",
  attack = "a rule asks nearly twice the market's price of a buyer who said what it would pay at most",
  expected = "refused before anything moves, and counted; the buyer is told both numbers",
  run = function(the)
    local pool = economy.pool { units = 1000000, tokens = 5000000000, rule = rule("pricing", dear) }
    local entries, head = pool.ledger:verify()
    local refusal = the:refuses("9000 µrUv is above the limit of 5100", pool.buy, pool, 1, 5100)
    the:refuses("fewer than the limit of 100", pool.spend, pool, 510000, { limit = 100 })
    the:refuses("expired", (function() pool:advance(10); pool:buy(1, { deadline_s = 9 }) end))
    local cleared = pool:batch { { side = "buy", units = 10, limit = 51000 } }
    the:holds(cleared.orders[1].refusal:find("above the limit", 1, true) and not cleared.orders[1].amount, "a batch filled it")
    the:holds(pool.refused == 4, "counted " .. pool.refused)
    local entries_after, head_after = pool.ledger:verify()
    the:holds(entries_after == entries and head_after == head, "money moved")
    the:holds(pool:buy(1, 9000) == 9000, "a dear price that the buyer accepts is a price")

    -- In the colony the cap is the task's value to its requester, and for a bid the pool's quote.
    local c = colony.new { nodes = 24, tasks = 300, use = { pricing = "none" } }:run()
    local overpriced, above = c:report().tasks.overpriced, 0
    for index = 1, 300 do
      local task = c:task(index)
      if task.payment > 0 and (task.payment > task.reserve or task.reserve > task.value) then above = above + 1 end
    end
    the:holds(above == 0, above .. " tasks were paid above their cap")
    return ("%s; in a colony %d of 300 tasks were too dear for their requesters and ended there"):format(refusal:match("the cost.*"), overpriced)
  end,
}
