local attack = require "attacks.attack"

return attack {
  id = "G10", layer = "governance", name = "parameters out of range",
  precedent = "OpenZeppelin's InvalidVotingPeriod and InvalidQuorumFraction",
  attack = "proposes a fee of 200%, a stake below 0, a voting period of 0, a quorum of 101%, fractions and NaN, alone and beside good changes; lets a batch fail at its execution",
  expected = "refused when proposed, by name and bounds; checked again when executed, and the whole batch is undone",
  run = function(the)
    local c = colony.new { nodes = 16, tasks = 1200, governance = true, learning = "none" }
    local g, before = c:governance(), c:governance():parameters()
    for name, value in pairs { task_fee = 20000, minimum_stake = -1, voting_period = 0, quorum = 10100, bond = math.mininteger, slash_rate = math.maxinteger } do
      the:refuses(name, g.propose, g, 1, { [name] = value })
      the:refuses(name, g.propose, g, 1, { pheromone_decay = 50, [name] = value })
    end
    the:refuses("integer", g.propose, g, 1, { task_fee = 2.5 })
    the:refuses("integer", g.propose, g, 1, { task_fee = 0 / 0 })
    the:refuses("did you mean", g.propose, g, 1, { task_fees = 3 })
    -- A good fee beside a plugin that is gone when its time has come.
    local folder = os.tmpname()
    os.remove(folder)
    local path = folder .. ".lua"
    local file = assert(io.open(path, "w"))
    file:write(([[return { kind = "auction", name = "%s", version = "1.0.0", api = "1", summary = "Awards nobody.",
      clear = function(self, ctx, prices, feasible) return nil end }]]):format(path:match "([^/]+)%.lua$"))
    file:close()
    local n = g:propose(1, { task_fee = 300, use = { auction = path } })
    os.remove(path)
    c:run(20)
    for node = 1, 16 do g:vote(node, n, "for") end
    g:approve(n)
    c:run(250)
    local refusal = the:refuses(path, function() g:execute(n) end)
    the:holds(g:proposal(n).state == "queued" and g:parameters().task_fee.value == before.task_fee.value, "half of the batch was made")
    return refusal
  end,
}
