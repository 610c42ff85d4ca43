local attack = require "attacks.attack"

--- A slashing policy that answers `answer`, as a plugin of its own.
local function rule(folder, name, answer)
  local file = assert(io.open(("%s/slashing/%s.lua"):format(folder, name), "w"))
  file:write(([[
return {
  kind = "slashing", name = "%s", version = "1.0.0", api = "1", summary = "Answers what it must not.",
  fraction = function(self, ctx, severity) return %s end,
}
]]):format(name, answer))
  file:close()
  plugin.add(folder)
  return plugin.load("slashing/" .. name)
end

return attack {
  id = "S08", layer = "slashing", name = "a fraction outside 0…1 from a policy",
  precedent = "Cosmos refuses a negative slash factor",
  attack = "a slashing policy answers −0.1, 1.5, NaN, 101 of 100, nil and a text; a script asks for as much by hand",
  expected = "refused and suspended at the first answer; the built-in rule decides instead",
  run = function(the)
    local folder = os.tmpname()
    os.remove(folder)
    os.execute(("mkdir -p '%s/slashing'"):format(folder))
    local answers = { "-100000", "-0.1", "1.5", "0 / 0", "1010000", "nil", "'all'", "math.maxinteger", "math.mininteger" }
    for i, answer in ipairs(answers) do
      local ledger = economy.ledger { alice = 1000 }
      local stakes = economy.stakes(ledger, { rule = rule(folder, "wild" .. i, answer) })
      stakes:deposit("alice", 1000)
      local lost = stakes:slash("alice", "offence")
      the:holds(lost == 10, ("%s: lost %d"):format(answer, lost))
      the:holds(tostring(stakes):find("suspended", 1, true), answer .. " goes on")
    end
    os.execute(("rm -r '%s'"):format(folder))
    local stakes = economy.stakes(economy.ledger { alice = 1000 })
    stakes:deposit("alice", 1000)
    for _, fraction in ipairs { -1, 0, 1000001, 0.5, 0 / 0, math.huge } do
      the:refuses("fraction_ppm", stakes.slash, stakes, "alice", "offence", { fraction_ppm = fraction })
    end
    return ("%d wrong answers, each replaced by the built-in rule's hundredth"):format(#answers)
  end,
}
