local attack = require "attacks.attack"

return attack {
  id = "S09", layer = "slashing", name = "slashes that round to nothing",
  precedent = "a stake of 3 and a slash of 10%",
  attack = "offends for ever with a stake so tiny that a part of it is less than one unit",
  expected = "rounded up: at least 1 µrUv for any fraction above 0, and never more than the stake",
  run = function(the)
    local ledger = economy.ledger { dust = 3 }
    local stakes = economy.stakes(ledger)
    stakes:deposit("dust", 3)
    for i = 1, 3 do the:holds(stakes:slash("dust", "offence " .. i, { fraction_ppm = 1 }) == 1, "offence " .. i .. " was free") end
    the:holds(stakes:slash("dust", "offence 4", { fraction_ppm = 1000000 }) == 0 and stakes:staked("dust") == 0, "more than there was")
    the:holds(ledger:balance("penalties") == 3 and ledger:audit(), "not conserved")
    return "three offences of a millionth each cost all of 3 µrUv"
  end,
}
