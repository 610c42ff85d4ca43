local attack = require "attacks.attack"

return attack {
  id = "A13", layer = "auction", name = "a rule that is bypassed, or fails in silence",
  precedent = "Akash support 514: bids went out without asking the configured price script",
  attack = "counts what was asked against what was awarded; puts in force a bidding rule that fails",
  expected = "every award has a decision on record; a failing rule is suspended at once, with its fault in the report, and who stood in is named",
  run = function(the)
    local file = os.tmpname()
    os.remove(file)
    local c = colony.new { nodes = 24, tasks = 800, decisions = file }:run()
    local report = c:report()
    collectgarbage()
    local log = plugin.decisions(file)
    os.remove(file)
    local awards = 0
    for i = 1, #log do
      local d = log:at(i)
      if d.call == "clear" and d.results.winner then awards = awards + 1 end
    end
    local served = report.tasks.completed + report.tasks.late + report.tasks.crashed + report.tasks.refunded + report.tasks.misfit
    the:holds(awards >= served and served > 0, ("%d awards on record, %d tasks executed"):format(awards, served))

    local text = os.tmpname()
    os.remove(text)
    local path = text .. ".lua"
    local f = assert(io.open(path, "w"))
    f:write(('--- Fails.\nreturn { kind = "bidding", name = "%s", version = "1.0.0", api = "1", summary = "Fails.",\n  bid = function(self, ctx, cost)\n    if ctx.now_us > 1000000 then error("no price today") end\n    return cost\n  end }\n'):format(path:match("([^/]+)%.lua$")))
    f:close()
    local done, problem = pcall(function()
      local policy = colony.new { nodes = 24, tasks = 200, use = { bidding = path } }:run():report().policies.bidding
      the:holds(policy.suspended and policy.faults == 1 and policy.first_fault:find("no price today", 1, true), "the failure is not on record")
      the:holds(policy.answering == "truthful", "nobody is named who stood in")
    end)
    os.remove(path)
    assert(done, problem)
    return ("%d awards, each with its decision; the failing rule was suspended at its first fault"):format(awards)
  end,
}
