--- The double bridge: nest and food are joined by two branches, one longer than the other. Which do ants take, and do they leave
--- it when it is cut? The experiment that ant algorithms begin with, under any pheromone rule.
---
---     formic run scripts/double_bridge.lua --runs 50
---     formic run scripts/double_bridge.lua --rules argentine_ant,max_min --ratio 1
---
--- Theirs: Goss, Aron, Deneubourg & Pasteels (Naturwissenschaften 76, 1989) saw the ants of nearly every trial end up on the branch half
--- as long, and on one or the other of two equal branches about equally often; when the short branch was added only after half an
--- hour, they stayed on the long one. That is how later papers tell it; theirs could not be read here, so no figure of it is printed.
--- argentine_ant follows their model (k = 20, n = 2 from Deneubourg et al. 1990), but ours leaves the long branch for a late short one.
---
--- Assumed here: ants walk at one speed, choose at the two forks alone, never turn round on a branch, and mark every crossing
--- alike (lay = "always"). Rules that grade paths mark on the way back alone (lay = "returning"), and start anew from the nest when
--- they come to a dead end: real ants can't do that. Ants are outcomes one by one here, not rounds: ant_system lets both branches
--- grow strong, and ant_colony_system takes them in proportion to how good they are, as it does with tasks.

local o = script.options {
  about = "Ants on a bridge of two branches: which they take, and whether they leave one that is cut.",
  rules = { default = "argentine_ant,ant_system,max_min,ant_colony_system", help = "pheromone plugins by name or path, with commas between" },
  runs = { default = 20, min = 1, max = 10000, help = "of each, seeds 1, 2, …" },
  ratio = { default = 2.0, min = 1.0, max = 100.0, help = "length of the long branch, in short ones" },
  crossing = { default = 20.0, min = 0.1, max = 10000.0, help = "time to cross the short branch, s" },
  ants = { default = 100, min = 1, max = 100000, help = "that go back and forth" },
  minutes = { default = 60, min = 1, max = 100000, help = "of each stage: before the short branch is cut, while it is, after" },
  explore = { default = 0.02, min = 0.0, max = 1.0, help = "chance that a branch is taken whatever the trails; 0 for argentine_ant" },
  json = { type = "flag", help = "print the rows as JSON" },
}

--- Nest 1, food 2; the short branch over 3, the long one over 4.
local function bridge(rule, seed)
  local half, real = o.crossing / 2, rule:find("argentine_ant") ~= nil
  return swarm.trails { from = 1, to = 2, ants = o.ants, seed = seed, rule = rule, lay = real and "always" or "returning", explore = real and 0 or o.explore,
    links = { { 1, 3, half }, { 3, 2, half }, { 1, 4, half * o.ratio }, { 4, 2, half * o.ratio } } }
end

--- The share of ants that set out over the short branch, from either end, in the last tenth of a stage of that many minutes.
local function stage(trails, minutes)
  trails:advance(minutes * 60 * 0.9)
  local before = trails:links()
  trails:advance(minutes * 60 * 0.1)
  local after = trails:links()
  local function crossed(i) return after[i].crossings - before[i].crossings end
  local short, long = crossed(1) + crossed(2), crossed(3) + crossed(4)
  return short + long > 0 and short / (short + long) or 0
end

local rules, rows = {}, {}
for rule in o.rules:gmatch("[^,]+") do rules[#rules + 1] = rule end
local progress = script.progress { total = #rules * o.runs, label = "bridges" }
for r, rule in ipairs(rules) do
  local row = { rule = rule, short = 0, long = 0, undecided = 0, share = 0, left = 0, returned = 0, late = 0, histogram = { 0, 0, 0, 0, 0 } }
  for seed = 1, o.runs do
    local trails = bridge(rule, seed)
    local share = stage(trails, o.minutes)
    row.share = row.share + share / o.runs
    local bin = math.min(5, math.floor(share * 5) + 1)
    row.histogram[bin] = row.histogram[bin] + 1
    if share >= 0.8 then row.short = row.short + 1 elseif share <= 0.2 then row.long = row.long + 1 else row.undecided = row.undecided + 1 end
    -- Cut and mended: ways there in the meantime are over the long branch or none.
    trails:close(3, 2)
    local trips = trails.trips
    stage(trails, o.minutes)
    local possible = o.ants * o.minutes * 60 / (2 * o.crossing * o.ratio)
    if trails.trips - trips >= 0.5 * possible then row.left = row.left + 1 end
    trails:open(3, 2)
    if stage(trails, o.minutes) >= 0.8 then row.returned = row.returned + 1 end
    -- The short branch comes late: half of a stage without it.
    trails = bridge(rule, seed)
    trails:close(1, 3)
    trails:close(3, 2)
    trails:advance(o.minutes * 30)
    trails:open(1, 3)
    trails:open(3, 2)
    if stage(trails, o.minutes) >= 0.8 then row.late = row.late + 1 end
    progress:update((r - 1) * o.runs + seed, rule)
  end
  rows[r] = row
end
progress:finish()

if o.json then
  print(json.encode(rows, true))
  return
end

print(string.format("%d ants, branches of %g and %g s, %d min a stage, seeds 1…%d", o.ants, o.crossing, o.crossing * o.ratio, o.minutes, o.runs))
local shown = {}
for i, row in ipairs(rows) do
  local function of(n) return string.format("%d of %d", n, o.runs) end
  shown[i] = { row.rule, 100 * row.share, of(row.short), of(row.long), of(row.left), of(row.returned), of(row.late) }
end
print(chart.table { rows = shown, columns = { "rule", { name = "on the short one", unit = "%", digits = 1 }, { name = "most short", align = "right" },
  { name = "most long", align = "right" }, { name = "leave a cut one", align = "right" }, { name = "come back", align = "right" }, { name = "find it late", align = "right" } } })
print("most: at least 80% of crossings in the last tenth of a stage. leave: at least half the trips that the long branch allows while the short one is cut.")
print()
for _, row in ipairs(rows) do
  local bars = { title = row.rule .. ": runs by the share of ants on the short branch", unit = "runs", width = 60 }
  for i = 1, 5 do bars[i] = { string.format("%d–%d%%", 20 * i - 20, 20 * i), row.histogram[i] } end
  print(chart.bars(bars))
end
