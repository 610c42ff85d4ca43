--- Belief sharing on a graph of finite time: every node holds the central posterior, exactly.
---
---     formic run scripts/papers/belief_sharing.lua
---
--- Independent observers who multiply their likelihoods know what one observer of everything would. Averaging log-likelihoods
--- over a network gives each node that posterior's n-th root; Takezawa, Sato, Bao, Niwa & Yamada, "Beyond exponential graph",
--- NeurIPS 2023, average exactly in O(log n) rounds for any n. The reference is an independent implementation of theirs.

local paper = require "papers.paper"
local o = paper.options {
  about = "Log-likelihoods mixed over Base-(k+1) graphs against the central posterior.",
  runs = 20, quick = 3,
  own = { options = { default = 10, min = 2, max = 1000, help = "hypotheses" } },
}

-- Rounds for k = 1, 2, 4, and the largest error of a log-likelihood at k = 2, from an independent implementation.
local cases = { { 25, { 9, 6, 2 }, 4.5e-13 }, { 31, { 9, 7, 5 } }, { 50, { 10, 7, 3 } }, { 64, { 6, 6, 3 } }, { 100, { 11, 8, 3 }, 3.2e-12 }, { 128, { 7, 7, 4 } } }
local peers = { 1, 2, 4 }


local progress = script.progress { total = #cases * #peers, label = "graphs" }
local rows, shown, wrong = {}, {}, 0
for i, case in ipairs(cases) do
  local n, rounds, theirs = table.unpack(case)
  for j, k in ipairs(peers) do
    progress:update((i - 1) * #peers + j - 1, ("n = %d"):format(n))
    local sequence, worst, total = topology.base(n, k), 0, 0
    for run = 1, o.runs do
      local logs, state = {}, o.seed * 7919 + run
      local central = {}
      for node = 1, n do
        logs[node] = {}
        for option = 1, o.options do
          state = (state * 6364136223846793005 + 1442695040888963407)
          logs[node][option] = -40 * ((state >> 11) * 0x1p-53)
          central[option] = (central[option] or 0) + logs[node][option]
        end
      end
      local mixed = sequence:mix(matrix.new(logs, "f64"))
      -- The posterior itself, from a node's mixed log-likelihoods and from everybody's
      local function posterior(read)
        local largest, sum, shares = -math.huge, 0, {}
        for option = 1, o.options do largest = math.max(largest, read(option)) end
        for option = 1, o.options do
          shares[option] = math.exp(read(option) - largest)
          sum = sum + shares[option]
        end
        for option = 1, o.options do shares[option] = shares[option] / sum end
        return shares
      end
      local truth = posterior(function(option) return central[option] end)
      for node = 1, n do
        local shares = posterior(function(option) return n * mixed:get(node, option) end)
        for option = 1, o.options do
          worst = math.max(worst, math.abs(n * mixed:get(node, option) - central[option]))
          total = math.max(total, math.abs(shares[option] - truth[option]))
        end
      end
    end
    if sequence.rounds ~= rounds[j] then wrong = wrong + 1 end
    rows[#rows + 1] = { nodes = n, peers = k, rounds = sequence.rounds, their_rounds = rounds[j], log_error = worst, posterior_error = total, their_log_error = k == 2 and theirs or nil }
    shown[#shown + 1] = { n, k, sequence.rounds, rounds[j], ("%.1e"):format(worst), k == 2 and theirs and ("%.1e"):format(theirs) or "–", ("%.1e"):format(total) }
  end
end
progress:finish()

paper.report(o, {
  name = "belief_sharing", rows = rows, shown = shown,
  title = ("Base-(k+1) graphs, %d hypotheses, the worst of %d draws and all nodes"):format(o.options, o.runs),
  columns = { paper.column "nodes", paper.column "k", paper.column "rounds", paper.column "reference rounds", paper.column "log-likelihood error", paper.column "reference", paper.column "posterior error" },
  notes = {
    wrong == 0 and "Every number of rounds is as the reference has it." or ("%d numbers of rounds differ from the reference."):format(wrong),
    "Errors are of double precision: a log-likelihood of the central posterior is a sum of n numbers down to -40.",
    "Consensus rules hold beliefs in single precision, where the same mixing (consensus/bayes) is good to about 1e-6 of a share.",
  },
})
