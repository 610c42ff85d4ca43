--- What does size cost? Time of an agent's step and bytes of an agent in populations, time of a task and bytes of a node in
--- the colony, time to consensus by size and degree; each against N on logarithmic axes with the exponent of its growth.
---
---     formic run scripts/scale.lua --max 1000000 --svg charts

local o = script.options {
  about = "Measures how time and memory grow with the number of agents.",
  max = { default = 100000, min = 100, max = 10000000, help = "the largest population" },
  colony_max = { default = 10000, min = 100, max = 100000, help = "the largest colony" },
  tasks = { default = 1000, min = 10, max = 19366, help = "of each colony" },
  options = { default = 8, min = 2, max = 1000, help = "that a population decides between" },
  seeds = { default = 3, min = 1, max = 100, help = "runs behind each time to consensus" },
  json = { type = "flag", help = "print the rows as JSON" },
  svg = { default = "", help = "folder to draw the charts into, by gnuplot" },
}

--- 100, 1,000, … up to the most, and the most itself.
local function sizes(most)
  local list, n = {}, 100
  while n < most do list[#list + 1] = n; n = n * 10 end
  list[#list + 1] = most
  return list
end

--- Resident memory, garbage collected.
local function resident()
  collectgarbage()
  collectgarbage()
  return script.memory().resident_bytes
end

--- y ~ N^exponent by least squares through logarithms, and the share of the variance that explains.
local function power(points)
  local n, mx, my = #points, 0, 0
  for _, p in ipairs(points) do mx, my = mx + math.log(p.x) / n, my + math.log(p.y) / n end
  local xx, xy, yy = 0, 0, 0
  for _, p in ipairs(points) do
    local dx, dy = math.log(p.x) - mx, math.log(p.y) - my
    xx, xy, yy = xx + dx * dx, xy + dx * dy, yy + dy * dy
  end
  if xx == 0 then return 0, 1 end
  return xy / xx, yy > 0 and xy * xy / (xx * yy) or 1
end

local populations, colonies = sizes(o.max), sizes(o.colony_max)
local degrees = { 4, 8, 16 }
local progress = script.progress { total = 2 * #populations + #colonies + #degrees * (#populations - 1), label = "scale" }
local done, rows, kept = 0, {}, {}
local function tick(note) done = done + 1; progress:update(done, note) end

--- A row; populations and colonies before it are kept, so that their memory isn't used again and counts as theirs alone.
local function row(what, n, figures)
  figures.what, figures.n = what, n
  rows[#rows + 1] = figures
  return figures
end

local function graph_of(n, degree) return topology.regular(n, degree, 1) end

for _, rule in ipairs { "entropy", "voter" } do
  for _, n in ipairs(populations) do
    local before = resident()
    local population = swarm.population { graph = graph_of(n, 8), options = o.options, rule = rule, seed = 1 }
    kept[#kept + 1] = population
    population:step(1)
    local bytes = resident() - before
    local steps = math.max(3, math.min(2000, 2000000 // n))
    local fastest = math.huge
    for _ = 1, 3 do
      local start = os.clock()
      population:step(steps)
      fastest = math.min(fastest, (os.clock() - start) / steps / n)
    end
    row("population, " .. rule, n, { ns = fastest * 1e9, bytes = math.max(0, bytes) / n })
    tick(rule .. ", " .. n)
  end
end
kept = {}

colony.new { nodes = 100, tasks = 10 }:run() -- what all colonies share: data, the frozen head
for _, n in ipairs(colonies) do
  local before = resident()
  local c = colony.new { nodes = n, tasks = o.tasks }
  kept[#kept + 1] = c
  local start = os.clock()
  c:run()
  local seconds = os.clock() - start
  local report = c:report()
  row("colony", n, { ns = seconds / o.tasks * 1e9, bytes = math.max(0, resident() - before) / n, messages = report.network.messages / o.tasks,
    turns = (report.timing.stages.gossip or { events = 0 }).events / o.tasks })
  tick("colony, " .. n)
end
kept = {}

for _, degree in ipairs(degrees) do
  for i = 1, #populations - 1 do
    local n, sum, agreed = populations[i], 0, 0
    for seed = 1, o.seeds do
      local r = swarm.population { graph = topology.regular(n, degree, seed), options = o.options, rule = "entropy", seed = seed }:run { rounds = 2000 }
      sum, agreed = sum + r.steps, agreed + (r.agreed and 1 or 0)
    end
    row("consensus, degree " .. degree, n, { rounds = sum / o.seeds, agreed = 100 * agreed / o.seeds })
    tick("consensus, degree " .. degree .. ", " .. n)
  end
end
progress:finish()

if o.json then print(json.encode(rows, true)) return end

local order, series = {}, {}
for _, r in ipairs(rows) do
  if not series[r.what] then series[r.what] = {}; order[#order + 1] = r.what end
  table.insert(series[r.what], r)
end
local function points(what, key)
  local list = {}
  for _, r in ipairs(series[what]) do if r[key] and r[key] > 0 then list[#list + 1] = { x = r.n, y = r[key] } end end
  return list
end

print("CPU time of one thread; bytes are the growth of the process's resident memory, code and data it shares left out.")
print(chart.table { title = "By size", rows = rows, columns = { { name = "of", key = "what" }, { name = "N", key = "n" }, { name = "time", key = "ns", unit = "ns", digits = 1 },
  { name = "memory", key = "bytes", unit = "bytes each", digits = 0 }, { name = "gossip turns a task", key = "turns", digits = 1 },
  { name = "messages a task", key = "messages", digits = 0 }, { name = "rounds", digits = 1 }, { name = "agreed", unit = "%", digits = 0 } } })

local growth = {}
--- A curve of base-10 logarithms for each series that has the figure.
local function draw(name, title, key, unit)
  local figure = { title = title, x_label = "log10 N", y_label = "log10 " .. unit, height = 10 }
  for _, what in ipairs(order) do
    local p = points(what, key)
    if #p > 1 then
      local x, y = {}, {}
      for i, q in ipairs(p) do x[i], y[i] = math.log(q.x, 10), math.log(q.y, 10) end
      local exponent, r2 = power(p)
      growth[#growth + 1] = { what = what, figure = title, exponent = exponent, r2 = r2, from = p[1].x, to = p[#p].x }
      figure[#figure + 1] = { name = (what:gsub("population", "pop."):gsub("consensus, ", "")), x = x, y = y }
    end
  end
  if #figure == 0 then return end
  print()
  print(chart.line(figure))
  if o.svg ~= "" then print("drawn: " .. chart.svg(o.svg .. "/scale_" .. name .. ".svg", figure)) end
end
draw("time", "Time of a step of one agent, of a task", "ns", "ns")
draw("memory", "Bytes an agent, a node", "bytes", "bytes")
draw("consensus", "Rounds to consensus", "rounds", "rounds")
print()
print(chart.table { title = "Growth: figure ~ N^exponent", rows = growth, columns = { { name = "of", key = "what" }, "figure",
  { name = "exponent", digits = 2 }, { name = "r²", key = "r2", digits = 2 }, { name = "N from", key = "from" }, "to" } })
print([[

Why, as expected: a step of an agent is a fixed number of operations on its own row and its neighbours', so its time would be the same at
any size (N^0) if memory were: rows leave the 1st and 2nd cache at some thousand agents and the last at about a million, and
neighbours lie at random places. Memory is a fixed number of bytes an agent; small populations carry fixed costs, hence the fall.
A task's work is bounded (8 candidates, 4 deliberators), except that more nodes are awake to gossip about it, and that their
state leaves the caches. Rounds to consensus grow with the distance news has to go: about log N on random graphs.]])
