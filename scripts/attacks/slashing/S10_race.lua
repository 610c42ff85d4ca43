local attack = require "attacks.attack"

return attack {
  id = "S10", layer = "slashing", name = "slash, withdrawal and release at once",
  attack = "runs the three in all six orders, and in one batch that fails half-way",
  expected = "always as some order of the three would end; slashed money is not paid out; an undone batch leaves no trace",
  simulated = "a ledger has one owner, so that concurrent requests are some order of these",
  run = function(the)
    local outcomes = {}
    for _, order in ipairs { { 1, 2, 3 }, { 1, 3, 2 }, { 2, 1, 3 }, { 2, 3, 1 }, { 3, 1, 2 }, { 3, 2, 1 } } do
      local ledger = economy.ledger { alice = 1000, payer = 100, penalties = 0 }
      local stakes, vesting = economy.stakes(ledger, { unbonding_s = 50, evidence_s = 40 }), economy.vesting(ledger)
      stakes:deposit("alice", 1000)
      local grant = vesting:grant { from = "payer", to = "alice", amount = 100, duration_s = 100 }
      ledger:advance(10)
      stakes:unbond("alice", 600)
      ledger:advance(50)
      local steps = {
        function() stakes:slash("alice", "offence", { committed_s = 25, fraction_ppm = 500000 }) end,
        function() stakes:withdraw("alice") end,
        function() vesting:release(grant) end,
      }
      the:holds(not pcall(ledger.batch, ledger, function() for _, i in ipairs(order) do steps[i]() end error("half-way") end), "the batch went through")
      the:holds(stakes:unbonding("alice") == 600 and stakes:staked("alice") == 400 and vesting:vested(grant) == 60 and ledger:balance("alice") == 0, "an undone batch left a trace")
      for _, i in ipairs(order) do steps[i]() end
      local have, burned = ledger:balance("alice"), ledger:balance("penalties")
      the:holds(have == 660 and burned == 200, ("alice has %d, %d burned"):format(have, burned))
      the:holds(have + burned + ledger:balance("stakes") + ledger:balance("vesting") + ledger:balance("payer") == 1100 and ledger:audit(), "money is missing")
      outcomes[#outcomes + 1] = ("%d+%d"):format(have, burned)
    end
    return "alice and the penalties end with " .. table.concat(outcomes, ", ")
  end,
}
