---@meta

---How long functions take: what `bench` measured.
---@class comparison
---@field rows table A table a function: name, ns (the median a call), p50, p99, min, allocations and bytes a call, checksum; from the second on ratio, ratio_low, ratio_high.
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
---    > profile(sleep, 0.01):save("/dev/null")
---@param path string
function Profile:save(path) end

---The functions found: tables of name, own and total, those that took most themselves first.
---
---    > #profile(sleep, 0.01):functions()
---@return table functions own and total in % of the samples
function Profile:functions() end

---The lines found: tables of name, own and total, those that took most first.
---
---    > #profile(sleep, 0.01):lines()
---@return table lines own and total in % of the samples
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

---Measures how long functions take, and compares them.
---
---Calls without arguments, from a loop in C, in CPU time of this thread, less what an empty function takes. Several functions are sampled in turn; `ratio` is the median of their times over the first one's in the same round, with its 95% interval. Allocations are counted by the state's allocator, vectors included. `checksum` is of what the first call returned: equal ones mean equal answers.
---Settings, a table after the functions: samples (101), sample_ms (1), warm_up_ms (50), seconds (5, after which no further round is begun).
---
---    > bench({ sum = function() return 1 + 1 end }, { samples = 5, warm_up_ms = 1 }).rows[1].ns < 1e6
---@param ... any functions, or one table of them by name; then settings
---@return comparison comparison
function bench(...) end

---Finds out where a function spends its time, by looking at its stack a thousand times a second.
---
---Time in a declared native function is its own, and its caller's line's; time in Lua's own library is that line's. Coroutines stand on those that resumed them. Settings: hz (1000). What f returns follows the profile. It is wall time: waiting counts.
---
---    > profile(function() local s = 0 for i = 1, 1e5 do s = s + i end return s end):folded()
---@param f any a function; or a table of settings, and then the function
---@param ... any what to call it with
---@return profile profile
---@return any results what f returned
function profile(f, ...) end

---Calls a function once and prints the time and memory it took.
---
---Wall time, CPU time of this thread, and the change of the state's memory, vectors included; garbage counts until it is collected.
---
---    > time(string.rep, "x", 3)
---@param f fun(...): ...
---@param ... any what to call it with
---@return any results what f returned
function time(f, ...) end

---Calls a function and prints what is called meanwhile, with arguments and results.
---
---A line a call, of scripts' functions (with where they are defined) and declared native ones (with where they are called), and a line a return: `= results`. Settings: depth (20) of calls shown, lines (200) in all.
---
---    > trace({ depth = 3 }, function(x) return x + 1 end, 2)
---@param f any a function; or a table of settings, and then the function
---@param ... any what to call it with
---@return any results what f returned
function trace(f, ...) end

---Waits. Ctrl-C ends it.
---
---    > sleep(0.01)
---@param seconds number 0…1000000000 s
function sleep(seconds) end
