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
---Errors:
---- it runs in the background already
---
---    > colony.new{ nodes = 16, tasks = 50 }:run(60)
---@param until_? number ≥ 0 s; default the end
---@return colony colony
function Colony:run(until_) end

---Puts a policy in force, between two events. On any failure the one before stays.
---
---Errors:
---- there is no such kind or plugin, it cannot be loaded, or an option is not in its schema: the policy before stays
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
---Errors:
---- it runs in the background already
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
---Errors:
---- there is no such node
---
---    > colony.new{ nodes = 16, tasks = 50 }:node(1).speed
---@param index integer 1…100000
---@return table node
function Colony:node(index) end

---Where a task stands.
---
---Errors:
---- there is no such task
---
---    > colony.new{ nodes = 16, tasks = 50 }:run():task(1).state
---@param index integer 1…2147483647
---@return table task
function Colony:task(index) end

---A market of edge nodes: the whole data flow of a request, simulated event by event.
---@class colonylib
colony = {}

---@class colony.new.options.use
---@field [string] any a plugin's name, or { name, option = value }

---@class colony.new.options
---@field nodes? integer edge nodes; over 490 they share the measured hosts; 2…100000; default 128
---@field seed? integer of every random stream of the run; ≥ 0; default 1
---@field load? number mean utilisation the node speeds are scaled to; 0.01…2; default 0.6
---@field tasks? integer only the first so many arrivals; 0: all; 0…10000000; default 0
---@field arrivals? string file of arrivals (TIMESTAMP,ContextTokens,GeneratedTokens); an hour of conversations when left out
---@field rtt? string file of round-trip times (.npy, float32, N×N, ms); PlanetLab when left out
---@field learning? "gossip"|"local"|"none" adapters learn from feedback and peers, from feedback only, or not at all; default gossip
---@field neighbours? integer links of a node in the overlay, short ones first; 2…64; default 8
---@field invited? integer nodes asked for a bid; 1…8; default 4
---@field rounds? integer most consensus rounds for a shortlist; 1…50; default 6
---@field domain_concentration? number Dirichlet α of the domains a node submits; 0.01…1000; default 0.3
---@field out_of_scope? number share of utterances outside every intent; 0…0.5; default 0.05
---@field loss? number share of messages lost; 0…0.9; default 0.002
---@field crashes? number crashes of a node; 0…1000 1/h; default 0.05
---@field churn? "none"|"weibull" whether nodes come and go in heavy-tailed sessions; default none
---@field partition? number share of the run the network is cut in two; 0…1; default 0
---@field flaky? number share of nodes that drop three jobs of four; 0…1; default 0.08
---@field disputes? number share of wrong answers the requester disputes; 0…1; default 0.25
---@field use? colony.new.options.use policies to start with, by kind

---Founds a colony.
---
---Policies are named, or named with their options: use = { auction = "first_price", pheromone = { "max_min", rho = 0.1 } }.
---
---Errors:
---- a file of data is missing or malformed
---- a policy cannot be put in force
---
---    > colony.new{ nodes = 16, tasks = 50 }
---@param options? colony.new.options what differs from the defaults; default {}
---@return colony colony
function colony.new(options) end

---@class colony.sweep.runs.run.use
---@field [string] any a plugin's name, or { name, option = value }

---@class colony.sweep.runs.run.swaps.swap.use
---@field [string] any a plugin's name, or { name, option = value }

---@class colony.sweep.runs.run.swaps.swap
---@field at number share of the run that has passed; 0…1
---@field use colony.sweep.runs.run.swaps.swap.use policies by kind

---@class colony.sweep.runs.run.swaps
---@field [integer] colony.sweep.runs.run.swaps.swap a moment, and policies put in force at it

---@class colony.sweep.runs.run
---@field nodes? integer edge nodes; over 490 they share the measured hosts; 2…100000; default 128
---@field seed? integer of every random stream of the run; ≥ 0; default 1
---@field load? number mean utilisation the node speeds are scaled to; 0.01…2; default 0.6
---@field tasks? integer only the first so many arrivals; 0: all; 0…10000000; default 0
---@field arrivals? string file of arrivals (TIMESTAMP,ContextTokens,GeneratedTokens); an hour of conversations when left out
---@field rtt? string file of round-trip times (.npy, float32, N×N, ms); PlanetLab when left out
---@field learning? "gossip"|"local"|"none" adapters learn from feedback and peers, from feedback only, or not at all; default gossip
---@field neighbours? integer links of a node in the overlay, short ones first; 2…64; default 8
---@field invited? integer nodes asked for a bid; 1…8; default 4
---@field rounds? integer most consensus rounds for a shortlist; 1…50; default 6
---@field domain_concentration? number Dirichlet α of the domains a node submits; 0.01…1000; default 0.3
---@field out_of_scope? number share of utterances outside every intent; 0…0.5; default 0.05
---@field loss? number share of messages lost; 0…0.9; default 0.002
---@field crashes? number crashes of a node; 0…1000 1/h; default 0.05
---@field churn? "none"|"weibull" whether nodes come and go in heavy-tailed sessions; default none
---@field partition? number share of the run the network is cut in two; 0…1; default 0
---@field flaky? number share of nodes that drop three jobs of four; 0…1; default 0.08
---@field disputes? number share of wrong answers the requester disputes; 0…1; default 0.25
---@field use? colony.sweep.runs.run.use policies to start with, by kind
---@field swaps? colony.sweep.runs.run.swaps changes on the way

---@class colony.sweep.runs
---@field [integer] colony.sweep.runs.run

---@class colony.sweep.settings
---@field workers? integer colonies that run at a time; 1…64; default 2

---Runs many colonies to their end, a few at a time, and returns their reports in order.
---
---Results depend on neither the number of workers nor the order. A swap is written
---  swaps = { { at = 0.5, use = { auction = "first_price" } } }
---
---Errors:
---- what colony.new raises, for the first run that fails
---- a swap cannot be made
---
---    > #colony.sweep({ { nodes = 16, tasks = 20 }, { nodes = 16, tasks = 20, seed = 2 } })
---@param runs colony.sweep.runs one table a run
---@param settings? colony.sweep.settings default {}
---@return table reports as colony:report(), in the order of the runs
function colony.sweep(runs, settings) end

---The states a task may end in.
---
---    > colony.states()[1]
---@return table names
function colony.states() end
