local attack = require "attacks.attack"
local court_of = require "attacks.court"

return attack {
  id = "D02", layer = "dispute", name = "evidence in the last second",
  precedent = "governance votes in the last block: late quorum",
  attack = "shows evidence a microsecond before the window closes, again before the longer one closes, and after it",
  expected = "the window is lengthened once, by a fixed time; what comes later is refused, and the dispute ends",
  run = function(the)
    local ledger, court = court_of { alice = 100, bob = 100, jurors = 3 }
    local case = court:open("alice", "bob")
    court:answer(case)
    the:holds(court:submit(case, "alice") == false, "early evidence lengthened it")
    ledger:advance(59.999999)
    the:holds(court:submit(case, "alice") == true and court:case(case).deadline_s == 70, "not lengthened by 10 s")
    ledger:advance(5)
    the:holds(court:submit(case, "bob") == false and court:case(case).deadline_s == 70, "lengthened twice")
    for _ = 1, 13 do court:submit(case, "alice") end
    for _ = 1, 5 do pcall(court.submit, court, case, "alice") end
    the:refuses("limit", court.submit, court, case, "alice")
    ledger:advance(5.000001)
    local refusal = the:refuses("committing", court.submit, court, case, "bob")
    ledger:advance(1000)
    the:holds(court:case(case).stage == "final", "it never ends")
    return refusal
  end,
}
