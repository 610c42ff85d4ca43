--- A policy whose functions are given as text, loaded as a plugin file would be.
--
--     local rule = require "attacks.rule"
--     local policy = rule("pricing", "quote = function(self, ctx, units) return 0 end, fee = function() return 30 end,")
--
-- `before` stands ahead of the table.

return function(kind, functions, before)
  local path = script.temporary_folder() .. "/attacker.lua"
  local file <close> = assert(io.open(path, "w"))
  file:write(before or "", ('\nreturn { kind = "%s", name = "attacker", version = "1.0.0", api = "1", summary = "An attacker\'s rule.",\n%s\n}\n')
    :format(kind, functions))
  file:flush()
  return plugin.load(path)
end
