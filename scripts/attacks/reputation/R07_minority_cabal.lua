local attack = require "attacks.attack"

return attack {
  id = "R07", layer = "reputation", name = "a minority's cabal gives itself all the weight",
  precedent = "Bittensor: Yuma clips above the κ-stake median",
  attack = "raters with 40% of the stake give everything to one of their own, the others rate by merit",
  expected = "clipped to what half of the stake agrees on; the cabal's dividends fall below its share of the stake",
  run = function(the)
    local result = economy.clip_scores(
      { { 0.5, 0.3, 0.2, 0 }, { 0.5, 0.3, 0.2, 0 }, { 0.4, 0.4, 0.2, 0 }, { 0, 0, 0, 1 }, { 0, 0, 0, 1 } }, { 20, 20, 20, 20, 20 }, 0.5)
    local cabal = result.dividends[4] + result.dividends[5]
    the:holds(result.consensus[4] == 0 and result.incentives[4] == 0, "the cabal's own earns " .. result.incentives[4])
    the:holds(result.clipped[4][4] == 0, "not clipped")
    the:holds(cabal < 0.4, "the cabal's dividends are " .. cabal)
    local half = economy.clip_scores({ { 1, 0 }, { 0, 1 } }, { 59, 41 }, 0.5)
    the:holds(half.incentives[2] == 0 and half.dividends[1] == 1, "41% of the stake decide")
    return ("40%% of the stake, %.1f%% of the dividends, and %.1f%% for its favourite"):format(100 * cabal, 100 * result.incentives[4])
  end,
}
