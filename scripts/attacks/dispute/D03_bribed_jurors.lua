local attack = require "attacks.attack"
local court_of = require "attacks.court"

--- One round: `bribed` of the panel vote for the challenger, who is wrong.
local function round(ledger, court, case, bribed)
  local panel = court:case(case).panel
  for i, juror in ipairs(panel) do court:commit(case, juror, i <= bribed and "challenger" or "respondent") end
  ledger:advance(60)
  for _, juror in ipairs(panel) do court:reveal(case, juror) end
  ledger:advance(60)
  return court:case(case)
end

return attack {
  id = "D03", layer = "dispute", name = "jurors bribed on condition that they lose",
  precedent = "the p + ε attack (Buterin 2015)",
  attack = "promises every juror more than its fee if it votes wrongly and loses: if all believe it, all do, and nothing is owed",
  expected = "documented: not prevented. Votes are sealed and worthless copied, and an appeal asks 2n + 1 jurors anew, at a larger bond",
  run = function(the)
    local ledger, court = court_of { briber = 1000, honest = 1000, jurors = 20 }
    local case = court:open("briber", "honest")
    court:answer(case)
    ledger:advance(60)
    local first = court:case(case).panel
    local seal = court:commit(case, first[1], "challenger")
    the:holds(#seal == 64 and not court:case(case).ruling, "a vote can be seen before it is revealed")
    the:refuses("has voted", court.commit, court, case, first[1], "respondent")
    the:refuses("panel", court.commit, court, case, "briber", "challenger")
    for i = 2, #first do court:commit(case, first[i], "challenger") end
    ledger:advance(60)
    the:refuses("not the vote", court.reveal, court, case, first[1], "respondent")
    for _, juror in ipairs(first) do court:reveal(case, juror) end
    ledger:advance(60)
    the:holds(court:case(case).ruling == "upheld", "the bribe should work on a panel that believes it: that is the non-property")
    the:refuses("did not lose", court.appeal, court, case, "briber")
    court:appeal(case, "honest")
    local second = court:case(case)
    the:holds(#second.panel == 7 and second.respondent_bond == 10 + 24, ("panel %d, bond %d"):format(#second.panel, second.respondent_bond))
    ledger:advance(0)
    local after = round(ledger, court, case, 3)  -- three of seven are bought this time
    the:holds(after.ruling == "dismissed", "the larger panel is " .. tostring(after.ruling))
    ledger:advance(60)
    local final = court:case(case)
    the:holds(final.outcome == "dismissed" and ledger:balance("briber") == 990 and ledger:audit(), "the briber lost nothing")
    return "three of three bought: upheld; on appeal three of seven: dismissed, and the bond is gone. A non-property, as documented"
  end,
}
