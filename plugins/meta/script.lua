---@meta

---A line that shows how far a piece of work has come.
---@class progress
local Progress = {}

---Shows a new state, if the last one has been there long enough to read.
---
---    > script.progress{ total = 10 }:update(3, "warming up")
---@param done number of the total
---@param note? string shown at the end of the line
function Progress:update(done, note) end

---Shows the final state and ends the line.
---
---    > script.progress{}:finish()
function Progress:finish() end

---Command-line options and progress of a script.
---@class scriptlib
script = {}

---Reads the script's command line.
---
---Each named entry declares an option: `default`, `type` (flag, integer, number, string, choice, assignments; implied by the default), `min`, `max`, `choices`, `required`, `help`. Entries of the list part declare arguments without a name, by `name`. `about` says what the script does. A mistake ends the program with status 2, and `--help` prints the generated page; with `arguments` given, both raise instead.
---
---    > script.options({ nodes = { default = 128, min = 2 } }, { "--nodes", "490" }).nodes
---@param declarations table what may be given
---@param arguments? table a list of strings; default the script's own
---@return table values by name; defaults where nothing was given
function script.options(declarations, arguments) end

---Shows how far a long piece of work has come, on the standard error.
---
---Fields: `total`, what 100% is; `label`; `unit` of the rate. One redrawn line on a terminal, now and then a line elsewhere.
---
---    > script.progress{ total = 10, label = "rounds" }:finish()
---@param settings? table total, label, unit; default {}
---@return progress progress
function script.progress(settings) end

---Seconds since some fixed moment, to measure how long things take.
---
---    > script.clock() - script.clock() <= 0
---@return number seconds in s
function script.clock() end
