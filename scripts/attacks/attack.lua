--- How an attack on Formic is written down, run and judged.
--
-- A file under scripts/attacks/LAYER/ is one attack:
--
--     local attack = require "attacks.attack"
--
--     return attack {
--       id = "L02", layer = "ledger", name = "replay of a transfer id",
--       precedent = "where it happened",           -- optional
--       attack = "what the attacker does",
--       expected = "what a safe system shows",
--       simulated = "what stands in for the real thing",  -- optional: several processes, say
--       limit = "what no auction of this kind prevents",   -- optional: a documented non-property, shown and not prevented
--       run = function(the)
--         the:holds(x == 1, "x is " .. x)          -- something a safe system keeps
--         the:refuses("balance", f, ...)           -- f(...) must raise an error that says so
--         return "what happened, in one line"
--       end,
--     }
--
-- Run by itself it prints its story and ends with 1 if the system was not safe; scripts/attacks/all.lua runs them all, each in
-- a process of its own, so that none can spoil another.

local attack = {
  --- The file that is told as JSON how the attack ended; nil for none.
  record = nil,
}

local Trial = {}
Trial.__index = Trial

--- Notes that a safe system broke a promise, unless `condition` is true.
function Trial:holds(condition, otherwise)
  self.checks = self.checks + 1
  if not condition then self.broken[#self.broken + 1] = otherwise or "a promise was broken" end
  return condition
end

--- Calls `f`, which must raise an error that contains `words` (plain text). Returns the error's first line.
function Trial:refuses(words, f, ...)
  self.checks = self.checks + 1
  local done, problem = pcall(f, ...)
  local text = tostring(problem):match("^[^\n]*")
  if done then
    self.broken[#self.broken + 1] = ("accepted what must be refused (%s)"):format(words)
  elseif not tostring(problem):find(words, 1, true) then
    self.broken[#self.broken + 1] = ("refused for another reason than '%s': %s"):format(words, text)
  end
  return text
end

--- Runs one attack. An error on the way counts against the system.
function attack.try(case)
  local trial = setmetatable({ checks = 0, broken = {} }, Trial)
  local start = script.clock()
  local done, happened = xpcall(case.run, debug.traceback, trial)
  if not done then trial.broken[#trial.broken + 1] = tostring(happened) end
  if trial.checks == 0 then trial.broken[#trial.broken + 1] = "nothing was checked" end
  return {
    safe = #trial.broken == 0, happened = done and happened or "an error nobody expected",
    broken = trial.broken, checks = trial.checks, seconds = script.clock() - start,
  }
end

--- Prints an attack's story and how it ended.
function attack.tell(case, result)
  print(("%s  %s: %s"):format(case.id, case.layer, case.name))
  for _, row in ipairs { { "precedent", case.precedent }, { "attack", case.attack }, { "expected", case.expected },
    { "simulated", case.simulated }, { "limit", case.limit }, { "happened", result.happened } } do
    if row[2] then print(("  %-9s  %s"):format(row[1], row[2])) end
  end
  for _, text in ipairs(result.broken) do print("  UNSAFE     " .. text) end
  print(("  %s, %d checks, %.2f s"):format(result.safe and "safe" or "NOT SAFE", result.checks, result.seconds))
end

return setmetatable(attack, {
  __call = function(_, case)
    for _, field in ipairs { "id", "layer", "name", "attack", "expected", "run" } do
      if not case[field] then error(("attack %s: has no %s"):format(case.id or "?", field), 2) end
    end
    local result = attack.try(case)
    attack.tell(case, result)
    if attack.record then
      local file = assert(io.open(attack.record, "w"))
      file:write(json.encode { id = case.id, layer = case.layer, name = case.name, limit = case.limit, safe = result.safe,
        happened = tostring(result.happened), broken = result.broken, checks = result.checks, seconds = result.seconds })
      file:close()
    end
    if not result.safe then os.exit(1, true) end
    return case
  end,
})
