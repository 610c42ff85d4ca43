--- A day at the market: edge nodes on measured round-trip times serve an hour of real requests that carry real
--- utterances. Every strategy is a Lua plugin; the auction rule and the consensus rule are swapped while it runs.
---
---     formic run scripts/market_day.lua --nodes 490 --seed 7 --load 0.9 --use auction=first_price --svg charts

local o = script.options {
  about = "An hour of real requests on a market of edge nodes.",
  nodes = { default = 128, min = 2, max = 100000, help = "edge nodes; over 490 they share measured hosts" },
  seed = { default = 1, min = 0, help = "of every random stream" },
  load = { default = 0.6, min = 0.01, max = 2.0, help = "mean utilisation the node speeds are scaled to" },
  tasks = { default = 0, min = 0, help = "only the first so many arrivals; 0: all" },
  arrivals = { default = "", help = "file of arrivals (TIMESTAMP,ContextTokens,GeneratedTokens)" },
  rtt = { default = "", help = "file of round-trip times (.npy, float32, N×N, ms)" },
  use = { type = "assignments", help = "KIND=NAME: the policy a kind starts with, repeatable" },
  swap = { type = "assignments", help = "KIND=NAME: put in force at half time, repeatable; without: auction and consensus" },
  workers = { default = 2, min = 1, max = 64, help = "threads for the runs it is compared with; results don't depend on it" },
  json = { type = "flag", help = "print the report as JSON" },
  svg = { default = "", help = "folder to draw the charts into, by gnuplot" },
}
local swaps = next(o.swap) and o.swap or {
  auction = o.use.auction == "first_price" and "vickrey" or "first_price",
  consensus = o.use.consensus == "majority" and "entropy" or "majority",
}

local function options(learning)
  return {
    nodes = o.nodes, seed = o.seed, load = o.load, tasks = o.tasks, arrivals = o.arrivals, rtt = o.rtt,
    use = o.use, learning = learning,
  }
end

-- The run, with two rules swapped at half time.
local c = colony.new(options "gossip")
local progress = script.progress { total = c.duration_s, label = "market day" }
local function run_to(moment)
  while c.now_s < moment and not c.done do
    c:run(math.min(moment, c.now_s + 60))
    progress:update(math.min(c.now_s, c.duration_s))
  end
