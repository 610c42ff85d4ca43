--- Which stage does each kind of policy carry? Replaces one kind at a time by its baseline, `random` or `none`, and
--- compares what that stage is for, over a few seeds with common random numbers.
---
---     formic run scripts/ablation.lua --seeds 5 --tasks 6000

local o = script.options {
  about = "Replaces each kind of policy by its baseline and shows what it was worth.",
  nodes = { default = 128, min = 2, max = 100000, help = "edge nodes" },
  load = { default = 0.6, min = 0.01, max = 2.0, help = "mean utilisation" },
  tasks = { default = 0, min = 0, help = "only the first so many arrivals; 0: all" },
  seeds = { default = 3, min = 1, max = 1000, help = "runs of each variant, seeds 1, 2, …" },
  workers = { default = 2, min = 1, max = 64, help = "threads; results don't depend on it" },
  only = { default = "", help = "one kind" },
  json = { type = "flag", help = "print the rows as JSON" },
}

--- Each kind's baseline, and the figure its stage is there for: `sign` is 1 where more is better. Last, options of the
--- colony without which there is no such stage.
local stages = {
  { "allocation", "random", "median latency, s", -1, function(r) return r.latency_s.p50 end },
  { "consensus", "random", "shortlists agreed, %", 1, function(r) return 100 * r.swarm.agreed end },
  { "pheromone", "none", "latency p95, s", -1, function(r) return r.latency_s.p95 end },
  { "pricing", "none", "price tracks load, r", 1, function(r) return r.market.price_tracks_load end },
  { "business", "random", "welfare, rUv", 1, function(r) return r.market.welfare_ruv end },
  { "bidding", "random", "welfare, rUv", 1, function(r) return r.market.welfare_ruv end },
  { "auction", "random", "cost of a task, mrUv", -1, function(r) return 1000 * r.market.cost_ruv / math.max(1, r.tasks.completed) end },
  { "fitness", "random", "accuracy as served, %", 1, function(r) return 100 * r.accuracy.prequential end },
  { "adapter", "random", "accuracy as served, %", 1, function(r) return 100 * r.accuracy.prequential end },
  { "aggregation", "none", "held-out accuracy, %", 1, function(r) return 100 * r.accuracy.held_out end },
  { "slashing", "none", "stake flaky nodes lost, %", 1, function(r) return 100 * (r.market.stake_lost.flaky or 0) end },
  { "reputation", "none", "lost to flaky nodes, tasks", -1, function(r) return r.tasks.late end },
  { "governance", "random", "decided as the stake voted, %", 1,
    function(r) return 100 * (1 - r.governance.against_stake / math.max(1, r.governance.decided)) end, { governance = true } },
  { "memory", "none", "latency p95, s", -1, function(r) return r.latency_s.p95 end, { memory = "gossip", unseen = 3, specialization = 0.7 } },
}

for i = #stages, 1, -1 do
  if o.only ~= "" and stages[i][1] ~= o.only then table.remove(stages, i) end
end
if #stages == 0 then error("no kind '" .. o.only .. "'", 0) end

-- Defaults, and each variant beside them.
local arms = #stages + 1
for _, stage in ipairs(stages) do arms = arms + (stage[6] and 1 or 0) end
local progress = script.progress { total = arms, label = "ablation" }
local done = 0

--- The reports of one variant, a seed each: the same tasks, draws and misfortunes as every other variant's.
local function runs(use, options)
  local list = {}
  for seed = 1, o.seeds do
    list[seed] = { nodes = o.nodes, load = o.load, tasks = o.tasks, seed = seed, use = use }
    for name, value in pairs(options or {}) do list[seed][name] = value end
  end
  local reports = colony.sweep(list, { workers = o.workers })
  done = done + 1
  progress:update(done, next(use) or "defaults")
  return reports
end

local defaults = runs {}
local rows = {}
for _, stage in ipairs(stages) do
  local kind, baseline, figure, sign, read, options = table.unpack(stage)
  local usual = options and runs({}, options) or defaults
  local reports = runs({ [kind] = baseline }, options)
  local before, after, hurt = 0, 0, 0
  for seed = 1, o.seeds do
    local a, b = read(usual[seed]), read(reports[seed])
    before, after = before + a / o.seeds, after + b / o.seeds
    if sign * (b - a) < 0 then hurt = hurt + 1 end
  end
  rows[#rows + 1] = { kind = kind, baseline = baseline, figure = figure, with = before, without = after,
    change = 100 * (after - before) / math.abs(before), hurt = string.format("%d of %d", hurt, o.seeds) }
end
progress:finish()

if o.json then
  print(json.encode(rows, true))
else
  print(string.format("%d nodes, load %g, seeds 1…%d, common random numbers", o.nodes, o.load, o.seeds))
  print(chart.table { rows = rows, columns = { "kind", "baseline", { name = "its stage's figure", key = "figure" },
    { name = "default", key = "with", digits = 2 }, { name = "baseline", key = "without", digits = 2 },
    { name = "change", unit = "%", digits = 1 }, { name = "hurt", align = "right" } } })
end
