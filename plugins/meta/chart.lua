---@meta

---Figures as text for the terminal, and as SVG files.
---@class chartlib
chart = {}

---Curves over one pair of axes, as text.
---
---The list part holds the series: `{ name =, x =, y = }` (x counts from 1 when left out), or `y` itself. Data are vectors or lists; nil, false and NaN leave a gap. Fields: title, x_label, y_label, y_min, y_max, width, height (characters), color, ascii.
---
---    > print(chart.line{ { name = "accuracy", y = { 0.2, 0.5, 0.7, 0.8 } }, height = 4 })
---@param spec table
---@return string text
function chart.line(spec) end

---Amounts side by side, as text.
---
---The list part holds `{ label, value }` or `{ label =, value =, low =, high = }`, the last two being an interval. Fields: title, unit, width, color, ascii.
---
---    > print(chart.bars{ { "vickrey", 12 }, { "first_price", 9 }, unit = "rUv" })
---@param spec table
---@return string text
function chart.bars(spec) end

---How often values fall into ranges, as text.
---
---Fields of the settings: bins (about how many), title, unit, width, color, ascii.
---
---    > print(chart.histogram({ 1, 2, 2, 3, 3, 3, 9 }, { unit = "ms" }))
---@param values any a vector or a list
---@param settings? table default {}
---@return string text
function chart.histogram(values, settings) end

---Values as a row of little bars.
---
---    > chart.spark({ 1, 5, 2, 8 })
---@param values any a vector or a list
---@param width? integer 1…1000 characters; default one a value
---@return string text
function chart.spark(values, width) end

---Rows under named columns, as text.
---
---`columns` holds names or `{ name =, key =, unit =, digits =, align = "left"|"right" }`; a row of `rows` is a list, or has the columns' keys (their names when left out). Fields: title, color, ascii.
---
---    > print(chart.table{ columns = { "node", { name = "p95", unit = "ms", digits = 1 } }, rows = { { "a", 12.25 }, { "b", 9.5 } } })
---@param spec table
---@return string text
function chart.table(spec) end

---Draws a figure into an SVG file, by gnuplot.
---
---`spec` is what `chart.line` or `chart.bars` takes; `width` counts pixels. The file is replaced only by a complete figure.
---
---    > os.remove(chart.svg(os.tmpname(), { { name = "price", y = { 1, 2, 4 } } }))
---@param path string
---@param spec table
---@return string path
function chart.svg(path, spec) end
