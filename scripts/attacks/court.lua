--- A court with bonds of 10 µrUv, its ledger and its stakes: as many jurors as asked for, with 100 µrUv at stake each.
--
--     local ledger, court, stakes = require "attacks.court" { alice = 100, bob = 100, jurors = 5 }

return function(purses)
  local count = purses.jurors
  purses.jurors = nil
  for i = 1, count do purses["juror " .. i] = 100 end
  local ledger = economy.ledger(purses)
  local stakes = economy.stakes(ledger)
  for i = 1, count do stakes:deposit("juror " .. i, 100) end
  return ledger, economy.court(stakes, { bond = 10 }), stakes
end
