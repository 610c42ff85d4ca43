local attack = require "attacks.attack"

--- A reward policy that lies about its sum: it gives everybody the whole pot, and more.
local function greedy(pot, names)
  local shares = {}
  for index, name in ipairs(names) do shares[name] = pot + index end
  return shares
end

return attack {
  id = "L10", layer = "ledger", name = "a policy that mints",
  attack = "answers with reward shares that sum to far more than the pot, to nothing, to more than 64 bits; and pays from a pot by hand",
  expected = "at most the pot is paid, to the unit (largest remainders); who pays more by hand is refused as a whole",
  run = function(the)
    local names = { "a", "b", "c", "d", "e", "f", "g" }
    local purses = { pot = 1000003 }
    for _, name in ipairs(names) do purses[name] = 0 end
    local ledger = economy.ledger(purses)
    local function paid()
      local sum = 0
      for _, name in ipairs(names) do sum = sum + ledger:balance(name) end
      return sum
    end

    local shares = ledger:distribute("pot", 1000000, greedy(1000000, names))
    the:holds(paid() == 1000000 and ledger:balance("pot") == 3, "the pot paid " .. paid())
    local least, most = math.maxinteger, 0
    for _, share in pairs(shares) do least, most = math.min(least, share), math.max(most, share) end
    the:holds(most - least <= 2, "nearly equal weights got shares that differ by " .. most - least)

    -- A pot of 3 among 7 equals: three get one each, nobody a fraction.
    ledger:distribute("pot", 3, { a = 1, b = 1, c = 1, d = 1, e = 1, f = 1, g = 1 })
    the:holds(paid() == 1000003 and ledger:balance("pot") == 0, "a unit was left over or made")

    local refusal = the:refuses("sum between 1", ledger.distribute, ledger, "a", 10, { b = math.maxinteger, c = 1 })
    the:refuses("sum between 1", ledger.distribute, ledger, "a", 10, { b = 0, c = 0 })
    the:refuses("weight", ledger.distribute, ledger, "a", 10, { b = -1, c = 3 })
    the:refuses("weight", ledger.distribute, ledger, "a", 10, { b = 0.5 })
    the:refuses("payer", ledger.distribute, ledger, "a", 10, { a = 1, b = 1 })
    the:refuses("needed", ledger.distribute, ledger, "a", 1 << 50, { b = 1 })
    -- By hand: every payment but the last has room; none of them counts.
    local before = ledger:balance("a")
    the:refuses("needed", ledger.batch, ledger, function()
      for _, name in ipairs { "b", "c", "d" } do ledger:transfer("a", name, before // 2) end
    end)
    the:holds(ledger:balance("a") == before and paid() == 1000003 and ledger:audit(), "money was made")
    return "the pot of 1,000,003 paid 1,000,003; " .. refusal
  end,
}
