local attack = require "attacks.attack"

return attack {
  id = "L01", layer = "ledger", name = "double spend by concurrent holds",
  attack = "sets the same money aside twice: two holds of 80 on 100, in one batch and one after the other",
  expected = "one is accepted, the other refused; what may be spent never falls below 0",
  run = function(the)
    local ledger = economy.ledger { mallory = 100, bob = 0, carol = 0 }
    local refusal
    ledger:batch(function()
      ledger:hold("mallory", "bob", 80, 10)
      refusal = the:refuses("80 needed", ledger.hold, ledger, "mallory", "carol", 80, 11)
      the:holds(ledger:available("mallory") == 20, "available is " .. ledger:available("mallory"))
    end)
    the:refuses("80 needed", ledger.transfer, ledger, "mallory", "carol", 80, 12)
    ledger:post(10)
    the:holds(ledger:balance("bob") == 80 and ledger:balance("carol") == 0 and ledger:balance("mallory") == 20, "money was spent twice")

    -- A thousand tries on what is left: every balance is looked at in between.
    local accepted = 0
    for number = 100, 1099 do
      if pcall(ledger.hold, ledger, "mallory", number % 2 == 0 and "bob" or "carol", 7, number) then accepted = accepted + 1 end
      if ledger:available("mallory") < 0 then the:holds(false, "overdrawn after " .. number) end
    end
    the:holds(accepted == 2, accepted .. " holds of 7 on 20 were accepted")
    the:holds(ledger:audit(), "the books do not balance")
    return refusal
  end,
}
