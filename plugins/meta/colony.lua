---@meta

---A running market of edge nodes.
---@class colony
---@field now_s number Simulated time.
---@field duration_s number From the first arrival to the last.
---@field done boolean Whether every task has ended.
---@field running boolean Whether it runs in the background.
local Colony = {}

---Runs until a moment of simulated time, or until every task has ended. Ctrl-C stops between two events.
---
---    > colony.new{ nodes = 16, tasks = 50 }:run(60)
---@param until_? number 0…1.7976931348623157e+308 s; default the end
---@return colony colony
function Colony:run(until_) end

---Puts a policy in force, between two events. On any failure the one before stays.
---
---    > colony.new{ nodes = 16, tasks = 50 }:use("auction", "first_price")
---@param kind string
---@param name string a plugin of that kind, or "native" for the built-in rule
---@param options? table default {}
---@return colony colony
function Colony:use(kind, name, options) end

---Lifts the suspension of a kind's policy.
---
---    > colony.new{ nodes = 16, tasks = 50 }:reinstate("auction")
---@param kind string
---@return boolean lifted
function Colony:reinstate(kind) end

---Runs to the end in the background. Commands take effect between two events.
---
---    > colony.new{ nodes = 16, tasks = 50 }:start():wait()
---@param pace? number 0.001…1000000000 simulated s / s; default as fast as it goes
---@return colony colony
function Colony:start(pace) end

---Stops a background run between two events; it can go on.
---
---    > colony.new{ nodes = 16, tasks = 50 }:start(10):stop()
---@return colony colony
function Colony:stop() end

---Waits for a background run. Ctrl-C ends the waiting, not the run.
---
---    > colony.new{ nodes = 16, tasks = 50 }:start():wait()
---@return colony colony
function Colony:wait() end

---Everything that is known of the run so far, as a table.
---
---    > colony.new{ nodes = 16, tasks = 50 }:run():report().tasks.completed
---@return table report
function Colony:report() end

---What a node is and how it has fared.
---
---    > colony.new{ nodes = 16, tasks = 50 }:node(1).speed
---@param index integer 1…100000
---@return table node
function Colony:node(index) end

---Where a task stands.
---
---    > colony.new{ nodes = 16, tasks = 50 }:run():task(1).state
---@param index integer 1…2147483647
---@return table task
function Colony:task(index) end

---A market of edge nodes: the whole data flow of a request, simulated event by event.
---@class colonylib
colony = {}

---Founds a colony.
---
---Options:
---  nodes         edge nodes; over 490 they share the measured hosts [128]
---  seed          of every random stream of the run [1]
---  load          mean utilisation the node speeds are scaled to [0.6]
---  tasks         only the first so many arrivals; 0: all [0]
---  arrivals      file of arrivals (TIMESTAMP,ContextTokens,GeneratedTokens); default: an hour of conversations
---  rtt           file of round-trip times (.npy, float32, N×N, ms); default: PlanetLab
---  learning      adapters learn from feedback and peers, from feedback only, or not at all [gossip]
---  neighbours    links of a node in the overlay, short ones first [8]
---  invited       nodes asked for a bid [4]
---  rounds        most consensus rounds for a shortlist [6]
---  domain_concentration Dirichlet α of the domains a node submits [0.3]
---  out_of_scope  share of utterances outside every intent [0.05]
---  loss          share of messages lost [0.002]
---  crashes       crashes of a node [0.05]
---  churn         whether nodes come and go in heavy-tailed sessions [none]
---  partition     share of the run the network is cut in two [0.0]
---  flaky         share of nodes that drop three jobs of four [0.08]
---  disputes      share of wrong answers the requester disputes [0.25]
---  use           policies to start with: { auction = "first_price", pheromone = { "max_min", rho = 0.1 } }
---
---    > colony.new{ nodes = 16, tasks = 50 }
---@param options? table default {}
---@return colony colony
function colony.new(options) end

---Runs many colonies to their end, a few at a time, and returns their reports in order.
---
---Each run is a table of `colony.new`'s options, and `swaps = { { at = 0.5, use = { auction = "first_price" } } }` for policies put in force on the way. Results depend on neither the number of workers nor the order.
---
---    > #colony.sweep({ { nodes = 16, tasks = 20 }, { nodes = 16, tasks = 20, seed = 2 } })
---@param runs table
---@param settings? table default { workers = 2 }
---@return table reports
function colony.sweep(runs, settings) end

---The states a task may end in.
---
---    > colony.states()[1]
---@return table names
function colony.states() end
