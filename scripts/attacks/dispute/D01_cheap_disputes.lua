local attack = require "attacks.attack"
local court_of = require "attacks.court"

return attack {
  id = "D01", layer = "dispute", name = "griefing by cheap disputes",
  precedent = "the bonds of UMA and Kleros",
  attack = "opens a thousand disputes, first without money for a bond, then with",
  expected = "no bond, no dispute; a few open ones at most; each one lost costs its bond",
  run = function(the)
    local ledger, court = court_of { poor = 9, rich = 1000, victim = 1000, jurors = 5 }
    the:refuses("poor", court.open, court, "poor", "victim")
    local opened = 0
    for _ = 1, 1000 do if pcall(court.open, court, "rich", "victim") then opened = opened + 1 end end
    the:holds(opened == 3, opened .. " are open")
    local refusal = the:refuses("limit", court.open, court, "rich", "victim")
    for case = 1, opened do court:answer(case) end
    ledger:advance(60)
    for case = 1, opened do for _, juror in ipairs(court:case(case).panel) do court:commit(case, juror, "respondent") end end
    ledger:advance(60)
    for case = 1, opened do for _, juror in ipairs(court:case(case).panel) do court:reveal(case, juror) end end
    ledger:advance(1000)
    for case = 1, opened do the:holds(court:case(case).outcome == "dismissed", "case " .. case .. " is " .. court:case(case).stage) end
    the:holds(ledger:balance("rich") == 970 and ledger:balance("victim") > 1000 and ledger:balance("disputes") == 0 and ledger:audit(),
      ("rich %d, victim %d"):format(ledger:balance("rich"), ledger:balance("victim")))
    return ("%s; three lost bonds, %d µrUv of them the victim's"):format(refusal, ledger:balance("victim") - 1000)
  end,
}
