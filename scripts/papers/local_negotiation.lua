--- Liu & Lee's local negotiation on their networks: steps to consensus, and runs that fail.
---
---     formic run scripts/papers/local_negotiation.lua --quick
---
--- Liu & Lee, "Decentralized consensus decision making", SN Applied Sciences 2, 2020. The reference figures are not the
--- paper's: they are means of a re-run of the authors' own code (github.com/yangliu28/swarm_formation_sim, MIT) with its
--- rounds made synchronous, 100 runs on 30-1 and 50 on the others, none of which failed.

local paper = require "papers.paper"
local o = paper.options {
  about = "Local negotiation on the authors' triangular networks, beside a re-run of the authors' code.",
  runs = 100, quick = 20,
  own = {
    rule = { default = "local_negotiation", help = "consensus rule; another one shows what freezes" },
    rounds = { default = 5000, min = 1, max = 1000000, help = "after which a run has failed" },
  },
}

local folder = arg[0]:match("^(.*)/[^/]*$") or "."
local sizes = { 2, 10, 30, 100 }
-- Mean steps for each number of options, their standard deviation where it was kept, and how many runs.
local reference = {
  { "30-1", { 8.3, 16.5, 20.7, 25.4 }, { 9.9, 9.4, 9.2, 12.0 }, 100 },
  { "50-3", { 20.0, 32.8, 46.2, 45.0 }, nil, 50 },
  { "100-1", { 17.1, 32.4, 43.2, 50.8 }, nil, 50 },
  { "100-3", { 18.4, 35.2, 37.3, 54.1 }, nil, 50 },
  { "200-1", {}, nil, 0 },
}

local progress = script.progress { total = #reference * #sizes, label = "cases" }
local rows, shown, curves, failed, inside, compared = {}, {}, {}, 0, 0, 0
for i, entry in ipairs(reference) do
  local net, means = table.unpack(entry)
  local graph, steps = topology.lattice(folder .. "/../data/consensus_nets/" .. net), {}
  for k, m in ipairs(sizes) do
    progress:update((i - 1) * #sizes + k - 1, net .. ", m = " .. m)
    local trials = swarm.trials { graph = graph, options = m, rule = o.rule, seed = o.seed, runs = o.runs, rounds = o.rounds, workers = o.workers, camps = false }
    local ours, theirs = trials.rounds, means[k]
    local failures = o.runs - math.floor(trials.agreed.share * o.runs + 0.5)
    failed = failed + failures
    -- Both are samples: the difference of the means in its standard error, theirs with our deviation where they kept none
    local z
    if theirs and ours.runs > 1 then
      local sd = entry[3] and entry[3][k] or ours.sd
      z = (ours.mean - theirs) / math.sqrt(ours.sd ^ 2 / ours.runs + sd ^ 2 / entry[4])
      compared, inside = compared + 1, inside + (math.abs(z) <= 2 and 1 or 0)
    end
    rows[#rows + 1] = { net = net, options = m, steps = ours.mean, sd = ours.sd, low = ours.low, high = ours.high, theirs = theirs, z = z, failures = failures, runs = o.runs }
    local mean, reference_text, difference = paper.beside(ours.mean, ours.low, ours.high, theirs, 1)
    shown[#shown + 1] = { net, m, mean, ("%.1f"):format(ours.sd), reference_text, difference, z and ("%+.1f"):format(z) or "–", failures }
    steps[k] = ours.mean
  end
  curves[i] = { name = net, x = sizes, y = steps }
end
progress:finish()

curves.title, curves.x_label, curves.y_label, curves.height = "Steps to consensus", "options", "mean steps", 12
paper.report(o, {
  name = "local_negotiation", rows = rows, shown = shown, figure = curves,
  title = ("%s, %d runs a case: steps to consensus with 95%% intervals"):format(o.rule, o.runs),
  columns = { "network", paper.column "m", paper.column "ours", paper.column "sd", paper.column "reference", paper.column "difference", paper.column "z", paper.column "failures" },
  notes = {
    ("%d of %d runs failed. %d of %d differences are within 2 standard errors (19 of 20 are, where nothing differs)."):format(failed, o.runs * #rows, inside, compared),
    "The reference is a re-run of the authors' code, not the paper's table; first beliefs are normalised uniform draws in both.",
    "z counts the reference as a sample of its 100 or 50 runs; where it kept no deviation, ours stands in. No reference for 200-1.",
  },
})
