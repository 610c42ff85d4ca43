local attack = require "attacks.attack"

return attack {
  id = "R06", layer = "reputation", name = "decay gamed by the clock",
  attack = "looks often, looks rarely, jumps far ahead, and tries to turn the clock back",
  expected = "waiting twice fades as much as once; looking changes nothing; nothing grows; the clock goes forward only",
  run = function(the)
    local function bad(waits)
      local ledger = economy.ledger { buyer = 100, node = 0 }
      local reputation = economy.reputation(ledger)
      for _ = 1, 8 do reputation:rate(ledger:transfer("buyer", "node", 1), "buyer", 0) end
      local last = select(2, reputation:evidence("node"))
      for _, wait in ipairs(waits) do
        ledger:advance(wait)
        local now = select(2, reputation:evidence("node"))
        the:holds(now <= last and now >= 0, "evidence grew by waiting")
        last = now
      end
      return last, ledger, reputation
    end
    local often = {}
    for i = 1, 600 do often[i] = 1 end
    local once, many = bad { 600 }, bad(often)
    the:holds(math.abs(once - 4) < 1e-9 and math.abs(many - once) < 1e-9, ("once %.12f, often %.12f"):format(once, many))
    local rest, ledger, reputation = bad { 9e9 }
    the:holds(rest == 0 and reputation:score("node") == 0.5, "not forgotten in three centuries: " .. rest)
    local refusal = the:refuses("seconds", ledger.advance, ledger, -1)
    the:refuses("seconds", ledger.advance, ledger, 0 / 0)
    return ("8 against fade to %.6f in ten minutes, looked at once or 600 times; %s"):format(once, refusal)
  end,
}
