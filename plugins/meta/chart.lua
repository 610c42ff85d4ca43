---@meta

---Figures as text for the terminal, and as SVG files.
---@class chartlib
chart = {}

---@class chart.line.spec.series
---@field name? string in the legend
---@field x? any default 1, 2, …
---@field y any

---@class chart.line.spec
---@field title? string above the figure
---@field x_label? string below the axis
---@field y_label? string beside the axis
---@field y_min? number default the data's
---@field y_max? number default the data's
---@field width? integer 20…10000 characters; default the terminal's, at most 100
---@field height? integer 2…200 lines; default 12
---@field color? boolean default where the terminal has it
---@field ascii? boolean no characters but ASCII's; default where the locale has no others
---@field [integer] chart.line.spec.series|any a table, or y itself

---Curves over one pair of axes, as text.
---
---The list part holds the series: `{ name =, x =, y = }` (x counts from 1 when left out), or `y` itself. Data are vectors or lists; nil, false and NaN leave a gap.
---
---Errors:
---- a series is neither numbers nor a table with y, or its x and y differ in length
---
---    > print(chart.line{ { name = "accuracy", y = { 0.2, 0.5, 0.7, 0.8 } }, height = 4 })
---@param spec chart.line.spec
---@return string text
function chart.line(spec) end

---@class chart.bars.spec.bar
---@field label any
---@field value number
---@field low? number end of an interval
---@field high? number its other end

---@class chart.bars.spec
---@field title? string above the figure
---@field unit? string of the amounts
---@field width? integer 20…10000 characters; default the terminal's, at most 100
---@field color? boolean default where the terminal has it
---@field ascii? boolean no characters but ASCII's; default where the locale has no others
---@field [integer] chart.bars.spec.bar|any a table, or { label, value }

---Amounts side by side, as text.
---
---The list part holds `{ label, value }` or `{ label =, value =, low =, high = }`, the last two being an interval.
---
---Errors:
---- a bar has no label or no value
---
---    > print(chart.bars{ { "vickrey", 12 }, { "first_price", 9 }, unit = "rUv" })
---@param spec chart.bars.spec
---@return string text
function chart.bars(spec) end

---@class chart.histogram.settings
---@field bins? integer about how many; 1…1000; default by the amount of data
---@field title? string above the figure
---@field unit? string of the amounts
---@field width? integer 20…10000 characters; default the terminal's, at most 100
---@field color? boolean default where the terminal has it
---@field ascii? boolean no characters but ASCII's; default where the locale has no others

---How often values fall into ranges, as text.
---
---Errors:
---- the values are not numbers
---
---    > print(chart.histogram({ 1, 2, 2, 3, 3, 3, 9 }, { unit = "ms" }))
---@param values any a vector or a list
---@param settings? chart.histogram.settings default {}
---@return string text
function chart.histogram(values, settings) end

---Values as a row of little bars.
---
---Errors:
---- the values are not numbers
---
---    > chart.spark({ 1, 5, 2, 8 })
---@param values any a vector or a list
---@param width? integer 1…1000 characters; default one a value
---@return string text
function chart.spark(values, width) end

---@class chart.table.spec.columns.column
---@field name? string in the legend
---@field key? string of a row's value; default the name
---@field unit? string of the amounts
---@field digits? integer after the point; 0…15
---@field align? "left"|"right" default numbers right, others left

---@class chart.table.spec.columns
---@field [integer] chart.table.spec.columns.column|any a name, or a table

---@class chart.table.spec.rows
---@field [integer] table a list, or by the columns' keys

---@class chart.table.spec
---@field title? string above the figure
---@field columns chart.table.spec.columns
---@field rows? chart.table.spec.rows default {}
---@field color? boolean default where the terminal has it
---@field ascii? boolean no characters but ASCII's; default where the locale has no others

---Rows under named columns, as text.
---
---`columns` holds names or `{ name =, key =, unit =, digits =, align = }`; a row of `rows` is a list, or has the columns' keys (their names when left out).
---
---Errors:
---- a column has no name, or a row is no table
---
---    > print(chart.table{ columns = { "node", { name = "p95", unit = "ms", digits = 1 } }, rows = { { "a", 12.25 }, { "b", 9.5 } } })
---@param spec chart.table.spec
---@return string text
function chart.table(spec) end

---@class chart.svg.spec
---@field title? string above the figure
---@field x_label? string below the axis
---@field y_label? string beside the axis
---@field y_min? number default the data's
---@field y_max? number default the data's
---@field width? integer 100…10000 pixels; default 800
---@field height? integer 2…200 lines; default 12
---@field color? boolean default where the terminal has it
---@field ascii? boolean no characters but ASCII's; default where the locale has no others
---@field unit? string of the amounts
---@field [integer] any a series or a bar

---Draws a figure into an SVG file, by gnuplot.
---
---`spec` is what `chart.line` or `chart.bars` takes. The file is replaced only by a complete figure.
---
---Errors:
---- what chart.line or chart.bars raises
---- gnuplot is missing or fails
---- the file cannot be written
---
---    > os.remove(chart.svg(os.tmpname(), { { name = "price", y = { 1, 2, 4 } } }))
---@param path string the file to write
---@param spec chart.svg.spec
---@return string path the same
function chart.svg(path, spec) end
