local attack = require "attacks.attack"

--- Moves money in a file until it is killed, and says what it was told is done.
local worker = [[
  local ledger = economy.ledger { store = "%s", alice = 1000000, bob = 0 }
  local number = %d
  print("open")
  io.stdout:flush()
  while true do
    ledger:transfer("alice", "bob", 1, number)
    ledger:batch(function()
      for leg = 1, 3 do ledger:transfer("bob", "alice", 1, number + leg) ledger:transfer("alice", "bob", 1, number + leg + 3) end
    end)
    print(number)
    io.stdout:flush()
    number = number + 10
  end
]]

return attack {
  id = "L05", layer = "ledger", name = "killed at any moment",
  attack = "kills a process with SIGKILL while it moves money in a file, eight times over, and reopens the file each time",
  expected = "what was acknowledged is there, once; of what was not, all or nothing; debits equal credits",
  simulated = "eight kills here; the test suite kills 200 times and cuts the log at every frame",
  run = function(the)
    local path = script.temporary_folder() .. "/books.db"
    local acknowledged, kills, unacknowledged = 0, 0, 0
    for round = 1, 8 do
      local first = round * 1000000
      local run = script.run({ "-e", worker:format(path, first) }, { time_limit_s = 0.1 + 0.017 * round })
      the:holds(run.stopped, "ended by itself: " .. run.complaints)
      kills = kills + 1
      local last
      for number in run.output:gmatch("(%d+)\n") do last = math.tointeger(tonumber(number)) end

      economy.verify(path)
      local ledger = economy.ledger { store = path }
      the:holds(ledger:audit(), "the books do not balance")
      for number = first, last or first - 1, 10 do
        for leg = 0, 6 do
          local transfer = ledger:find(number + leg)
          if not transfer or transfer.state ~= "posted" then the:holds(false, ("kill %d: transfer %d is lost"):format(round, number + leg)) end
        end
        acknowledged = acknowledged + 7
      end
      -- What was under way when it was killed.
      local next = last and last + 10 or first
      local legs = 0
      for leg = 1, 6 do if ledger:find(next + leg) then legs = legs + 1 end end
      the:holds(legs == 0 or legs == 6 and ledger:find(next), ("kill %d: %d of the 6 legs of a batch are there"):format(round, legs))
      if legs == 6 then unacknowledged = unacknowledged + 1 end
      the:holds(ledger:balance("alice") + ledger:balance("bob") == 1000000, "money was made or lost")
      ledger:close()
    end
    the:holds(acknowledged > 0, "nothing was acknowledged in time: this proves nothing")
    return ("%d kills: %d acknowledged transfers are there, once"):format(kills, acknowledged)
  end,
}
