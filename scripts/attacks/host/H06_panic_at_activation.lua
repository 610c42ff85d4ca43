local attack = require "attacks.attack"

local good = [[
return {
  kind = "auction", name = "mine", version = "1.0.0", api = "1", summary = "A rule of my own.",
  clear = function(self, ctx, prices, feasible)
    local winner
    for i = 1, #prices do
      if feasible[i] and (not winner or prices[i] < prices[winner] or prices[i] == prices[winner] and ctx.tie[i] < ctx.tie[winner]) then winner = i end
    end
    if winner then return winner, prices[winner] end
  end,
}
]]

--- What changes the good text, and what the refusal must say, besides the file's name.
local panics = {
  { "a syntax error", function(s) return (s:gsub("local winner\n", "local winner =\n")) end, ":5" },
  { "no function", function(s) return (s:gsub("clear = function", "clean = function")) end, "clear" },
  { "an error at its top", function(s) return "error('no')\n" .. s end, ":1" },
  { "an endless loop at its top", function(s) return "while true do end\n" .. s end, ":1" },
  { "no table", function() return "return 7\n" end, "table" },
  { "another kind", function(s) return (s:gsub('"auction"', '"pricing"')) end, "pricing" },
  { "an api of the future", function(s) return (s:gsub('api = "1"', 'api = "99"')) end, "99" },
  { "a law it breaks", function(s) return (s:gsub("return winner, prices%[winner%]", "return winner, 2 * ctx.reserve + 1")) end, "breaks the law" },
  { "state it can't take over", function(s) return (s:gsub('"1.0.0"', '"2.0.0"'):gsub("clear =", "import_state = function(self, state) error('no room') end,\n  clear =")) end, "no room" },
  { "nothing", function() return "" end, "" },
}

return attack {
  id = "H06", layer = "host", name = "panic at activation",
  attack = "puts " .. #panics .. " texts in force that fail while they are taken up, in a market that runs, by reload and by use",
  expected = "the version before stays in force and goes on deciding; the refusal names file and line",
  run = function(the)
    local path = script.temporary_folder() .. "/mine.lua"
    local function write(text)
      local file = assert(io.open(path, "w"))
      file:write(text)
      file:close()
    end
    write(good)
    local market = colony.new { nodes = 8, tasks = 150, learning = "none" }:use("auction", path)
    local hash = market:report().policies.auction.hash
    local shown
    for number, panic in ipairs(panics) do
      market:run(3 * number)
      write(panic[2](good))
      local change = plugin.reload()[1] or "nothing was said"
      the:holds(change:find("mine.lua", 1, true) and change:find(panic[3], 1, true), ("%s: reload says '%s'"):format(panic[1], change))
      the:refuses("mine.lua", market.use, market, "auction", path)
      local rule = market:report().policies.auction
      the:holds(rule.hash == hash and rule.answering == "mine" and not rule.suspended, panic[1] .. ": is in force")
      shown = shown or change
    end
    market:run()
    local report = market:report()
    the:holds(report.tasks.ended == 150 and report.policies.auction.faults == 0 and report.market.balanced, "the market did not go on")
    the:holds(#report.swaps == 1, #report.swaps .. " swaps are written down")
    return shown:gsub("\n", " ")
  end,
}
