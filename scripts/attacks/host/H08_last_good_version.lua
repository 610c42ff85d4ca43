local attack = require "attacks.attack"

local text = [[
return {
  kind = "auction", name = "released", version = "1.0.%d", api = "1", summary = "Release %d.",
  clear = function(self, ctx, prices, feasible)
    local winner
    for i = 1, #prices do
      if feasible[i] and (not winner or prices[i] < prices[winner] or prices[i] == prices[winner] and ctx.tie[i] < ctx.tie[winner]) then winner = i end
    end
    if winner then return winner, prices[winner] end
  end,
}
]]

return attack {
  id = "H08", layer = "host", name = "the last good version is kept",
  precedent = "Open Policy Agent keeps the bundle it has and reports the failure; Substrate authorises an upgrade by its code's hash first",
  attack = "delivers policies unsigned, signed by a stranger, for another purpose, with another text than was signed, an older release, a broken one",
  expected = "each is refused with a reason; the release in force stays, and only what was released is in the log of swaps",
  run = function(the)
    local path = script.temporary_folder() .. "/released.lua"
    local function write(release, change)
      local file = assert(io.open(path, "w"))
      file:write(text:format(release, release) .. (change or ""))
      file:close()
      return plugin.load(path).hash
    end
    local maintainer, stranger = identity.create(), identity.create()
    local gate = identity.verifier()
    local market = colony.new { nodes = 8, tasks = 100, learning = "none" }
    local log = {}

    --- Puts in force what the maintainer signed the hash of, and nothing else.
    local function deliver(message)
      local function refuse(reason)
        log[#log + 1] = reason
        error(reason, 0)
      end
      if not message then refuse("the release is unsigned") end
      if message.signer ~= maintainer.peer_id then refuse("the release is signed by a stranger") end
      local good, reason = gate:accept(message, "release/auction")
      if not good then refuse("the signature is refused: " .. reason) end
      local done, problem = pcall(market.use, market, "auction", path, {}, message.payload)
      if not done then refuse(problem) end
      log[#log + 1] = "took over"
    end
    local function in_force() return market:report().policies.auction.hash end

    local first = write(2)
    local second_release = maintainer:sign("release/auction", first, 2)
    deliver(second_release)
    the:holds(in_force() == first, "the good release is not in force")

    market:run(10)
    write(3)
    the:refuses("unsigned", deliver, nil)
    the:refuses("stranger", deliver, stranger:sign("release/auction", plugin.load(path).hash, 3))
    the:refuses("refused", deliver, maintainer:sign("release/pricing", plugin.load(path).hash, 3))
    local release = maintainer:sign("release/auction", plugin.load(path).hash, 4)
    write(3, "-- and a line nobody signed")
    local refusal = the:refuses("hash", deliver, release)
    write(1)
    the:refuses("refused", deliver, maintainer:sign("release/auction", plugin.load(path).hash, 1))
    write(2)
    the:refuses("refused", deliver, second_release)
    local file = assert(io.open(path, "w"))
    file:write("return {")
    file:close()
    the:refuses("released.lua", deliver, maintainer:sign("release/auction", first, 5))
    the:holds(in_force() == first, "something else is in force: " .. in_force())
    the:holds(#log == 8, #log .. " events are recorded")

    local next_hash = write(3)
    deliver(maintainer:sign("release/auction", next_hash, 6))
    the:holds(in_force() == next_hash, "the next good release is not in force")
    market:run()
    local report = market:report()
    the:holds(#report.swaps == 2, #report.swaps .. " swaps are written down")
    the:holds(report.tasks.ended == 100 and report.policies.auction.faults == 0 and report.market.balanced, "the market did not go on")
    return refusal
  end,
}
