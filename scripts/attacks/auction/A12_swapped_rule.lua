local attack = require "attacks.attack"

return attack {
  id = "A12", layer = "auction", name = "the rule is swapped while bids are in",
  precedent = "Tornado Cash: what ran was not what had been looked at",
  attack = "puts another auction rule in force in the middle of a run, with auctions open",
  expected = "auctions that were open end under the rule they were opened under; the log of decisions names its hash",
  run = function(the)
    local file = os.tmpname()
    os.remove(file)
    local c = colony.new { nodes = 32, tasks = 800, decisions = file }
    -- Until bids are in for a task.
    local function is_open()
      for i = 1, 300 do
        local state = c:task(i).state
        if state == "committing" or state == "revealing" then return true end
      end
    end
    local moment = 20
    repeat
      moment = moment + 0.05
      c:run(moment)
    until is_open() or moment > 60
    local before = c.now_s
    c:use("auction", "first_price")
    c:run()
    collectgarbage()
    local log = plugin.decisions(file)
    os.remove(file)
    local late, new, unknown = 0, 0, 0
    local hashes = { vickrey = plugin.load("auction/vickrey").hash, first_price = plugin.load("auction/first_price").hash }
    for i = 1, #log do
      local d = log:at(i)
      if d.call == "clear" then
        if d.now_s > before and d.hash == hashes.vickrey then late = late + 1 end
        if d.hash == hashes.first_price then
          new = new + 1
          the:holds(d.now_s > before, "the new rule decided before it was there")
        elseif d.hash ~= hashes.vickrey then
          unknown = unknown + 1
        end
      end
    end
    the:holds(new > 100 and unknown == 0, ("%d decisions by the new rule, %d by one nobody named"):format(new, unknown))
    the:holds(late > 0, "no auction was open at the swap, or none ended under its own rule")
    return ("%d auctions that were open at the swap ended under their own rule, %d later ones under the new"):format(late, new)
  end,
}
