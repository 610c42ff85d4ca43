local attack = require "attacks.attack"

return attack {
  id = "V02", layer = "vesting", name = "a dispute while a reward vests",
  attack = "disputes at half of the schedule, waits long, asks for everything; then the dispute is upheld, or dismissed",
  expected = "the vested half stays due, the rest is frozen; upheld, it goes back; dismissed, the clock goes on where it stopped",
  run = function(the)
    for _, isUpheld in ipairs { true, false } do
      local ledger = economy.ledger { payer = 1000, alice = 0 }
      local vesting = economy.vesting(ledger)
      local grant = vesting:grant { from = "payer", to = "alice", amount = 1000, duration_s = 100 }
      ledger:advance(50)
      vesting:dispute(grant)
      ledger:advance(1000)
      the:holds(vesting:release(grant) == 500 and vesting:release(grant) == 0, "not the vested half")
      the:refuses("in dispute already", vesting.dispute, vesting, grant)
      if isUpheld then
        the:holds(vesting:claw_back(grant, "payer") == 500, "not the frozen half")
        the:refuses("not in dispute", vesting.claw_back, vesting, grant, "payer")
      else
        vesting:dismiss(grant)
        the:holds(vesting:release(grant) == 0, "the time in dispute counted")
        ledger:advance(25)
        the:holds(vesting:release(grant) == 250, "the clock did not go on where it stopped")
      end
      ledger:advance(1000)
      vesting:release(grant)
      local alice, payer = ledger:balance("alice"), ledger:balance("payer")
      the:holds(alice == (isUpheld and 500 or 1000) and alice + payer == 1000 and ledger:audit(), "alice " .. alice .. ", payer " .. payer)
    end
    return "half and half if upheld; all of it, 1000 s later, if not"
  end,
}
