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

---What a script that runs unattended needs: options, progress, files, processes.
---@class scriptlib
script = {}

---@class script.options.declarations.argument.choices
---@field [integer] string

---@class script.options.declarations.argument
---@field name string of an argument without a name on the command line
---@field type? "flag"|"integer"|"number"|"string"|"choice"|"assignments"|"strings" default as the default has
---@field default any what it is where nobody gives it
---@field min? number the least allowed
---@field max? number the greatest allowed
---@field choices? script.options.declarations.argument.choices the words allowed
---@field required? boolean whether it must be given; default false
---@field help? string a line for --help

---@class script.options.declarations.option.choices
---@field [integer] string

---@class script.options.declarations.option
---@field type? "flag"|"integer"|"number"|"string"|"choice"|"assignments"|"strings" default as the default has
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

---@class script.memory.memory
---@field resident_bytes integer in physical memory now; in bytes
---@field peak_bytes integer the most there ever were; in bytes

---Memory of this process that is in use, the operating system's figure: what large populations are measured by.
---
---Errors:
---- the operating system doesn't say
---
---    > script.memory().resident_bytes > 0
---@return script.memory.memory memory
function script.memory() end

---@class script.files.names
---@field [integer] string from the folder on

---The files in a folder whose names match a pattern, sorted by their bytes.
---
---The pattern is a shell's: `*.lua` looks in the folder itself, `*/*.lua` in the folders in it.
---
---Errors:
---- the folder cannot be read
---
---    > script.files("scripts", "*.lua")[1]
---@param folder string a path
---@param pattern? string with * ? [a-z], and / between folders; default *
---@return script.files.names names
function script.files(folder, pattern) end

---Makes a folder that is removed, with all that is in it, when the program ends.
---
---In `TMPDIR`, by default /tmp.
---
---Errors:
---- no folder can be made there
---
---    > script.temporary_folder()
---@return string path
function script.temporary_folder() end

---@class script.run.arguments
---@field [integer] string

---@class script.run.settings.environment
---@field [string] string

---@class script.run.settings
---@field input? string for its standard input
---@field time_limit_s? number it may take; 0.001…86400 s; default 60
---@field environment? script.run.settings.environment variables by name, besides those this process has

---@class script.run.outcome
---@field status integer the exit status, or 128 and the signal that ended it
---@field stopped boolean at its time limit
---@field output string
---@field complaints string the standard error
---@field seconds number it took; in s

---Runs Formic once more, in a process of its own, and waits for it.
---
---What it does stays its own: globals, policies, background colonies, even a crash. At the time limit it is killed (SIGKILL), with everything it started, and what it wrote until then is returned. Of each stream 16 MiB are kept.
---
---Errors:
---- an argument or a variable holds a zero byte
---- the system has no room for a process
---
---    > script.run({ "-e", "print(6 * 7)" }).output
---@param arguments script.run.arguments as on the command line
---@param settings? script.run.settings default {}
---@return script.run.outcome outcome
function script.run(arguments, settings) end
