local attack = require "attacks.attack"

return attack {
  id = "S02", layer = "slashing", name = "two punishments for one offence",
  precedent = "cosmos-sdk issue 1440",
  attack = "submits the same two signed messages ten times, the other way round, signed again, and after a restart",
  expected = "applied once for each offender and offence, whatever the order and whoever reports",
  simulated = "submissions in parallel come one after the other: the books have one owner",
  run = function(the)
    local file = os.tmpname()
    os.remove(file)
    local key = identity.create(1)
    local yes, no = key:sign("vote/1", "yes", 1), key:sign("vote/1", "no", 1)
    local terms = { unbonding_s = 1000, evidence_s = 600 }
    local ledger = economy.ledger { mallory = 1000, store = file }
    local stakes = economy.stakes(ledger, terms)
    stakes:deposit("mallory", 1000)
    stakes:bind("mallory", key.peer_id)
    the:holds(stakes:prove(identity.evidence(yes, no)) == 10, "the first punishment")
    for i = 1, 10 do
      local again = i % 2 == 0 and identity.evidence(no, yes) or identity.evidence(identity.message(yes:export()), no)
      the:refuses("before", stakes.prove, stakes, again)
    end
    ledger:close()
    ledger = economy.ledger { store = file }
    stakes = economy.stakes(ledger, terms)
    the:holds(stakes:staked("mallory") == 990, "after the restart " .. stakes:staked("mallory") .. " at stake")
    local refusal = the:refuses("before", stakes.prove, stakes, identity.evidence(yes, no))
    the:refuses("before", stakes.prove, stakes, identity.evidence(yes, key:sign("vote/1", "perhaps", 1)))
    the:refuses("itself", stakes.slash, stakes, "mallory", "task 9", { to = "mallory", fraction_ppm = 1000000 })
    the:refuses("belongs to", ledger.transfer, ledger, "stakes", "mallory", 5)
    the:holds(ledger:balance("penalties") == 10 and ledger:audit(), "paid twice")
    ledger:close()
    for _, ending in ipairs { "", "-wal", "-shm", "-lock" } do os.remove(file .. ending) end
    return refusal
  end,
}
