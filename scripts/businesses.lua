--- Autonomous businesses: strategies that are one text each compete for a week of real arrivals. Who can't pay the rent
--- goes, and a copy of a profitable one takes the seat. Then the same weeks under other auction rules.
---
---     formic run scripts/businesses.lua --seeds 20 --days 7 --rules vickrey,scoring

local o = script.options {
  about = "Businesses compete for a simulated week; the auction rule is swapped.",
  seeds = { default = 20, min = 2, max = 1000, help = "weeks under each rule, seeds 1, 2, …" },
  days = { default = 7, min = 1, max = 28, help = "of a week" },
  rate = { default = 100, min = 1, max = 1000, help = "requests of the mean hour of a working day" },
  load = { default = 0.6, min = 0.01, max = 4.0, help = "share of the standard machines' time the mean demand takes" },
  businesses = { default = "cost_plus,expander,learner,night_shift,specialist,steward,undercutter", help = "plugins, two of each" },
  rules = { default = "vickrey,first_price,posted_price,scoring,random", help = "auction rules; the first is the one the others are compared with" },
  arrivals = { default = "", help = "file of arrivals (TIMESTAMP,ContextTokens,GeneratedTokens)" },
  workers = { default = 2, min = 1, max = 64, help = "threads; results don't depend on it" },
  json = { type = "flag", help = "print the figures as JSON" },
  svg = { default = "", help = "folder to draw the chart into, by gnuplot" },
}

