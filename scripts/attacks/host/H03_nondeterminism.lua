local attack = require "attacks.attack"

--- A rule that decides by everything that may differ between two runs, where it can get hold of it.
local text = [[
return {
  kind = "auction", name = "dice", version = "1.0.0", api = "1", summary = "Decides by whatever may differ.",
  clear = function(self, ctx, prices, feasible)
    local names, sum = {}, 0
    for i = 1, 40 do names["k" .. i * 7919 % 101] = i end
    names.x, names.y, names[1], names[2.5], names[true] = 1, 2, 3, 4, 5
    local place = 0
    for key, value in pairs(names) do place = place + 1 sum = sum * 31 + value * place & 0xFFFFFF end
    for byte in tostring(0.1 + #prices):gmatch(".") do sum = sum * 31 + byte:byte() & 0xFFFFFF end
    for byte in tostring({}):gmatch(".") do sum = sum * 31 + byte:byte() & 0xFFFFFF end
    for byte in tostring(print):gmatch(".") do sum = sum * 31 + byte:byte() & 0xFFFFFF end
    sum = sum + math.random(1000) + math.floor(math.exp(1.1) * 1e9) % 997 + math.floor(ctx.random() * 1000)
    local candidates = {}
    for i = 1, #prices do if feasible[i] and prices[i] <= ctx.reserve then candidates[#candidates + 1] = i end end
    if #candidates == 0 then return nil end
    local winner = candidates[sum % #candidates + 1]
    return winner, prices[winner]
  end,
}
]]

return attack {
  id = "H03", layer = "host", name = "a policy that decides by chance",
  attack = "decides auctions by the order of pairs, addresses, printed numbers, chance and libm, and runs the same market in four processes",
  expected = "all runs agree to the last bit: order, chance and clock are the host's; a table without an order can't be walked; os.time is not there",
  run = function(the)
    local folder = script.temporary_folder()
    local path = folder .. "/dice.lua"
    local file = assert(io.open(path, "w"))
    file:write(text)
    file:close()
    -- Past the laws by their own decision: chance alone is no violation of a law that is told the same chance.
    local code = ([[
      local dice = plugin.load(%q)
      for seed = 1, 200 do
        io.write(table.concat({ dice:try { prices = { 3, 9, 4, 8, 5 }, reserve = 10, seed = seed, now_us = seed * 1000 } }, " "), ";")
      end
      print(colony.new { nodes = 8, tasks = 100, learning = "none", use = { bidding = "random", auction = "random" } }:run():report().digest)
    ]]):format(path)
    local first
    for round = 1, 4 do
      local run = script.run({ "-e", code }, { environment = { TZ = round % 2 == 0 and "Asia/Tokyo" or "UTC", LC_ALL = round % 2 == 0 and "C" or "C.UTF-8" } })
      the:holds(run.status == 0, run.complaints)
      first = first or run.output
      the:holds(run.output == first, ("process %d decided otherwise"):format(round))
    end
    local winners = {}
    for winner in first:gmatch("(%d+) %d+;") do winners[winner] = true end
    local kinds = 0
    for _ in pairs(winners) do kinds = kinds + 1 end
    the:holds(kinds > 2, "the dice always fall the same way: this proves nothing")

    for words, line in pairs { ["no order"] = "for _ in pairs { [{}] = 1, [{}] = 2 } do end", ["'os'"] = "local t = os.time()", ["%p"] = "local t = ('%p'):format({})" } do
      file = assert(io.open(path, "w"))
      file:write((text:gsub("local names, sum = {}, 0", function(here) return line .. " " .. here end)))
      file:close()
      the:refuses(words, function() plugin.load(path):try { prices = { 3, 9 }, reserve = 10 } end)
    end

    -- What was decided is in the journal, and comes out again byte for byte.
    local store = folder .. "/market.db"
    local market = colony.new { nodes = 8, tasks = 100, learning = "none", store = store, use = { auction = "random" } }:run()
    local digest, head = market:report().digest, market:report().market.journal.head
    market = nil
    collectgarbage()
    local again = colony.replay(store)
    the:holds(again:report().digest == digest, "the replay decided otherwise")
    return "4 processes agree on 200 decisions by chance; the replay has the journal's head " .. head:sub(1, 8) .. "…"
  end,
}