end
run_to(c.duration_s / 2)
local kinds = {}
for kind in pairs(swaps) do kinds[#kinds + 1] = kind end
table.sort(kinds)
for _, kind in ipairs(kinds) do c:use(kind, swaps[kind]) end
run_to(math.huge)
progress:finish()
local r = c:report()

-- The same tasks, draws and swaps without learning, and without gossip.
local function without(learning)
  local run = options(learning)
  run.swaps = { { at = 0.5, use = swaps } }
  return run
end
local frozen, alone = table.unpack(colony.sweep({ without "none", without "local" }, { workers = o.workers }))
local arms = { { "frozen head", frozen }, { "own feedback", alone }, { "with gossip", r } }

if o.json then
  r.arms = { none = frozen.accuracy, ["local"] = alone.accuracy, gossip = r.accuracy }
  print(json.encode(r, true))
  return
end

-- The report.
local function percent(x) return x and string.format("%.1f%%", 100 * x) or "–" end
local function span(i) return i and string.format("%.1f … %.1f", 100 * i[1], 100 * i[2]) or "–" end
local function minutes(series, step)
  local x, y = {}, {}
  for i, v in ipairs(series) do x[i], y[i] = (i - 0.5) * step / 60, v end
  return x, y
end

local m, t = r.market, r.tasks
print(string.format("%d nodes, seed %d, load %g: %d tasks of %d units in %.0f s, overlay of %d links",
  r.configuration.nodes, r.configuration.seed, r.configuration.load, t.total, t.units, r.duration_s, r.swarm.overlay_links))
print("Simulated: time, network, node speed and prices of power. Computed: every forward pass, gradient, bid, hash and transfer.")
if r.network.hosts_shared then print("More nodes than measured hosts: nodes share hosts, with ±10% jitter on each pair.") end
for _, s in ipairs(r.swaps) do print(string.format("At %.0f s: %s %s → %s", s.time_s, s.kind, s.from, s.to)) end

local ends = {}
for _, name in ipairs(colony.states()) do
  ends[#ends + 1] = { name, t[name], 100 * t[name] / math.max(1, t.total) }
end
print()
print(chart.table { title = "Tasks by end", columns = { "end", "tasks", { name = "share", unit = "%", digits = 1 } }, rows = ends })

local rows = {}
for i, arm in ipairs(arms) do
  local a = arm[2].accuracy
  rows[i] = { arm[1], percent(a.prequential), span(a.interval), percent(a.held_out), span(a.held_out_interval), span(a.held_out_gain_interval),
    percent(a.out_of_scope_refused / math.max(1, a.out_of_scope)) }
end
print()
print(chart.table { title = "Accuracy in %, 95% intervals", rows = rows,
  columns = { "learning", "served", "interval", "held out", "interval", "gain on the frozen head", "out of scope refused" } })

local x, gossip = minutes(r.accuracy.series, m.step_s)
local figures = {
  accuracy = { title = "Accuracy as served", x_label = "min", y_label = "share", height = 10, { name = "with gossip", x = x, y = gossip },
    { name = "own feedback", x = x, y = alone.accuracy.series }, { name = "frozen head", x = x, y = frozen.accuracy.series } },
  price = { title = "Price of a unit", x_label = "min", y_label = "µrUv", height = 10,
    { name = "pool", x = x, y = m.price }, { name = "paid", x = x, y = m.clearing } },
  latency = { title = "Latency of completed tasks", x_label = "min", y_label = "s", height = 8, { name = "mean", x = x, y = r.latency_s.series } },
}
for _, name in ipairs { "accuracy", "price", "latency" } do
  print()
  print(chart.line(figures[name]))
end

local l, g = r.latency_s, r.learning
print()
print(chart.table { title = "The hour", columns = { "figure", "value" , "figure", "value" }, rows = {
  { "latency p50 / p95 / p99", string.format("%.1f / %.1f / %.1f s", l.p50 or 0, l.p95 or 0, l.p99 or 0), "consensus reached", percent(r.swarm.agreed) },
  { "welfare", string.format("%.1f rUv", m.welfare_ruv), "rounds a shortlist", string.format("%.2f", r.swarm.rounds) },
  { "paid to executors", string.format("%.1f rUv", m.payments_ruv), "adapter hit rate", percent(g.adapter_hit_rate) },
  { "income Gini", string.format("%.3f", m.income_gini or 0), "gossip", string.format("%.1f MB in %d messages", g.gossip_bytes / 1e6, g.gossip_messages) },
  { "ledger", m.balanced and "balanced" or "NOT BALANCED", "adapter updates", string.format("%d", g.updates) },
  { "regret, favourite / award", string.format("%.1f / %.1f s a task", r.swarm.regret.favourite_s or 0, r.swarm.regret.award_s or 0), "favourite the best", percent(r.swarm.regret.best) },
} })

local calls = {}
for kind, p in pairs(r.policies) do
  calls[#calls + 1] = { kind, p.name .. (p.suspended and " (suspended)" or ""), p.calls, p.ns_per_call / 1000, p.calls * p.ns_per_call / 1e9, p.faults }
end
table.sort(calls, function(a, b) return a[5] > b[5] end)
print()
print(chart.table { title = "Policies", rows = calls, columns = { "kind", "in force", "calls", { name = "a call", unit = "µs", digits = 2 },
  { name = "all", unit = "s", digits = 2 }, "faults" } })

local stages = {}
for stage, s in pairs(r.timing.stages) do stages[#stages + 1] = { stage, s.seconds } end
table.sort(stages, function(a, b) return a[2] > b[2] end)
print()
print(chart.bars { title = string.format("Where the time goes: %.2f s, %.0f tasks/s", r.timing.seconds, r.timing.tasks_per_second), unit = "s", table.unpack(stages) })

if o.svg ~= "" then
  for _, name in ipairs { "accuracy", "price", "latency" } do
    print("drawn: " .. chart.svg(o.svg .. "/" .. name .. ".svg", figures[name]))
  end
end
print("digest " .. r.digest)
