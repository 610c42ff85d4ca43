local attack = require "attacks.attack"

--- Writes into everything it can reach.
local vandal = [[
local shared = { count = 0 }
return {
  kind = "auction", name = "vandal", version = "1.0.0", api = "1", summary = "Leaves marks wherever it can.",
  clear = function(self, ctx, prices, feasible)
    shared.count = shared.count + 1
    self.state.mark = (self.state.mark or 0) + 1
    pcall(function() math.mark = 1 end)
    pcall(function() string.mark = 1 end)
    pcall(function() table.insert = nil end)
    pcall(function() mark = 1 end)
    pcall(function() _ENV.mark = 1 end)
    pcall(function() money.mul_div = function() return 0 end end)
    pcall(function() getmetatable("").__index.mark = 1 end)
    pcall(function() ctx.reserve = 0 end)
    pcall(function() prices[1] = 0 end)
    pcall(function() feasible[1] = 1 end)
    pcall(function() self.options.floor = 1 end)
    return nil
  end,
}
]]

--- An honest rule, which raises an error where it sees a mark.
local witness = [[
return {
  kind = "auction", name = "witness", version = "1.0.0", api = "1", summary = "Looks for the marks of another.",
  clear = function(self, ctx, prices, feasible)
    for number, look in ipairs {
      function() return math.mark end, function() return string.mark end, function() return not table.insert end, function() return mark end,
      function() return _ENV.mark end, function() return money.mul_div(6, 1, 2, "floor") ~= 3 end, function() return ("").mark end,
      function() return self.state.mark end,
    } do
      local done, found = pcall(look)
      if done and found then error("mark " .. number .. " of another") end
    end
    local winner
    for i = 1, #prices do
      if feasible[i] and (not winner or prices[i] < prices[winner] or prices[i] == prices[winner] and ctx.tie[i] < ctx.tie[winner]) then winner = i end
    end
    if winner then return winner, prices[winner] end
  end,
}
]]

return attack {
  id = "H04", layer = "host", name = "one policy's marks on another",
  attack = "writes into the libraries, the globals, its inputs, its options and the string metatable; a second policy looks for the marks",
  expected = "each has a world of its own; inputs are read-only or copies; not even two loads of one text share anything",
  run = function(the)
    local folder = script.temporary_folder()
    local function written(name, text)
      local file = assert(io.open(folder .. "/" .. name, "w"))
      file:write(text)
      file:close()
      return folder .. "/" .. name
    end
    local first, second = plugin.load(written("vandal.lua", vandal)), plugin.load(written("witness.lua", witness))
    local inputs = { prices = { 3, 9, 7 }, feasible = { 0, 1, 1 }, reserve = 10 }
    for _ = 1, 3 do
      pcall(first.try, first, inputs)
      local winner, payment = second:try(inputs)
      the:holds(winner == 3 and payment == 7, "a mark was seen by another policy, or an input was changed")
    end
    the:holds(inputs.prices[1] == 3 and inputs.feasible[1] == 0 and inputs.reserve == 10, "the script's own table was written into")
    the:holds(rawget(math, "mark") == nil and rawget(string, "mark") == nil and table.insert and rawget(_G, "mark") == nil and money.mul_div(6, 1, 2, "floor") == 3, "a mark was left in the script's world")
    local twin = plugin.load(folder .. "/vandal.lua")
    the:holds(twin.hash == first.hash and twin ~= first, "two loads of a text are one policy")

    -- In one colony, where both are asked again and again: the rule that follows sees nothing.
    local market = colony.new { nodes = 8, tasks = 60, learning = "none", use = { auction = folder .. "/vandal.lua" } }
    market:run(6)
    market:use("auction", folder .. "/witness.lua")
    market:run()
    local rule = market:report().policies.auction
    the:holds(rule.answering == "witness" and rule.faults == 0, "a mark was seen: " .. tostring(rule.first_fault))
    the:holds(market:report().market.balanced, "the books do not balance")
    return "nothing left a mark"
  end,
}
