local attack = require "attacks.attack"

--- Answers with a winner where the expression gets hold of something it must not have.
local text = [[
return {
  kind = "auction", name = "escape", version = "1.0.0", api = "1", summary = "Looks for a way out.",
  clear = function(self, ctx, prices, feasible)
    local found = %s
    if found then return 1, prices[1] end
    return nil
  end,
}
]]

local ways = {
  "os", "os.execute('true')", "io", "io.open('/etc/passwd')", "io.popen('id')", "debug", "debug.getregistry()", "package", "require",
  "load('return 1')", "loadfile('/etc/passwd')", "dofile('/etc/passwd')", "loadstring", "string.dump(function() end)", "_G", "_G.os",
  "getmetatable('').__index", "type(getmetatable('')) == 'table'", "getmetatable(ctx) and getmetatable(ctx).__index",
  "rawget(_ENV, 'os')", "_ENV.io", "setmetatable({}, { __gc = function() end }) and getmetatable(setmetatable({}, { __gc = 1 })).__gc == nil",
  "rawset(ctx, 'reserve', 0)", "rawset(string, 'rep', nil)", "colony", "plugin", "script", "economy.ledger", "identity.create()", "npy.load('x')", "debug.sethook()",
  "coroutine.running().x", "string.format('%p', {})", "#string.rep('x', 1 << 40) > 0", "#('x'):rep(1 << 20):rep(1 << 20) > 0",
  "#table.concat(setmetatable({}, { __len = function() return 1 << 40 end, __index = function() return 'xxxxxxxx' end })) > 0",
  "select('#', table.unpack({}, 1, 1 << 24)) > 0", "vector.zeros(1 << 40)", "matrix.zeros(1 << 20, 1 << 20)",
}

return attack {
  id = "H02", layer = "host", name = "escape from a policy",
  attack = "tries " .. #ways .. " ways out: the system, files, byte code, the debugger, shared metatables, finalisers, bombs of memory",
  expected = "absent from a policy's world, refused or bounded; only text is loaded as a chunk; nothing outside changes",
  run = function(the)
    local folder = script.temporary_folder()
    local path = folder .. "/escape.lua"
    local function write(content)
      local file = assert(io.open(path, "wb"))
      file:write(content)
      file:close()
    end
    local refused = 0
    for _, way in ipairs(ways) do
      write(text:format(way))
      local done, winner = pcall(function() return plugin.load(path):try { prices = { 3, 9 }, reserve = 10 } end)
      if not done then refused = refused + 1 end
      the:holds(not done or winner == nil, "got through: " .. way)
    end
    for _, mark in ipairs { "\27Lua", "\27Lua\x54\0\x19\x93\r\n\x1a\n\4\8\8" } do  -- as byte code begins
      write(mark .. text:format("nil"))
      the:refuses("", plugin.load, path)
    end
    -- At the top of a text, too, before anybody asks it anything.
    for _, line in ipairs { "os.exit(1)", "io.open('" .. folder .. "/left', 'w')", "while true do end", "string.rep = nil", "local x = ('x'):rep(1 << 34)" } do
      write(line .. "\n" .. text:format("nil"))
      the:refuses("", plugin.load, path)
    end
    the:holds(not io.open(folder .. "/left"), "a file was written")
    the:holds(("x"):rep(3) == "xxx" and os and io and load, "the host's own world changed")
    return ("%d of %d were refused with an error, the rest found nothing"):format(refused, #ways)
  end,
}
