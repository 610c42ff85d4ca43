local attack = require "attacks.attack"

return attack {
  id = "A03", layer = "auction", name = "one bidder under many names",
  precedent = "Yokoo, Sakurai & Matsubara 2004: VCG for several items is not false-name-proof",
  attack = "a node splits into up to six names, each with a bid of its own, in 2,000 random auctions of one task",
  expected = "for one task, more names than one never earn more than the true bid alone; for several tasks this is a known non-property",
  run = function(the)
    local state = 17
    local function draw(n) state = (state * 6364136223846793005 + 1442695040888963407) & math.maxinteger; return state // 65536 % n end
    local reserve, gained, best = 1000, 0, 0
    for _ = 1, 2000 do
      local cost, others = draw(reserve), {}
      for i = 1, 1 + draw(4) do others[i] = draw(reserve) end
      local function earnings(own)
        local prices = table.move(others, 1, #others, 1, {})
        for _, price in ipairs(own) do prices[#prices + 1] = price end
        local winner, payment = economy.clear(prices, reserve)
        return winner and winner > #others and payment - cost or 0
      end
      local names = { cost }
      for i = 1, draw(6) do names[#names + 1] = draw(reserve) end
      local split = {}
      for i = 1, #names do split[i] = draw(2) == 0 and cost or names[i] end
      local gain = math.max(earnings(names), earnings(split)) - earnings { cost }
      if gain > 0 then gained, best = gained + 1, math.max(best, gain) end
    end
    the:holds(gained == 0, ("splitting gained in %d auctions, up to %d µrUv"):format(gained, best))
    return "no split gained for one task (each name puts up a bond besides); with several tasks at once VCG can be gamed, and is documented so"
  end,
}
