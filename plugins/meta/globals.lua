---@meta

---Draws numbers on the terminal.
---
---A vector or a list of numbers is a curve, a matrix a heat map, a colony its market day; two of equal length are x and y; a table of curves draws them together, named by their keys. Settings: kind (line, scatter, bars, histogram, heat), title, x_label, y_label, y_min, y_max, unit, bins, width, height (in characters), color, ascii. `plot{ histogram = v }` is short for `plot(v, { kind = "histogram" })`.
---
---    > plot(vector.linspace(-3, 3, 100):tanh(), { title = "tanh", height = 6 })
---@param values any a vector, matrix, colony, list of numbers, or table of them
---@param y? any vector, list, or the settings
---@param settings? table default {}
function plot(values, y, settings) end

---The colonies that run in the background, in the order they were founded.
---
---Each tells how far it has come in percent, simulated time, tasks, tasks a second and real time. `jobs()[1]:stop()` stops one.
---
---    > #jobs()
---@return table colonies
function jobs() end

---Takes up changed texts: those of policies in force, and of modules that were required.
---
---A policy takes over between two events. A module's new fields are copied into its old table, so that references to it stay valid; its old ones stay. A text that is broken leaves the version before in force, and is named with its line.
---
---    > reload()
function reload() end
