---@meta

---How long functions take: what `bench` measured.
---@class comparison
---@field rows table What was measured of each function.
---@field ns number The first function's median time a call.
---@field empty_call number What a call of an empty function took, and was subtracted.
local Comparison = {}

---Where a function spent its time: what `profile` found.
---@class profile
---@field samples integer How many stacks were found.
---@field seconds number How long the function took.
local Profile = {}

---A line a stack, `main chunk;f;g 12`: what flame graphs are drawn from.
---
---    > profile(sleep, 0.01):folded()
---@return string text
function Profile:folded() end

---Writes the folded stacks to a file.
---
---Errors:
---- the file cannot be written
---
---    > profile(sleep, 0.01):save("/dev/null")
---@param path string
function Profile:save(path) end

---@class profile.functions.functions.share
---@field name string
---@field own number of the samples; in %
---@field total number with what it called; in %

---@class profile.functions.functions
---@field [integer] profile.functions.functions.share

---The functions found, those that took most themselves first.
---
---    > #profile(sleep, 0.01):functions()
---@return profile.functions.functions functions
function Profile:functions() end

---@class profile.lines.lines.share
---@field name string
---@field own number of the samples; in %
---@field total number with what it called; in %

---@class profile.lines.lines
---@field [integer] profile.lines.lines.share

---The lines found, those that took most first.
---
---    > #profile(sleep, 0.01):lines()
---@return profile.lines.lines lines
function Profile:lines() end

---@class plot.settings
---@field kind? "line"|"scatter"|"bars"|"histogram"|"heat" default what suits the values
---@field title? string above the figure
---@field x_label? string below the axis
---@field y_label? string beside the axis
---@field unit? string of the amounts
---@field y_min? number default the data's
---@field y_max? number default the data's
---@field bins? integer about how many; 1…1000; default by the amount of data
---@field width? integer 20…10000 characters; default the terminal's, at most 100
---@field height? integer 2…200 lines; default 12, or 24 of a heat map
---@field color? boolean default where the terminal has it
---@field ascii? boolean no characters but ASCII's; default where the locale has no others

---Draws numbers on the terminal.
---
---A vector or a list of numbers is a curve, a matrix a heat map, a colony its market day; two of equal length are x and y; a table of curves draws them together, named by their keys. `plot{ histogram = v }` is short for `plot(v, { kind = "histogram" })`.
---
---Errors:
---- the values are no numbers
---- x and y differ in length
---- the kind of figure doesn't suit the values
---
---    > plot(vector.linspace(-3, 3, 100):tanh(), { title = "tanh", height = 6 })
---@param values any a vector, matrix, colony, list of numbers, or table of them
---@param y? any vector, list, or the settings
---@param settings? plot.settings default {}
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

---Whether the prompt says after each command that moved money that debits equal credits.
---
---    > conservation(false)
---@param shown? boolean default as it is
---@return boolean shown
function conservation(shown) end

---@class bench.settings
---@field samples? integer 3…100000; default 101
---@field sample_ms? number 0.001…10000 ms; default 1
---@field warm_up_ms? number 0…10000 ms; default 50
---@field seconds? number after which no further round is begun; 0.001…86400 s; default 5

---Measures how long functions take, and compares them.
---
---Calls without arguments, from a loop in C, in CPU time of this thread, less what an empty function takes. Several functions are sampled in turn; `ratio` is the median of their times over the first one's in the same round, with its 95% interval. Allocations are counted by the state's allocator, vectors included. `checksum` is of what the first call returned: equal ones mean equal answers.
---
---Errors:
---- what is measured is no function, or raises an error
---
---    > bench({ sum = function() return 1 + 1 end }, { samples = 5, warm_up_ms = 1 }).rows[1].ns < 1e6
---@param functions any a function, or a table of functions by name
---@param ... bench.settings|any further functions, and settings at last; default {}
---@return comparison comparison
function bench(functions, ...) end

---@class profile.f
---@field hz? number looks a second; 1…10000 Hz; default 1000

---Finds out where a function spends its time, by looking at its stack a thousand times a second.
---
---Time in a declared native function is its own, and its caller's line's; time in Lua's own library is that line's. Coroutines stand on those that resumed them. What f returns follows the profile. It is wall time: waiting counts.
---
---Errors:
---- f is no function, or raises an error
---- a profile is being taken already
---
---    > profile(function() local s = 0 for i = 1, 1e5 do s = s + i end return s end):folded()
---@param f profile.f|any a function; or a table of settings, and then the function
---@param ... any what to call it with
---@return profile profile
---@return any results what f returned
function profile(f, ...) end

---Calls a function once and prints the time and memory it took.
---
---Wall time, CPU time of this thread, and the change of the state's memory, vectors included; garbage counts until it is collected.
---
---Errors:
---- what f raises
---
---    > time(string.rep, "x", 3)
---@param f fun(...): ...
---@param ... any what to call it with
---@return any results what f returned
function time(f, ...) end

---@class trace.f
---@field depth? integer of calls shown; 1…1000; default 20
---@field lines? integer in all; 1…1000000; default 200

---Calls a function and prints what is called meanwhile, with arguments and results.
---
---A line a call, of scripts' functions (with where they are defined) and declared native ones (with where they are called), and a line a return: `= results`.
---
---Errors:
---- f is no function, or raises an error
---
---    > trace({ depth = 3 }, function(x) return x + 1 end, 2)
---@param f trace.f|any a function; or a table of settings, and then the function
---@param ... any what to call it with
---@return any results what f returned
function trace(f, ...) end

---Waits. Ctrl-C ends it.
---
---    > sleep(0.01)
---@param seconds number 0…1000000000 s
function sleep(seconds) end
