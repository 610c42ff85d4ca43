local attack = require "attacks.attack"

local text = [[
return {
  kind = "auction", name = "%s", version = "1.0.0", api = "1", summary = "%s",
  clear = function(self, ctx, prices, feasible)
    local winner
    for i = 1, #prices do
      if feasible[i] and (not winner or prices[i] < prices[winner]
          or (prices[i] == prices[winner] and ctx.tie[i] < ctx.tie[winner])) then winner = i end
    end
    if not winner then return nil end
    return winner, %s
  end,
}]]

local function write(path, summary, payment)
  local file = assert(io.open(path, "w"))
  file:write(text:format(path:match "([^/]+)%.lua$", summary, payment))
  file:close()
end

return attack {
  id = "G08", layer = "governance", name = "other code than was voted for",
  precedent = "Tornado Cash, May 2023: the proposal's contract was replaced after the vote",
  attack = "has a colony vote for an auction rule in a file, and changes the file before it is put in force",
  expected = "the proposal binds the text's BLAKE2b hash: another content is refused, the rule before stays; the text that was voted for is put in force",
  run = function(the)
    local folder = os.tmpname()
    os.remove(folder)
    local path = folder .. ".lua"
    write(path, "What was voted for.", "prices[winner]")
    local c = colony.new { nodes = 16, tasks = 1200, governance = true, learning = "none" }
    local g = c:governance()
    local n = g:propose(1, { use = { auction = path } })
    c:run(20)
    for node = 1, 16 do g:vote(node, n, "for") end
    g:approve(n)
    write(path, "What is put in its place.", "ctx.reserve")
    c:run(250)
    the:holds(g:proposal(n).state == "queued", "it is " .. g:proposal(n).state)
    the:holds(c:report().policies.auction.name == "vickrey", "the other text is in force")
    local refusal = the:refuses("has the content", function() g:execute(n) end)
    write(path, "What was voted for.", "prices[winner]")
    g:execute(n)
    the:holds(c:report().policies.auction.name == path:match "([^/]+)%.lua$", "what was voted for is not in force")
    os.remove(path)
    return refusal
  end,
}
