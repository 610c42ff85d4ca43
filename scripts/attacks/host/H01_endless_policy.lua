local attack = require "attacks.attack"

--- An auction rule that is honest until the attack begins: it passes every check at its door.
local text = [[
return {
  kind = "auction", name = "sleeper", version = "1.0.0", api = "1", summary = "Honest until half past.",
  clear = function(self, ctx, prices, feasible)
    if ctx.now_us > 10000000 then
      %s
    end
    local winner
    for i = 1, #prices do
      if feasible[i] and (not winner or prices[i] < prices[winner] or prices[i] == prices[winner] and ctx.tie[i] < ctx.tie[winner]) then winner = i end
    end
    if winner then return winner, prices[winner] end
  end,
}
]]

local hungers = {
  { "an endless loop", "while true do end" },
  { "an endless loop behind pcall", "while true do pcall(function() while true do end end) end" },
  { "a gigabyte of text", "local s = ('x'):rep(1 << 30) return #s, 0" },
  { "tables without end", "local t = {} for i = 1, 1 << 40 do t[i] = {} end" },
  { "endless recursion", "local function f() return 1 + f() end f()" },
  { "an error in an error's handler", "xpcall(error, function() error('again') end) error('out')" },
  { "a pattern that takes for ever", "return #((('a'):rep(40)):match('.-.-.-.-.-.-.-.-b') or ''), 0" },
  { "an endless coroutine", "local co = coroutine.wrap(function() while true do coroutine.yield() end end) while true do co() end" },
}

return attack {
  id = "H01", layer = "host", name = "endless and memory-hungry policies",
  attack = "puts auction rules in force that turn endless or greedy after ten seconds: " .. #hungers .. " kinds of hunger",
  expected = "each is ended by its budget and suspended at the first violation; the built-in rule answers, every task ends, books balance",
  run = function(the)
    local path = script.temporary_folder() .. "/sleeper.lua"
    for _, hunger in ipairs(hungers) do
      local file = assert(io.open(path, "w"))
      file:write(text:format(hunger[2]))
      file:close()
      local market = colony.new { nodes = 8, tasks = 150, learning = "none" }
      market:use("auction", path)
      local start = script.clock()
      market:run()
      local took = script.clock() - start
      local report = market:report()
      local rule = report.policies.auction
      the:holds(rule.suspended and rule.answering ~= "sleeper", hunger[1] .. ": is still in force")
      the:holds(rule.faults == 1, ("%s: %d faults"):format(hunger[1], rule.faults))
      the:holds(report.tasks.ended == 150 and report.tasks.completed > 100, ("%s: %d tasks ended"):format(hunger[1], report.tasks.ended))
      the:holds(report.market.balanced, hunger[1] .. ": the books do not balance")
      the:holds(took < 5, ("%s: held the colony up for %.1f s"):format(hunger[1], took))
    end
    return #hungers .. " policies ended by their budget; every task went on under the built-in rule"
  end,
}
