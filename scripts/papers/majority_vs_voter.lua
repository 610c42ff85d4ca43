--- Speed against accuracy: majority-based decisions (DMMD) are faster and more often wrong than voter-based ones (DMVD).
---
---     formic run scripts/papers/majority_vs_voter.lua --quick --svg /tmp
---
--- Valentini, Ferrante, Hamann & Dorigo, "Collective decision with 100 Kilobots: speed versus accuracy in binary discrimination
--- problems", Autonomous Agents and Multi-Agent Systems 30, 2016. The claims: with modulated dissemination a majority of the
--- neighbourhood decides sooner than one neighbour's word and is less often right; larger neighbourhoods are faster and less
--- accurate; and parity matters, for an even number of voices can tie. The paper's robots move in an arena: its times in
--- minutes have no counterpart here, its order does.

local paper = require "papers.paper"
local o = paper.options {
  about = "Modulated majority against modulated voter, by size of the neighbourhood.",
  runs = 200, quick = 40,
  own = {
    agents = { default = 100, min = 10, max = 10000, help = "who hear a random sample of all that disseminate" },
    ratio = { default = 0.8, min = 0.1, max = 1.0, help = "quality of the worse option; the better has 1" },
    dissemination = { default = 10.0, min = 1.0, max = 1000.0, help = "mean rounds of disseminating an option of quality 1" },
    exploration = { default = 5.0, min = 0.0, max = 1000.0, help = "mean rounds of exploring" },
  },
}

local times = { dissemination = o.dissemination, exploration = o.exploration }
local rules = { { "voter", 1, { "dmvd", dissemination = times.dissemination, exploration = times.exploration } } }
for _, size in ipairs { 3, 4, 5, 7, 11, 15, 25 } do
  -- A neighbourhood of G voices is a node's own and G - 1 others'; two always tie when they differ, so that nobody moves
  rules[#rules + 1] = { "majority", size, { "majority", dissemination = times.dissemination, exploration = times.exploration, sample = size - 1 } }
end

local graph = topology.complete(o.agents)
local progress = script.progress { total = #rules, label = "rules" }
local rows, shown, x, accuracy, speed = {}, {}, {}, {}, {}
for i, rule in ipairs(rules) do
  local name, size, choice = table.unpack(rule)
  progress:update(i - 1, ("%s, %d voices"):format(name, size))
  local trials = swarm.trials {
    graph = graph, qualities = { 1, o.ratio }, start = "split", rule = choice, seed = o.seed, runs = o.runs, rounds = 100000, workers = o.workers, camps = false, groups = false,
  }
  rows[i] = { rule = name, voices = size, right = trials.right.share, low = trials.right.low, high = trials.right.high, rounds = trials.rounds.mean, rounds_low = trials.rounds.low, rounds_high = trials.rounds.high, agreed = trials.agreed.share }
  shown[i] = {
    name, size, paper.interval(trials.right.share, trials.right.low, trials.right.high), paper.interval(trials.rounds.mean, trials.rounds.low, trials.rounds.high, 0),
    ("%.0f"):format(100 * trials.agreed.share),
  }
  if name == "majority" then x[#x + 1], accuracy[#accuracy + 1], speed[#speed + 1] = size, trials.right.share, trials.rounds.mean end
end
progress:finish()

local voter, last = rows[1], rows[#rows]
local function holds(claim, condition) return ("%s  %s"):format(condition and "holds:" or "does NOT hold:", claim) end
local slower = true
for i = 2, #rows do slower = slower and rows[i].rounds < voter.rounds end
paper.report(o, {
  name = "majority_vs_voter", rows = rows, shown = shown,
  figure = { title = "Right decisions by size of the neighbourhood (majority)", x_label = "voices, its own among them", y_label = "share of runs", height = 12, { name = "right", x = x, y = accuracy } },
  title = ("%d agents, qualities 1 and %g, half on each at first, %d runs, 95%% intervals"):format(o.agents, o.ratio, o.runs),
  columns = { "rule", paper.column "voices", paper.column "right", paper.column "rounds to consensus", paper.column "agreed, %" },
  notes = {
    holds("a majority of three or more is faster than the voter", slower),
    holds("and the largest is less often right than the voter", last.right < voter.right),
    holds("larger neighbourhoods are faster (25 voices against 3)", last.rounds < rows[2].rounds),
    holds("and less accurate (25 voices against 3)", last.right < rows[2].right),
    ("parity: 3, 4 and 5 voices take %.0f, %.0f and %.0f rounds."):format(rows[2].rounds, rows[3].rounds, rows[4].rounds),
    "The claims are the paper's, its figures are of moving robots and not comparable one by one.",
  },
})
