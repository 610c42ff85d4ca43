--- Every attack on Formic that is written down, tried against the program that runs this, each in a process of its own.
---
---     formic run scripts/attacks/all.lua --layer ledger --verbose
---
--- Ends with 1 if one of them got through, ended in an error, did not end, or is missing.

local o = script.options {
  about = "Tries every attack that is written down and shows which the system withstands.",
  folder = { default = "", help = "where the attacks are, a folder a layer; the one of this script by default" },
  layer = { default = "", help = "only these: ledger, host, …" },
  id = { default = "", help = "only this one" },
  limit = { default = 60, min = 1, max = 3600, help = "seconds an attack may take" },
  verbose = { type = "flag", help = "tell each attack's story" },
  json = { default = "", help = "a file for the results as JSON" },
}
local folder = o.folder ~= "" and o.folder or arg[0]:match("^(.*)/[^/]*$") or "."

--- The scenarios: the letter of their ids, how many there are, their layer.
local layers = {
  { "P", 12, "pricing" }, { "A", 16, "auction" }, { "L", 12, "ledger" }, { "S", 10, "slashing" }, { "V", 2, "vesting" },
  { "D", 3, "dispute" }, { "G", 13, "governance" }, { "R", 8, "reputation" }, { "I", 7, "identity" }, { "H", 8, "host" },
}
local rank, wanted = {}, {}
for place, row in ipairs(layers) do
  rank[row[1]] = place
  if o.layer == "" or o.layer == row[3] then
    for number = 1, row[2] do
      local id = ("%s%02d"):format(row[1], number)
      if o.id == "" or o.id == id then wanted[id] = row[3] end
    end
  end
end

--- The attacks there are, in the order of the scenarios.
local cases, known = {}, {}
for _, name in ipairs(script.files(folder, "*/*.lua")) do
  local layer, id = name:match("^(.-)/(%u%d%d)_[%w_]+%.lua$")
  if id and (o.layer == "" or layer == o.layer) and (o.id == "" or id == o.id) then
    cases[#cases + 1] = { id = id, layer = layer, file = folder .. "/" .. name, name = name:match("_([%w_]+)%.lua$"):gsub("_", " ") }
    known[id] = true
  end
end
for id, layer in pairs(wanted) do
  if not known[id] then cases[#cases + 1] = { id = id, layer = layer, name = "—" } end
end
table.sort(cases, function(a, b)
  local first, second = rank[a.id:sub(1, 1)] or 99, rank[b.id:sub(1, 1)] or 99
  if first ~= second then return first < second end
  return a.id < b.id
end)
if #cases == 0 then error(("no attack in %s is of layer '%s' and id '%s'"):format(folder, o.layer, o.id), 0) end

local place = script.temporary_folder()

--- Tries one, and returns how it ended; `happened` says why where it was not safe.
local function try(case)
  if not case.file then return { outcome = "missing", happened = "no such attack is written down", broken = { "missing" }, checks = 0, seconds = 0 } end
  local record = ("%s/%s.json"):format(place, case.id)
  local run = script.run({ "-e", ("require('attacks.attack').record = %q"):format(record), case.file },
    { time_limit_s = o.limit, environment = { TMPDIR = place } })
  local result
  local file = io.open(record)
  if file then
    result = json.decode(file:read("a"))
    file:close()
  end
  if not result or run.stopped then
    local why = run.stopped and ("did not end within %g s"):format(o.limit)
      or run.status > 128 and ("brought the program down (signal %d)"):format(run.status - 128)
      or "ended in an error: " .. run.complaints:match("^[^\n]*\n?[^\n]*"):gsub("%s*\n%s*", " ")
    result = { safe = false, happened = why, broken = { why }, checks = 0, seconds = run.seconds }
  end
  result.story = run.output
  result.outcome = not result.safe and "NOT SAFE" or result.limit and "known non-property" or "safe"
  return result
end

local progress = script.progress { total = #cases, label = "attacks" }
local counts = { safe = 0, ["NOT SAFE"] = 0, ["known non-property"] = 0, missing = 0 }
local results = {}
for index, case in ipairs(cases) do
  progress:update(index - 1, case.id .. " " .. case.name)
  local result = try(case)
  result.id, result.layer, result.name = case.id, case.layer, result.name or case.name
  counts[result.outcome] = counts[result.outcome] + 1
  results[index] = result
end
progress:finish()

if o.verbose then
  for _, result in ipairs(results) do
    if result.story and result.story ~= "" then print(result.story) end
  end
end

--- A table a layer, so that each is a screen.
local group, rows
local function show()
  if rows then
    print(chart.table { title = group, rows = rows, columns = { "id", "name", "outcome", { name = "checks", digits = 0 }, { name = "took", unit = "s", digits = 2, key = "seconds" } } })
  end
end
for _, result in ipairs(results) do
  if result.layer ~= group then
    show()
    group, rows = result.layer, {}
  end
  rows[#rows + 1] = result
end
show()
for _, result in ipairs(results) do
  if result.outcome == "NOT SAFE" then
    for _, text in ipairs(result.broken) do print(("%s NOT SAFE  %s"):format(result.id, text:match("^[^\n]*"))) end
  end
end

local failed = counts["NOT SAFE"] + counts.missing
print(("%d attacks: %d safe, %d known non-properties, %d not safe, %d missing"):format(
  #results, counts.safe, counts["known non-property"], counts["NOT SAFE"], counts.missing))
if o.json ~= "" then
  local rows = {}
  for index, result in ipairs(results) do
    rows[index] = { id = result.id, layer = result.layer, name = result.name, outcome = result.outcome, checks = result.checks,
      seconds = result.seconds, happened = result.happened, broken = result.broken }
  end
  local file = assert(io.open(o.json, "w"))
  file:write(json.encode({ attacks = rows, safe = counts.safe, known = counts["known non-property"], unsafe = counts["NOT SAFE"],
    missing = counts.missing }, true), "\n")
  file:close()
end
if failed > 0 then os.exit(1, true) end
