---@meta

---A loaded policy. In a colony it is put in force by name: colony:use(kind, name).
---@class policy
---@field name string The plugin's own name.
---@field kind string What it decides.
---@field version string MAJOR.MINOR.PATCH.
---@field hash string BLAKE2b-256 of its text, in hexadecimal.
---@field summary string What it says of itself.
---@field options table Its options, with defaults filled in.
local Policy = {}

---Asks it once, with inputs by name, and returns its results, then its output arrays.
---
---Inputs are context fields and arguments by their declared names. What is left out is filled in: context arrays to the length of those given (masks with 1, the rest with 0), count with that length, scalar fields with 0 or the nearest value they may have. now_us and seed may be given too. Give the function's name first where the kind has several.
---
---Errors:
---- there is no such function or input, or an input is not of its type
---- what the policy itself raises, or answers against its contract
---
---    > plugin.load("auction/vickrey"):try { prices = { 3, 9, 7 }, reserve = 10 }
---@param function_? any its name; the kind's first by default
---@param inputs? table by name; the rest is filled in; default {}
---@return any results as many as the function has
function Policy:try(function_, inputs) end

---Holds it to its contract and its kind's laws, with its options.
---
---    > plugin.load("auction/vickrey"):check().passed
---@param seeds? integer of each law; 1…10000; default 25
---@return table report passed, problems, laws
function Policy:check(seeds) end

---What policies were asked and answered, in order.
---@class decisions
---@operator len: integer
local Decisions = {}

---@class decisions.at.decision
---@field policy string kind/name
---@field hash string of its text
---@field call string the function
---@field instance integer whose memory: the node; 1 where the kind is the colony's
---@field now_s number in s
---@field context table by name
---@field arguments table by name
---@field results? table by name
---@field outputs? table arrays it wrote to
---@field fault? string why it has no results

---One decision: which text, which call, its inputs, its answer or fault.
---
---Errors:
---- there is no such decision
---
---    > (function()
  local file = os.tmpname()
  os.remove(file)
  colony.new{ nodes = 16, tasks = 20, decisions = file }:run()
  collectgarbage()
  local d = plugin.decisions(file)
  os.remove(file)
  return d
end)():at(1).policy
---@param index integer 1…2147483647
---@return decisions.at.decision decision
function Decisions:at(index) end

---@class decisions.replay.use
---@field [string] string a plugin in place of those of its kind

---@class decisions.replay.outcome.first
---@field number integer
---@field recorded string
---@field now string

---@class decisions.replay.outcome
---@field decisions integer
---@field same integer answers equal to the last bit
---@field different integer
---@field built_in integer answers of built-in rules, which are not asked again
---@field refused integer answers that the core refused for what only it knew
---@field first? decisions.replay.outcome.first that came out otherwise

---Asks the same texts the same again and compares the answers byte for byte; or asks other policies what was asked.
---
---Errors:
---- a built-in rule is named
---- a policy of the log cannot be made in this version
---- there is no such kind or plugin
---- a value in the log is of another type than its kind takes
---
---    > (function()
  local file = os.tmpname()
  os.remove(file)
  colony.new{ nodes = 16, tasks = 20, decisions = file }:run()
  collectgarbage()
  local d = plugin.decisions(file)
  os.remove(file)
  return d
end)():replay().different
---@param use? decisions.replay.use default {}
---@return decisions.replay.outcome outcome
function Decisions:replay(use) end

---Policies: the rules a colony plays by, one Lua file each.
---@class pluginlib
plugin = {}

---Names the plugins of a kind, or all of them.
---
---Errors:
---- there is no such kind
---
---    > plugin.list("auction")
---@param kind? string such as "auction"
---@return table names a list of kind/name
function plugin.list(kind) end

---Names the kinds of policy and says what each decides.
---
---    > plugin.kinds()
---@return table kinds summaries by kind
function plugin.kinds() end

---Says what a plugin says of itself: version, options, functions.
---
---Errors:
---- there is no such plugin, or it cannot be loaded
---
---    > plugin.info("auction/vickrey")
---@param name string kind/name or a path
---@return table info
function plugin.info(name) end

---Loads a plugin, or a kind's built-in rule, to be tried.
---
---Errors:
---- there is no such plugin, or it cannot be loaded
---- an option is not in its schema
---
---    > plugin.load("auction/vickrey")
---@param name string kind/name, kind/native or a path
---@param options? table by the plugin's own schema; default its defaults
---@return policy policy
function plugin.load(name, options) end

---Holds a plugin to its contract and its kind's laws.
---
---Errors:
---- there is no such plugin
---
---    > plugin.check("auction/vickrey").passed
---@param name string kind/name or a path
---@param seeds? integer of each law; 1…10000; default 25
---@return table report passed, problems, laws
function plugin.check(name, seeds) end

---Reads again the text of every policy in force; the changed ones take over between two events.
---
---    > plugin.reload()
---@return table changes a line for each swap and each failure
function plugin.reload() end

---Adds a folder with one folder per kind, searched before all others.
---
---Errors:
---- the path is no folder
---
---    > plugin.add("plugins")
---@param folder string
function plugin.add(folder) end

---Reads a log of decisions, which a colony writes with its option of that name: each question to a policy that moves money, and the answer.
---
---The texts of the policies are in it, so that it can be replayed anywhere.
---
---Errors:
---- the file cannot be read, is no log, or was changed: the byte is named
---
---    > (function()
  local file = os.tmpname()
  os.remove(file)
  colony.new{ nodes = 16, tasks = 20, decisions = file }:run()
  collectgarbage()
  local d = plugin.decisions(file)
  os.remove(file)
  return d
end)()
---@param file string
---@return decisions decisions
function plugin.decisions(file) end
