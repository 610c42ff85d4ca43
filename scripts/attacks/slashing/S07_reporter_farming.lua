local attack = require "attacks.attack"

return attack {
  id = "S07", layer = "slashing", name = "reporting oneself for the reward",
  precedent = "self-reports by a second identity",
  attack = "equivocates and reports it from another account, asking for ever larger shares",
  expected = "the reporter always gets less than is burned; whoever reports itself is poorer for it",
  run = function(the)
    local worst = 0
    for _, share in ipairs { 0, 1, 100000, 250000, 499999 } do
      for _, stake in ipairs { 1, 2, 3, 999, 1000000 } do
        local ledger = economy.ledger { mallory = stake, second = 0 }
        local stakes = economy.stakes(ledger)
        stakes:deposit("mallory", stake)
        stakes:slash("mallory", "mine", { fraction_ppm = 1000000, reporter = "second", share_ppm = share })
        local got, burned = ledger:balance("second"), ledger:balance("penalties")
        the:holds(got < burned and got + burned == stake, ("gets %d of %d, %d burned"):format(got, stake, burned))
        worst = math.max(worst, got / stake)
      end
    end
    local stakes = economy.stakes(economy.ledger { mallory = 10, second = 0 })
    stakes:deposit("mallory", 10)
    the:refuses("share_ppm", stakes.slash, stakes, "mallory", "mine", { reporter = "second", share_ppm = 500000 })
    return ("at best %.4f %% of the stake comes back"):format(100 * worst)
  end,
}
