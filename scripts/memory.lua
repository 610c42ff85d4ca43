--- Who serves what nobody has seen before? Some domains of requests come only in the second half of the run, and nodes differ
--- in what they are good at; with a collective memory, a submitter asks nodes that did well at similar requests.
---
---     formic run scripts/memory.lua --seeds 10 --tasks 6000
---
--- Common random numbers: with and without memory a seed has the same tasks, nodes and misfortunes. That similar requests
--- suit the same nodes (`--specialization`) is an assumption about edge nodes, not a measurement; at 0 nodes differ in speed
--- alone.

local o = script.options {
  about = "What collective memory is worth on requests of unseen kinds, and how well its patterns match the kinds there are.",
  nodes = { default = 128, min = 2, max = 100000, help = "edge nodes" },
  tasks = { default = 6000, min = 0, help = "only the first so many arrivals; 0: all" },
  seeds = { default = 10, min = 2, max = 1000, help = "runs of each variant, seeds 1, 2, …" },
  unseen = { default = 3, min = 1, max = 9, help = "of the ten domains, those that come only in the second half" },
  specialization = { default = 0.7, min = 0.0, max = 2.0, help = "σ of the logarithm of a node's speed from request to request" },
  load = { default = 0.6, min = 0.01, max = 2.0, help = "mean utilisation" },
  workers = { default = 2, min = 1, max = 64, help = "threads; results don't depend on it" },
  rows = { default = 3000, min = 150, max = 15000, help = "training utterances that are clustered" },
  json = { type = "flag", help = "print the rows as JSON" },
}

-- 1. What it is worth.
local arms = {
  { "own tasks", { memory = "local" } },
  { "and peers' reports", { memory = "gossip" } },
  { "policy none", { memory = "gossip", use = { memory = "none" } } },
}
local figures = {
  { "latency, s", "unseen", function(r) return r.novel.latency_s or 0 / 0 end },
  { "late or never, %", "unseen", function(r) return 100 * r.novel.late / math.max(1, r.novel.tasks) end },
  { "right answers, %", "unseen", function(r) return 100 * r.novel.right / math.max(1, r.novel.tasks) end },
  { "welfare, rUv", "unseen", function(r) return r.novel.welfare_ruv end },
  { "latency p50, s", "all", function(r) return r.latency_s.p50 end },
  { "latency p95, s", "all", function(r) return r.latency_s.p95 end },
  { "late or never, %", "all", function(r) return 100 * r.tasks.late / math.max(1, r.tasks.ended) end },
  { "welfare, rUv", "all", function(r) return r.market.welfare_ruv end },
}

