local attack = require "attacks.attack"

return attack {
  id = "R08", layer = "reputation", name = "scores copied from who did the work",
  precedent = "Bittensor: validators copy published weights; the cure is commit–reveal",
  attack = "a rater publishes last epoch's consensus instead of rating, while what is rated changes from epoch to epoch",
  expected = "scores are sealed until all are in, so that a copy is an epoch old and earns less than honest work",
  simulated = "twenty epochs of four subjects whose quality walks at random, three honest raters with some noise of their own",
  run = function(the)
    local state = 7
    local function draw()
      state = (state * 1103515245 + 12345) % 2147483648
      return state / 2147483648
    end
    local quality, last = { 0.25, 0.25, 0.25, 0.25 }, { 0.25, 0.25, 0.25, 0.25 }
    local honest, copier = 0, 0
    for epoch = 1, 20 do
      for j = 1, 4 do quality[j] = math.max(0.01, quality[j] + 0.3 * (draw() - 0.5)) end
      local round = economy.score_round(epoch)
      for i = 1, 3 do
        local scores = {}
        for j = 1, 4 do scores[j] = quality[j] * (0.98 + 0.04 * draw()) end
        round:commit("rater " .. i, scores)
      end
      the:holds(next(round:revealed()) == nil, "scores can be seen before they are sealed")
      the:refuses("still being sealed", round.reveal, round, "rater 1")
      round:commit("copier", last)
      round:close()
      the:refuses("no longer taken", round.commit, round, "late", last)
      local scores = {}
      for i = 1, 3 do scores[i] = round:reveal("rater " .. i) end
      the:refuses("not the scores", round.reveal, round, "copier", scores[1])
      scores[4] = round:reveal("copier")
      local result = economy.clip_scores(scores, { 25, 25, 25, 25 })
      last = result.consensus
      honest = honest + (result.dividends[1] + result.dividends[2] + result.dividends[3]) / 3 / 20
      copier = copier + result.dividends[4] / 20
    end
    the:holds(copier < honest, ("the copier earns %.4f, an honest rater %.4f"):format(copier, honest))
    return ("an honest rater earns %.2f%% of an epoch's dividends, the copier %.2f%%"):format(100 * honest, 100 * copier)
  end,
}
