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

---@class script.options.declarations.argument.choices
---@field [integer] string

---@class script.options.declarations.argument
---@field name string of an argument without a name on the command line
---@field type? "flag"|"integer"|"number"|"string"|"choice"|"assignments" default as the default has
---@field default any what it is where nobody gives it
---@field min? number the least allowed
---@field max? number the greatest allowed
---@field choices? script.options.declarations.argument.choices the words allowed
---@field required? boolean whether it must be given; default false
---@field help? string a line for --help

---@class script.options.declarations.option.choices
---@field [integer] string

---@class script.options.declarations.option
---@field type? "flag"|"integer"|"number"|"string"|"choice"|"assignments" default as the default has
---@field default any what it is where nobody gives it
---@field min? number the least allowed
---@field max? number the greatest allowed
---@field choices? script.options.declarations.option.choices the words allowed
---@field required? boolean whether it must be given; default false
---@field help? string a line for --help

---@class script.options.declarations
---@field about? string what the script does, for its --help
---@field [integer] script.options.declarations.argument
---@field [string] script.options.declarations.option

---@class script.options.arguments
---@field [integer] string

---Reads the script's command line.
---
---Each named entry declares an option, each entry of the list part an argument without a name. A mistake ends the program with status 2, and `--help` prints the generated page; with `arguments` given, both raise instead.
---
---Errors:
---- a declaration contradicts itself
---- with arguments given: a mistake in them, or --help
---
---    > script.options({ nodes = { default = 128, min = 2 } }, { "--nodes", "490" }).nodes
---@param declarations script.options.declarations what may be given
---@param arguments? script.options.arguments default the script's own
---@return table values by name; defaults where nothing was given
function script.options(declarations, arguments) end

---@class script.progress.settings
---@field total? number what 100% is
---@field label? string before the bar
---@field unit? string of the rate

---Shows how far a long piece of work has come, on the standard error.
---
---One redrawn line on a terminal, now and then a line elsewhere.
---
---    > script.progress{ total = 10, label = "rounds" }:finish()
---@param settings? script.progress.settings default {}
---@return progress progress
function script.progress(settings) end

---Seconds since some fixed moment, to measure how long things take.
---
---    > script.clock() - script.clock() <= 0
---@return number seconds in s
function script.clock() end
