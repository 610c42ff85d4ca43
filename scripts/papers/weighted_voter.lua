--- The weighted voter model against its closed form: how often the worse of two options wins.
---
---     formic run scripts/papers/weighted_voter.lua --quick
---
--- Ganesh, Hauert & Valla, "The weighted voter model", Swarm Intelligence 2025 (s11721-025-00248-z): one agent at a time, on
--- any regular graph, k of N agents on the better option at first, r = q_low / q_high < 1:
--- P(wrong) = (r^k − r^N) / (1 − r^N), as in the gambler's ruin: an agent hears one neighbour, each as likely, and follows it with a
--- probability of the quality it stands for. (Drawing neighbours by quality, the voter's default, keeps to it on complete graphs only.)

local paper = require "papers.paper"
local o = paper.options {
  about = "Asynchronous weighted voter against P(wrong) = (r^k − r^N) / (1 − r^N).",
  runs = 1000, quick = 150,
  own = { agents = { default = 50, min = 9, max = 1000, help = "N" } },
}

local n = o.agents
local graphs = {
  { "8-regular", topology.regular(n, 8, o.seed) }, { "ring", topology.ring(n) }, { "complete", topology.complete(n) },
}
local cases = { { 0.9, 2 }, { 0.9, 5 }, { 0.9, 10 }, { 0.95, 10 }, { 0.8, 3 }, { 0.5, 2 } }

local function wrong(r, k) return (r ^ k - r ^ n) / (1 - r ^ n) end

local progress = script.progress { total = #graphs * #cases, label = "cases" }
local rows, shown, worst, squares = {}, {}, 0, 0
for i, entry in ipairs(graphs) do
  local name, graph = table.unpack(entry)
  for j, case in ipairs(cases) do
    local r, k = table.unpack(case)
    progress:update((i - 1) * #cases + j - 1, name)
    local trials = swarm.trials {
      graph = graph, qualities = { 1, r }, start = { k, n - k }, rule = { "voter", accept = true }, update = "asynchronous", seed = o.seed + 100 * j,
      runs = o.runs, rounds = 1000000, workers = o.workers, camps = false, groups = false,
    }
    local count = 0
    for run = 1, o.runs do if trials.winners[run] == 2 then count = count + 1 end end
    local p = wrong(r, k)
    local z = (count / o.runs - p) / math.sqrt(p * (1 - p) / o.runs)
    local share = paper.share(count, o.runs)
    worst, squares = math.max(worst, math.abs(z)), squares + z * z
    rows[#rows + 1] = { graph = name, r = r, k = k, ours = share.share, low = share.low, high = share.high, theirs = p, z = z, rounds = trials.rounds.mean, undecided = o.runs - trials.rounds.runs }
    shown[#shown + 1] = {
      name, ("%.2f"):format(r), k, paper.interval(share.share, share.low, share.high), ("%.3f"):format(p), ("%+.3f"):format(share.share - p), ("%+.1f"):format(z),
      ("%.0f"):format(trials.rounds.mean),
    }
  end
end
progress:finish()

paper.report(o, {
  name = "weighted_voter", rows = rows, shown = shown,
  title = ("P(wrong) of the weighted voter, N = %d, %d runs a case, with 95%% intervals"):format(n, o.runs),
  columns = { "graph", paper.column "r", paper.column "k", paper.column "ours", paper.column "closed form", paper.column "difference", paper.column "z", paper.column "rounds" },
  notes = {
    ("largest |z| of %d cases: %.1f; their squares sum to %.1f, where %d ± %.0f is expected."):format(#rows, worst, squares, #rows, math.sqrt(2 * #rows)),
    "z is in standard errors under the closed form. A round is N activations of agents drawn at random, each hearing beliefs as they are.",
    "By the closed form the same k gives the same figure on every graph: what a graph changes is the time.",
  },
})
