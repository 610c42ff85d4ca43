local attack = require "attacks.attack"

return attack {
  id = "A05", layer = "auction", name = "reveal only when it pays",
  precedent = "the free option of commit–reveal",
  attack = "commits five bids under five names and opens only the one that turns out best",
  expected = "every bid that stays sealed costs its bond; the bonds are on a named account; the auction ends all the same",
  run = function(the)
    local purses = { honest = 1000 }
    for i = 1, 5 do purses["ring " .. i] = 1000 end
    local ledger = economy.ledger(purses)
    local a = economy.auction { reserve = 500, bond = 100, ledger = ledger }
    a:bid("honest", 200)
    for i = 1, 5 do a:bid("ring " .. i, 100 * i) end
    a:close()
    a:reveal("honest")
    a:reveal("ring 1")
    local winner, payment = a:clear()
    local lost = 0
    for i = 2, 5 do lost = lost + 1000 - ledger:balance("ring " .. i) end
    the:holds(winner == "ring 1" and payment == 200, ("%s is paid %s"):format(winner, payment))
    the:holds(lost == 400 and ledger:balance("penalties") == 400, ("four sealed bids cost %d µrUv"):format(lost))
    the:holds(ledger:available("ring 1") == 1000 and ledger:audit(), "an opened bid lost its bond")
    return "the option cost 400 µrUv of bonds to save 0: second price pays the same whichever of the others stay sealed"
  end,
}
