local attack = require "attacks.attack"

return attack {
  id = "R02", layer = "reputation", name = "a ring of Sybils that praise each other",
  precedent = "EigenTrust's malicious collective",
  attack = "fifty new keys give each other a thousand good ratings; then one honest peer rates one of them a little",
  expected = "exactly nothing without a rating from outside; with one, no more than flows in by it",
  run = function(the)
    local honest, ring = 5, 50
    local ratings = {}
    for i = 1, honest + ring do
      ratings[i] = {}
      for j = 1, honest + ring do ratings[i][j] = i ~= j and ((i <= honest) == (j <= honest)) and (i <= honest and 1 or 1000) or 0 end
    end
    local function total()
      local trust, sum = economy.eigentrust(ratings, { 1, 2 }, 0.15), 0
      for j = honest + 1, honest + ring do sum = sum + trust[j] end
      return sum, trust
    end
    local alone, trust = total()
    the:holds(alone == 0, "the ring has " .. alone)
    the:holds(trust[3] > 0, "an honest peer has nothing")
    ratings[3][honest + 1] = 0.04  -- a hundredth of what peer 3 says
    local inflow, after = total()
    local bound = (1 - 0.15) * after[3] * (0.04 / 4.04) / 0.15  -- what flows in, kept until alpha has taken it back
    the:holds(inflow > 0 and inflow <= bound + 1e-9, ("%.5f, bound %.5f"):format(inflow, bound))
    return ("0 alone; %.4f with a hundredth of one peer's trust, of at most %.4f"):format(inflow, bound)
  end,
}