local function words(text)
  local list = {}
  for word in text:gmatch("[^,%s]+") do list[#list + 1] = word end
  return list
end
local rules, businesses = words(o.rules), {}
for i, name in ipairs(words(o.businesses)) do businesses[i] = { name, copies = 2 } end
if #rules == 0 then error("--rules: name at least one auction rule", 0) end
if #businesses < 2 then error("--businesses: name at least two", 0) end

--- The 97.5% quantile of Student's t: the normal one, and three terms of Cornish and Fisher's expansion.
local function student(freedom)
  local z, v = 1.959964, freedom
  if v == 1 then return 12.706 elseif v == 2 then return 4.303 end
  return z + (z ^ 3 + z) / (4 * v) + (5 * z ^ 5 + 16 * z ^ 3 + 3 * z) / (96 * v ^ 2) + (3 * z ^ 7 + 19 * z ^ 5 + 17 * z ^ 3 - 15 * z) / (384 * v ^ 3)
end

--- Mean of a figure over reports, and half the width of its 95% interval.
local function mean(reports, read)
  local values, sum = {}, 0
  for _, report in ipairs(reports) do
    local value = read(report)
    if value then values[#values + 1] = value; sum = sum + value end
  end
  local n = #values
  if n == 0 then return nil end
  local m, squares = sum / n, 0
  for _, value in ipairs(values) do squares = squares + (value - m) ^ 2 end
  if n == 1 then return m, nil, 1 end
  return m, student(n - 1) * math.sqrt(squares / (n - 1) / n), n
end

-- Every rule meets the same weeks, machines and chances. A few seeds at a time, so that the progress can be seen.
local progress = script.progress { total = #rules * o.seeds, label = "weeks" }
local reports = {}
for i, rule in ipairs(rules) do
  local list = {}
  reports[i] = list
  while #list < o.seeds do
    local batch = {}
    for seed = #list + 1, math.min(o.seeds, #list + 2 * o.workers) do
      batch[#batch + 1] = { businesses = businesses, rule = rule, seed = seed, days = o.days, rate = o.rate, load = o.load, arrivals = o.arrivals }
    end
    for _, report in ipairs(business.sweep(batch, { workers = o.workers })) do list[#list + 1] = report end
    progress:update((i - 1) * o.seeds + #list, rule)
  end
end
progress:finish()

local all = {}
for _, list in ipairs(reports) do table.move(list, 1, #list, #all + 1, all) end
local digest = business.fingerprint(all)

-- The figures.
local figures = {
  { "welfare", "welfare, rUv", 0, function(r) return r.welfare_ruv end },
  { "spend", "requesters' spend, rUv", 0, function(r) return r.spend_ruv end },
  { "anarchy", "price of anarchy, at most", 3, function(r) return r.anarchy end },
  { "gini", "Gini of incomes", 3, function(r) return r.income_gini end },
  { "served", "served, %", 1, function(r) return 100 * r.requests.served / math.max(1, r.requests.total) end },
  { "closures", "closures", 1, function(r) return r.closures end },
}
local first = reports[1]
local names, rows, standings = {}, {}, {}
for i, b in ipairs(first[1].businesses) do
  names[i] = b.name
  local function of(read) return mean(first, function(r) return read(r.businesses[i]) end) end
  local share, half = of(function(b) return 100 * b.share end)
  standings[i] = {
    name = b.name, share = share, half = half, earned = of(function(b) return b.earned_ruv end), profit = of(function(b) return b.profit_ruv end),
    won = of(function(b) return b.bids > 0 and 100 * b.wins / b.bids or nil end) or 0, used = of(function(b) return 100 * b.utilization end),
    failed = of(function(b) return b.wins > 0 and 100 * b.failures / b.wins or nil end) or 0, living = of(function(b) return b.living end),
    closed = of(function(b) return b.closed end),
  }
end
for i, rule in ipairs(rules) do
  local row = { rule = rule }
  for _, figure in ipairs(figures) do
    local key, _, _, read = table.unpack(figure)
    local m, half = mean(reports[i], read)
    local gain, gain_half = mean(reports[i], function(r)
      local a, b = read(r), read(first[r.seed])
      return a and b and a - b
    end)
    row[key] = { mean = m, half = half, difference = gain, difference_half = gain_half }
  end
  rows[i] = row
end
local suspended = {}
for _, report in ipairs(all) do
  for _, fault in ipairs(report.suspensions) do suspended[fault] = (suspended[fault] or 0) + 1 end
  if not report.balanced then error("the books of seed " .. report.seed .. " do not balance", 0) end
end

if o.json then
  print(json.encode({ strategies = standings, rules = rows, digest = digest }, true))
  return
end

local requests = mean(first, function(r) return r.requests.total end)
print(string.format("%d businesses, %d days, %.0f requests on average, seeds 1…%d under each of %d rules", 2 * #businesses, o.days, requests, o.seeds, #rules))
print("Simulated: time, demand (the real hour's arrivals, thinned, with a day's and a week's course), machines, the price of power, and what")
print("adapters are good for. Computed: every bid, clearing, price, score of reputation and transfer. No network, no learning of weights.")

-- Market shares over time, seeds together: of each six hours and those before, a day in all, since nights differ from days.
local figure = { title = "Market share under " .. rules[1] .. ", mean of " .. o.seeds .. " weeks", x_label = "day", y_label = "% of a day's earnings", height = 14 }
for i, name in ipairs(names) do
  local x, y = {}, {}
  for k = 1, #first[1].businesses[i].shares do
    local from = math.max(1, k - 3)
    x[k], y[k] = k / 4, mean(first, function(r)
      local sum = 0
      for j = from, k do sum = sum + r.businesses[i].shares[j] end
      return 100 * sum / (k - from + 1)
    end)
  end
  figure[i] = { name = name, x = x, y = y }
end
print()
print(chart.line(figure))

local function pm(m, half, digits)
  if not m then return "–" end
  return string.format("%." .. digits .. "f", m) .. (half and string.format(" ± %." .. digits .. "f", half) or "")
end
table.sort(standings, function(a, b) return a.share > b.share end)
local shown = {}
for i, s in ipairs(standings) do
  shown[i] = { s.name, pm(s.share, s.half, 1), s.earned, s.profit, s.won, s.used, s.failed, s.living, s.closed }
end
print()
print(chart.table { title = "Strategies under " .. rules[1] .. ", means of " .. o.seeds .. " weeks; shares with 95% intervals", rows = shown,
  columns = { "strategy", { name = "share, %", align = "right" }, { name = "earned", unit = "rUv", digits = 0 }, { name = "profit", unit = "rUv", digits = 1 },
    { name = "won", unit = "%", digits = 1 }, { name = "used", unit = "%", digits = 0 }, { name = "failed", unit = "%", digits = 0 },
    { name = "living", digits = 1 }, { name = "closed", digits = 1 } } })

for _, part in ipairs { { "The rule swapped: means and 95% intervals", "mean", "half" },
    { "Less " .. rules[1] .. ", week by week: means and 95% intervals", "difference", "difference_half" } } do
  local title, key, half = table.unpack(part)
  local lines, columns = {}, { "rule" }
  for _, f in ipairs(figures) do columns[#columns + 1] = { name = f[2], align = "right" } end
  for i = key == "difference" and 2 or 1, #rows do
    local line = { rows[i].rule }
    for _, f in ipairs(figures) do line[#line + 1] = pm(rows[i][f[1]][key], rows[i][f[1]][half], f[3]) end
    lines[#lines + 1] = line
  end
  if #lines > 0 then
    print()
    print(chart.table { title = title, rows = lines, columns = columns })
  end
end
local slack = mean(first, function(r) return r.optimum_ruv and r.planned_ruv / r.optimum_ruv end)
if slack then
  print("Price of anarchy: a bound no assignment exceeds (Lagrangian; same machines, adapters and costs) over what was achieved. A planner who")
  print(string.format("knows true costs reaches %.0f%% of the bound under %s, request by request: there the true figure is between that share of it and all.",
    100 * slack, rules[1]))
end
for fault, count in pairs(suspended) do print(string.format("suspended in %d weeks: %s", count, fault)) end
if o.svg ~= "" then print("drawn: " .. chart.svg(o.svg .. "/shares.svg", figure)) end
print("digest " .. digest)
