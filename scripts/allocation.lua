--- How much does a rule that gives out tasks regret? Rules meet the same nodes, tasks and luck, seed by seed; regret is what
--- their choices cost more than an oracle's, which knows every node's true median service time and chance of success.
---
---     formic run scripts/allocation.lua --seeds 20 --drift none,swap,walk --rules thompson,ucb,./mine.lua

local o = script.options {
  about = "Compares allocation rules by their regret: stationary, under drift, with and without shared beliefs.",
  rules = { default = "thompson,ucb,greedy,trail,random", help = "native rules, plugins such as allocation/ucb, paths" },
  drift = { default = "none,swap,walk", help = "worlds: none, swap (the ranking turns round at half time), walk" },
  tasks = { default = 4000, min = 3, max = 10000000, help = "of one run" },
  nodes = { default = 16, min = 1, max = 4096, help = "that can have a task" },
  types = { default = 4, min = 1, max = 1000, help = "of task" },
  submitters = { default = 4, min = 1, max = 1000, help = "with beliefs of their own" },
  seeds = { default = 10, min = 2, max = 1000, help = "worlds, seeds 1, 2, …" },
  memory = { default = 1000, min = 1, max = 1000000000, help = "tasks in which an observation fades to 1/e, where there is drift" },
  detect = { default = 8.0, min = 1.0, max = 1000.0, help = "surprise at which a pair is forgotten, where there is drift (Page's CUSUM)" },
  json = { type = "flag", help = "print the rows as JSON" },
  svg = { default = "", help = "folder to draw the charts into, by gnuplot" },
}

local function words(text)
  local list = {}
  for word in text:gmatch("[^,%s]+") do list[#list + 1] = word end
  return list
end
local rules, worlds = words(o.rules), words(o.drift)
if #rules == 0 or #worlds == 0 then error("--rules and --drift: name at least one each", 0) end

--- The 97.5% quantile of Student's t: the normal one, and terms of Cornish and Fisher's expansion.
local function student(freedom)
  local z, v = 1.959964, freedom
  if v == 1 then return 12.706 elseif v == 2 then return 4.303 end
  return z + (z ^ 3 + z) / (4 * v) + (5 * z ^ 5 + 16 * z ^ 3 + 3 * z) / (96 * v ^ 2)
end

--- Mean and half the width of its 95% interval.
local function mean(values)
  local n, sum, squares = #values, 0, 0
  for _, value in ipairs(values) do sum = sum + value end
  for _, value in ipairs(values) do squares = squares + (value - sum / n) ^ 2 end
  return sum / n, student(n - 1) * math.sqrt(squares / (n - 1) / n)
end

--- What is remembered in which way; where nothing drifts there is nothing to forget.
local ways = {
  none = { { "everything", share = true }, { "alone", share = false } },
  drift = {
    { "everything", share = true }, { "fading", share = true, memory = o.memory },
    { "fading, detecting", share = true, memory = o.memory, detect = o.detect },
    { "the same, alone", share = false, memory = o.memory, detect = o.detect },
  },
}

local arms = 0
for _, world in ipairs(worlds) do arms = arms + #rules * #(ways[world] or ways.drift) end
local progress = script.progress { total = arms * o.seeds, label = "allocation" }
local done, rows, courses = 0, {}, {}
for _, world in ipairs(worlds) do
  for _, way in ipairs(ways[world] or ways.drift) do
    for _, rule in ipairs(rules) do
      local regrets, optimal, fits, course = {}, 0, { b = 0, r2 = 0, linear = 0 }, nil
      for seed = 1, o.seeds do
        local study = swarm.allocation {
          rule = rule, drift = world, nodes = o.nodes, types = o.types, submitters = o.submitters, tasks = o.tasks, seed = seed,
          share = way.share, memory = way.memory, detect = way.detect,
        }:run()
        regrets[seed], optimal = study.regret, optimal + study.optimal / o.seeds
        local fit, series = study:fit(), study:series()
        if fit then
          fits.b, fits.r2, fits.linear = fits.b + fit.b / o.seeds, fits.r2 + fit.r2 / o.seeds, fits.linear + fit.linear_r2 / o.seeds
        end
        course = course and course + series.regret or series.regret
        if seed == o.seeds then courses[#courses + 1] = { world = world, way = way[1], rule = rule, x = series.task, y = course * (1 / o.seeds) } end
        done = done + 1
        progress:update(done, world .. ", " .. rule)
      end
      local regret, half = mean(regrets)
      rows[#rows + 1] = { world = world, remembers = way[1], rule = rule, regret = regret, interval = half, optimal = 100 * optimal,
        growth = fits.b, r2 = fits.r2, linear_r2 = fits.linear }
    end
  end
end
progress:finish()

if o.json then print(json.encode(rows, true)) return end
print(string.format("%d nodes, %d types, %d submitters, %d tasks, seeds 1…%d. The oracle knows true medians and chances of success.",
  o.nodes, o.types, o.submitters, o.tasks, o.seeds))
for _, row in ipairs(rows) do row.spread = string.format("± %.2f", row.interval) end
print(chart.table { rows = rows, columns = { "world", "remembers", "rule", { name = "regret", unit = "s", digits = 2 }, { name = "95%", key = "spread", align = "right" },
  { name = "best node", key = "optimal", unit = "%", digits = 1 }, { name = "b of a + b ln T", key = "growth", unit = "s", digits = 2 }, { name = "its r²", key = "r2", digits = 3 },
  { name = "r² of a line", key = "linear_r2", digits = 3 } } })

-- One chart a world, of the way of remembering that is meant for it.
for _, world in ipairs(worlds) do
  local way = (ways[world] and ways[world][1] or ways.drift[3])[1]
  local figure = {}
  for _, course in ipairs(courses) do
    if course.world == world and course.way == way and course.rule ~= "random" and course.rule ~= "trail" then
      figure[#figure + 1] = { name = course.rule, x = course.x, y = course.y }
    end
  end
  if #figure > 0 then
    figure.title = string.format("Mean regret, %s (remembers: %s)", world == "none" and "no drift" or "drift: " .. world, way)
    figure.x_label, figure.y_label = "tasks", "s"
    print()
    print(chart.line(figure))
    if o.svg ~= "" then print("drawn: " .. chart.svg(o.svg .. "/regret_" .. world .. ".svg", figure)) end
  end
end
