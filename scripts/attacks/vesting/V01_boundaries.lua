local attack = require "attacks.attack"

return attack {
  id = "V01", layer = "vesting", name = "release before the cliff, at its edge and after the end",
  precedent = "OpenZeppelin's VestingWalletCliff",
  attack = "asks at every boundary of a schedule of 997 µrUv, a cliff of 100 s and 400 s in all, and twice each time",
  expected = "nothing before the cliff, exactly the floor after it, exactly all at the end; asking again pays nothing",
  run = function(the)
    local ledger = economy.ledger { payer = 1000, alice = 0 }
    local vesting = economy.vesting(ledger)
    local grant = vesting:grant { from = "payer", to = "alice", amount = 997, cliff_s = 100, duration_s = 400 }
    local now, paid = 0, 0
    for _, moment in ipairs { 0, 1, 99.999999, 100, 100.000001, 101, 399, 399.999999, 400, 401, 1e9 } do
      ledger:advance(moment - now)
      now = moment
      local due = moment < 100 and 0 or math.min(997, math.floor(997 * math.floor(moment * 1e6 + 0.5) // 400000000))
      the:holds(vesting:vested(grant) == due, ("at %.6f s %d vested, %d due"):format(moment, vesting:vested(grant), due))
      paid = paid + vesting:release(grant)
      the:holds(paid == due, ("at %.6f s %d paid, %d due"):format(moment, paid, due))
      the:holds(vesting:release(grant) == 0, "paid twice")
    end
    the:holds(ledger:balance("alice") == 997 and ledger:balance("vesting") == 0, "not exactly all")
    the:refuses("grant", vesting.release, vesting, 2)
    the:refuses("cliff", vesting.grant, vesting, { from = "payer", to = "alice", amount = 1, cliff_s = 2, duration_s = 1 })
    return "997 of 997 µrUv, none of them early"
  end,
}