local progress = script.progress { total = #arms + 1 + 15, label = "memory" }
local done = 0
local function advance(label)
  done = done + 1
  progress:update(done, label)
end

local function runs(options)
  local list = {}
  for seed = 1, o.seeds do
    list[seed] = { nodes = o.nodes, tasks = o.tasks, load = o.load, unseen = o.unseen, specialization = o.specialization, seed = seed }
    for name, value in pairs(options) do list[seed][name] = value end
  end
  return colony.sweep(list, { workers = o.workers })
end

--- Two-sided 95% points of Student's t for 1…30 degrees of freedom; the normal's beyond.
local student = { 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110,
  2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042 }

--- Mean of the differences by seed, and half the width of its 95% interval.
local function paired(before, after)
  local n, sum, squares = #before, 0, 0
  for i = 1, n do sum = sum + after[i] - before[i] end
  local mean = sum / n
  for i = 1, n do squares = squares + (after[i] - before[i] - mean) ^ 2 end
  return mean, (student[n - 1] or 1.96) * math.sqrt(squares / (n - 1) / n)
end

local function values(reports, read)
  local list, sum = {}, 0
  for i, r in ipairs(reports) do
    list[i] = read(r)
    sum = sum + list[i] / #reports
  end
  return list, sum
end

local without = runs {}
advance "without"
local gains = {}
for _, arm in ipairs(arms) do
  local reports = runs(arm[2])
  for _, figure in ipairs(figures) do
    local name, which, read = table.unpack(figure)
    local before, mean = values(without, read)
    local difference, half = paired(before, (values(reports, read)))
    gains[#gains + 1] = { memory = arm[1], requests = which, figure = name, without = mean, difference = difference, half = half,
      change = 100 * difference / math.abs(mean), clear = math.abs(difference) > half }
  end
  advance(arm[1])
end

-- 2. What its patterns are: clusters of utterances against the labels people gave them, in three orders of the same stream.
local u = data.utterances()
local train = {}
for i = 1, u.count do if u:split(i) == "train" and u:intent(i) then train[#train + 1] = i end end
local stride = #train / o.rows
local sample, names, domains, intents = {}, {}, {}, {}
local function number(name)
  names[name] = names[name] or #names + 1
  names[names[name]] = name
  return names[name]
end
for i = 1, o.rows do
  local row = train[1 + math.floor((i - 1) * stride)]
  sample[i] = { row = row, at = i, embedding = u:embedding(row), intent = number(u:intent(row)), domain = number(u:domain(row)) }
  intents[i], domains[i] = sample[i].intent, sample[i].domain
end
intents, domains = vector.new(intents, "i64"), vector.new(domains, "i64")

local function reversed()
  local list = {}
  for i = #sample, 1, -1 do list[#list + 1] = sample[i] end
  return list
end
local state = 1
local function shuffled()
  local list = { table.unpack(sample) }
  for i = #list, 2, -1 do
    state = (state * 1103515245 + 12345) % 2147483648
    local j = 1 + state % i
    list[i], list[j] = list[j], list[i]
  end
  return list
end
local orders = {
  { "intent by intent", sample }, { "reversed", reversed() }, { "shuffled", shuffled() },
}

--- Clusters the sample in an order, replays it once more, and labels every utterance: 0 where it is in no cluster.
local function labels(order, clustering, radius)
  local m = swarm.memory(u.dimension, { radius = radius, clustering = clustering, density = 4, patterns = 2000, episodes = o.rows, replay_every = 256 })
  for i, s in ipairs(order) do m:record(s.embedding, 1, 1, i) end
  m:replay(o.rows)
  local list = {}
  for i, s in ipairs(sample) do list[i] = m:label(s.embedding) or 0 end
  return list, m.count
end

--- Labels as classes: each utterance in no cluster is a class of its own.
local function classes(list)
  local all = {}
  for i, label in ipairs(list) do all[i] = label == 0 and -i or label end
  return vector.new(all, "i64")
end

local clusters = {}
for _, way in ipairs { { "radius", 0.4 }, { "radius", 0.5 }, { "radius", 0.6 }, { "density", 0.1 }, { "density", 0.2 } } do
  local first
  for _, order in ipairs(orders) do
    local found, patterns = labels(order[2], way[1], way[2])
    first = first or classes(found)
    found = vector.new(found, "i64")
    local byIntent, byDomain, same = swarm.agreement(found, intents), swarm.agreement(found, domains), swarm.agreement(found, first)
    clusters[#clusters + 1] = { by = way[1], radius = way[2], order = order[1], patterns = patterns, clusters = byIntent.clusters,
      ari_intents = byIntent.ari, purity_intents = byIntent.purity, ari_domains = byDomain.ari, purity_domains = byDomain.purity,
      ari_first = same.ari }
    advance(way[1] .. " " .. way[2])
  end
end
progress:finish()

if o.json then
  print(json.encode({ gains = gains, clusters = clusters }, true))
  return
end

print(string.format("%d nodes, load %g, %d tasks, specialization %g; %d of 10 domains come only in the second half; seeds 1…%d, paired",
  o.nodes, o.load, o.tasks, o.specialization, o.unseen, o.seeds))
local rows = {}
for i, g in ipairs(gains) do
  rows[i] = { g.memory, g.requests, g.figure, string.format("%.2f", g.without), string.format("%+.2f ± %.2f", g.difference, g.half),
    string.format("%+.1f", g.change), g.clear and "yes" or "" }
end
local function right(name) return { name = name, align = "right" } end
print()
print(chart.table { title = "What memory changes, mean of paired differences and its 95% interval", rows = rows,
  columns = { "memory of", "requests", "figure", right "without", right "difference", right "change, %", right "clear of 0" } })
print()
print(chart.table { title = string.format("%d utterances of 150 intents in 10 domains, clustered", o.rows), rows = clusters,
  columns = { "by", { name = "radius", key = "radius", digits = 1 }, "order", right "patterns", right "clusters",
    { name = "ARI intents", key = "ari_intents", digits = 3 }, { name = "purity", key = "purity_intents", digits = 3 },
    { name = "ARI domains", key = "ari_domains", digits = 3 }, { name = "purity", key = "purity_domains", digits = 3 },
    { name = "ARI with the first order", key = "ari_first", digits = 3 } } })
