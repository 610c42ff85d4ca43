local attack = require "attacks.attack"

return attack {
  id = "H05", layer = "host", name = "swaps under load",
  attack = "writes and reloads the auction rule 1,000 times while a market holds 4,000 auctions, every hundredth text a broken one",
  expected = "no decision lost or made twice, each by one version whose hash is known; a broken version never takes over",
  simulated = "4,000 auctions rather than 10,000, for time",
  run = function(the)
    local home = debug.getinfo(1, "S").source:match("^@(.*)/scripts/attacks/") or "."
    local path = script.temporary_folder() .. "/vickrey.lua"
    local file = assert(io.open(home .. "/plugins/auction/vickrey.lua"))
    local text = file:read("a")
    file:close()
    local function write(content)
      file = assert(io.open(path, "w"))
      file:write(content)
      file:close()
    end
    local options = { nodes = 16, tasks = 4000, learning = "none" }
    local quiet = colony.new(options):use("auction", "vickrey"):run():report()

    write(text)
    local market = colony.new(options):use("auction", path)
    local last_event = quiet.now_s
    local swaps, broken = 0, 0
    for number = 1, 1000 do
      market:run(last_event * number / 1001)
      local isBroken = number % 100 == 0
      write(isBroken and text .. "\nthis is no Lua" or text .. "\n-- version " .. number)
      local change = plugin.reload()[1] or "nothing"
      if isBroken then
        broken = broken + 1
        the:holds(change:find("vickrey.lua", 1, true) and not change:find("took over"), "a broken version: " .. change)
      else
        swaps = swaps + 1
        if not change:find("took over", 1, true) then the:holds(false, ("version %d: %s"):format(number, change)) end
      end
    end
    market:run()

    local report = market:report()
    the:holds(report.digest == quiet.digest, "the result is not that of a market nobody disturbed")
    the:holds(report.tasks.ended == 4000 and report.tasks.total == 4000, report.tasks.ended .. " tasks ended")
    local rule, undisturbed = report.policies.auction, quiet.policies.auction
    the:holds(rule.calls == undisturbed.calls, ("%d decisions, %d undisturbed"):format(rule.calls, undisturbed.calls))
    the:holds(rule.faults == 0 and not rule.suspended, "a fault: " .. tostring(rule.first_fault))
    the:holds(#report.swaps == swaps + 1, ("%d swaps are written down, %d were made"):format(#report.swaps, swaps + 1))
    the:holds(report.market.balanced, "the books do not balance")
    return ("%d swaps and %d broken texts in between; %d decisions, digest %s… as undisturbed"):format(swaps, broken, rule.calls, report.digest:sub(1, 8))
  end,
}
