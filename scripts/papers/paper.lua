--- What the scripts that re-run a paper have in common: options, intervals, and a table of ours beside theirs.
--
--     local paper = require "papers.paper"
--     local o = paper.options { about = "…", runs = 100, quick = 10 }

local paper = {}

--- Reads the options every such script has, and its own.
--
-- about: what it does. runs: of each case, quick: with --quick. own: more options.
function paper.options(spec)
  local options = {
    about = spec.about,
    runs = { default = 0, min = 0, max = 100000, help = ("runs of each case; 0: %d, or %d with --quick"):format(spec.runs, spec.quick) },
    quick = { type = "flag", help = "fewer runs: a look in seconds, with wide intervals" },
    seed = { default = 1, help = "of every draw" },
    workers = { default = 2, min = 1, max = 64, help = "threads; results don't depend on it" },
    json = { type = "flag", help = "print the rows as JSON" },
    svg = { default = "", help = "folder to draw the figure into, by gnuplot" },
  }
  for name, option in pairs(spec.own or {}) do options[name] = option end
  local o = script.options(options)
  if o.runs == 0 then o.runs = o.quick and spec.quick or spec.runs end
  return o
end

--- Wilson's 95% interval of a share of independent runs.
function paper.share(count, total)
  local z, p = 1.96, count / total
  local centre, scale = p + z * z / (2 * total), 1 + z * z / total
  local half = z * math.sqrt(p * (1 - p) / total + z * z / (4 * total * total))
  return { share = p, low = math.max(0, (centre - half) / scale), high = math.min(1, (centre + half) / scale) }
end

--- Mean of a list, its standard deviation, and half the width of the mean's 95% interval.
function paper.mean(values)
  local n, sum, squares = #values, 0, 0
  for i = 1, n do sum = sum + values[i] end
  for i = 1, n do squares = squares + (values[i] - sum / n) ^ 2 end
  local sd = n > 1 and math.sqrt(squares / (n - 1)) or 0
  return { mean = sum / n, sd = sd, half = 1.96 * sd / math.sqrt(n) }
end

local function text(value, digits)
  if value == nil then return "–" end
  if type(value) == "string" then return value end
  return ("%." .. (digits or 3) .. "f"):format(value)
end

--- "0.962 (0.950…0.972)"
function paper.interval(middle, low, high, digits)
  return ("%s (%s…%s)"):format(text(middle, digits), text(low, digits), text(high, digits))
end

--- A figure beside its reference: the difference, and in how many standard errors of ours.
--
-- Returns texts for a table: ours with its 95% interval, theirs, the difference, z.
function paper.beside(ours, low, high, theirs, digits)
  local se = (high - low) / (2 * 1.96)
  local difference = theirs and ours - theirs
  return paper.interval(ours, low, high, digits), text(theirs, digits), difference and ("%+." .. (digits or 3) .. "f"):format(difference) or "–",
    difference and se > 0 and ("%+.1f"):format(difference / se) or "–"
end

--- Prints the rows as JSON and ends, or the table and what is to be said about it.
--
-- rows: plain figures. shown: the table's lines. columns, title: its head. notes: lines below it. figure: for chart.line; its
-- name is that of the SVG file.
function paper.report(o, spec)
  if o.json then
    print(json.encode(spec.rows, true))
    return
  end
  print()
  print(chart.table { title = spec.title, columns = spec.columns, rows = spec.shown })
  if spec.figure then
    print()
    print(chart.line(spec.figure))
    if o.svg ~= "" then print("drawn: " .. chart.svg(("%s/%s.svg"):format(o.svg, spec.name), spec.figure)) end
  end
  print()
  for _, line in ipairs(spec.notes) do print(line) end
end

--- A right-aligned column.
function paper.column(name) return { name = name, align = "right" } end

return paper
