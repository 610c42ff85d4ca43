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
---- there is no such kind or plugin, it cannot be loaded, an option is not in its schema, or its text has another hash: the policy before stays
---
---    > colony.new{ nodes = 16, tasks = 50 }:use("auction", "first_price")
---@param kind string
---@param name string a plugin of that kind, or "native" for the built-in rule
---@param options? table default {}
---@param hash? string the text must have, as `plugin.load(name).hash` gives it: what was reviewed, nothing else; default any
---@return colony colony
function Colony:use(kind, name, options, hash) end

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

---@class colony.report.report.configuration
---@field nodes? integer edge nodes; over 490 they share the measured hosts; 2…100000; default 128
---@field seed? integer of every random stream of the run; ≥ 0; default 1
---@field load? number mean utilisation the node speeds are scaled to; 0.01…2; default 0.6
---@field tasks? integer only the first so many arrivals; 0: all; 0…10000000; default 0
---@field arrivals? string file of arrivals (TIMESTAMP,ContextTokens,GeneratedTokens); an hour of conversations when left out
---@field rtt? string file of round-trip times (.npy, float32, N×N, ms); PlanetLab when left out
---@field learning? "gossip"|"local"|"none" adapters learn from feedback and peers, from feedback only, or not at all; default gossip
---@field memory? "none"|"local"|"gossip" nodes remember who did well at similar tasks: from their own and their neighbours' tasks, from their own only, or not at all; default none
---@field store? string a file to keep the run in: begun if there is none, taken up where it ends if there is; in memory when left out
---@field decisions? string a file to log every decision of the policies that move money in, for plugin.decisions; nowhere when left out
---@field neighbours? integer links of a node in the overlay, short ones first; 2…64; default 8
---@field invited? integer nodes asked for a bid; 1…8; default 4
---@field rounds? integer most consensus rounds for a shortlist; 1…50; default 6
---@field domain_concentration? number Dirichlet α of the domains a node submits; 0.01…1000; default 0.3
---@field out_of_scope? number share of utterances outside every intent; 0…0.5; default 0.05
---@field unseen? integer domains of which requests come only in the second half of the run; 0…9; default 0
---@field specialization? number σ of the logarithm of a node's speed from request to request; similar requests suit the same nodes; 0…2; default 0
---@field loss? number share of messages lost; 0…0.9; default 0.002
---@field crashes? number crashes of a node; 0…1000 1/h; default 0.05
---@field churn? "none"|"weibull" whether nodes come and go in heavy-tailed sessions; default none
---@field partition? number share of the run the network is cut in two; 0…1; default 0
---@field flaky? number share of nodes that drop three jobs of four; 0…1; default 0.08
---@field disputes? number share of wrong answers the requester disputes; 0…1; default 0.25
---@field forgeries? number share of bids followed by a stranger's in the bidder's name, new or an old one again; 0…1; default 0
---@field ring? number share of nodes that one owner runs together: they know each other's costs when they bid; 0…1; default 0
---@field equivocators? number share of nodes that seal a second price for each task; where bids are signed, that is proven and slashed; 0…1; default 0
---@field signing? boolean every bid, opening, award, settlement and report of an offence is signed and verified (Ed25519); the results are the same, and take longer; default false
---@field governance? boolean nodes propose changes to the market's terms and vote on them by their own interest; default false

---@class colony.report.report.tasks
---@field total integer arrivals
---@field ended integer tasks that have ended
---@field units integer compute units of all
---@field completed integer tasks that ended so
---@field refunded integer tasks that ended so
---@field overpriced integer tasks that ended so
---@field unshortlisted integer tasks that ended so
---@field unserved integer tasks that ended so
---@field unrevealed integer tasks that ended so
---@field misfit integer tasks that ended so
---@field late integer tasks that ended so
---@field crashed integer tasks that ended so
---@field cut_off integer tasks that ended so
---@field disputes integer wrong answers disputed
---@field upheld integer disputes the requester won

---@class colony.report.report.accuracy.interval
---@field [integer] number

---@class colony.report.report.accuracy.held_out_interval
---@field [integer] number

---@class colony.report.report.accuracy.held_out_gain_interval
---@field [integer] number

---@class colony.report.report.accuracy
---@field prequential? number of scored answers that were right; 0…1
---@field interval? colony.report.report.accuracy.interval of it, 95%
---@field scored integer answers with a truth
---@field abstained integer answers withheld
---@field out_of_scope integer tasks outside every intent
---@field out_of_scope_refused integer of these, withheld
---@field held_out? number on held-out utterances, adapters as they are; 0…1
---@field held_out_interval? colony.report.report.accuracy.held_out_interval of it, 95%
---@field held_out_frozen? number without adapters; 0…1
---@field held_out_gain number the first less the second
---@field held_out_gain_interval? colony.report.report.accuracy.held_out_gain_interval of it, 95%
---@field held_out_refused? number of utterances outside every intent that are withheld; 0…1
---@field series? table share right, by time; false where nothing happened

---@class colony.report.report.latency_s
---@field p50? number that share of answers took at most so long; in s
---@field p95? number that share of answers took at most so long; in s
---@field p99? number that share of answers took at most so long; in s
---@field series? table by time; false where nothing happened

---@class colony.report.report.market.stake_lost
---@field flaky? number by nodes that drop jobs, nil without any; 0…1
---@field others? number by the rest; 0…1

---@class colony.report.report.market.decisions
---@field file string they are logged in
---@field count integer so far
---@field failure? string why nothing more is logged

---@class colony.report.report.market.journal
---@field file string it is kept in
---@field entries integer so far
---@field head string hash of the last, which stands for all

---@class colony.report.report.market
---@field balanced boolean whether debits equal credits
---@field welfare_ruv number value of the answers less their cost; in rUv
---@field cost_ruv number of the work; in rUv
---@field payments_ruv number to executors; in rUv
---@field fees_ruv number to the pool; in rUv
---@field discounts_ruv number for reputation; in rUv
---@field slashed_ruv number of stakes; in rUv
---@field penalties_ruv number forfeited bonds and slashed stakes; in rUv
---@field stake_lost colony.report.report.market.stake_lost what part of their stakes
---@field income_gini? number inequality of incomes; 0…1
---@field price_tracks_load number correlation
---@field step_s number between two entries of the series; in s
---@field price? table a unit, by time; false where nothing happened
---@field clearing? table price, by time; false where nothing happened
---@field utilization? table by time; false where nothing happened
---@field transfers integer in the ledger
---@field decisions? colony.report.report.market.decisions of the policies that move money, with `decisions`
---@field journal? colony.report.report.market.journal of the ledger, with `store`

---@class colony.report.report.swarm.regret
---@field favourite_s? number that the favoured node costs a task more than the best considered; in s
---@field award_s? number that the winner costs more than the best invited; in s
---@field best? number of the favourites that were the best considered; 0…1
---@field favourite_series? table the first by time; false where nothing happened
---@field award_series? table the second by time; false where nothing happened

---@class colony.report.report.swarm
---@field agreed? number of shortlists agreed on; 0…1
---@field rounds number mean of a shortlist's
---@field shortlists integer negotiated
---@field trails integer of pheromone
---@field patterns integer in all nodes' memories
---@field memory_reports integer of patterns, told to neighbours
---@field memory_bytes integer of these; in bytes
---@field overlay_links integer between nodes
---@field regret colony.report.report.swarm.regret expected time to a success over what an oracle would have, who knows true speeds, queues and reliability

---@class colony.report.report.novel
---@field tasks integer that ended
---@field completed integer of these
---@field right integer answers
---@field late integer too late or never
---@field latency_s? number mean of completed ones; in s
---@field welfare_ruv number value of right answers less cost of the work; in rUv

---@class colony.report.report.learning
---@field updates integer of adapters
---@field gossip_messages integer sent
---@field gossip_bytes integer sent; in bytes
---@field adapter_hits integer adapters found in memory
---@field adapter_misses integer adapters loaded
---@field adapter_hit_rate? number of the two; 0…1

---@class colony.report.report.network
---@field messages integer sent
---@field lost integer of these
---@field bytes integer sent; in bytes
---@field hosts_shared boolean whether nodes share measured hosts

---@class colony.report.report.identity
---@field signing boolean whether money messages are signed
---@field signed integer messages
---@field verified integer of these
---@field intrusions integer bids sent in others' names
---@field refused_forged integer bad signatures
---@field refused_replayed integer signed for something else
---@field equivocations integer second prices sealed for one task
---@field convictions integer of these, proven and slashed

---@class colony.report.report.governance.terms
---@field [string] integer

---@class colony.report.report.governance
---@field on boolean whether nodes propose and vote
---@field proposals integer made
---@field pending integer of these, at the moment
---@field active integer of these, at the moment
---@field succeeded integer of these, at the moment
---@field queued integer of these, at the moment
---@field defeated integer of these, at the moment
---@field executed integer of these, at the moment
---@field expired integer of these, at the moment
---@field cancelled integer of these, at the moment
---@field vetoed integer of these, at the moment
---@field decided integer votes that ended
---@field against_stake integer of these, decided otherwise than most of the stake voted
---@field votes integer cast
---@field paused boolean by the person
---@field terms colony.report.report.governance.terms in force, by name

---@class colony.report.report.policies.policy
---@field name string of the plugin in force
---@field version string of it
---@field hash string of its text
---@field calls integer so far
---@field faults integer so far
---@field first_fault? string in full
---@field suspended boolean after too many
---@field answering string who answers: it, or the built-in rule
---@field ns_per_call number mean; in ns

---@class colony.report.report.policies
---@field [string] colony.report.report.policies.policy

---@class colony.report.report.swaps.swap
---@field time_s number when; in s
---@field kind string of policy
---@field from string plugin before
---@field to string plugin after

---@class colony.report.report.swaps
---@field [integer] colony.report.report.swaps.swap

---@class colony.report.report.timing.stages.stage
---@field events integer of the kind
---@field seconds number they took; in s

---@class colony.report.report.timing.stages
---@field [string] colony.report.report.timing.stages.stage

---@class colony.report.report.timing
---@field events integer simulated
---@field seconds number of wall-clock time; in s
---@field tasks_per_second number simulated; in 1/s
---@field stages colony.report.report.timing.stages by kind of event

---@class colony.report.report
---@field configuration colony.report.report.configuration every option but `use`
---@field now_s number simulated time; in s
---@field duration_s number from the first arrival to the last; in s
---@field tasks colony.report.report.tasks by how they ended
---@field accuracy colony.report.report.accuracy of the answers
---@field latency_s colony.report.report.latency_s from arrival to answer
---@field market colony.report.report.market money
---@field swarm colony.report.report.swarm coordination
---@field novel colony.report.report.novel requests of domains that come only in the second half, with `unseen`
---@field learning colony.report.report.learning adapters
---@field network colony.report.report.network messages
---@field identity colony.report.report.identity who said what
---@field governance colony.report.report.governance what the nodes decided
---@field policies colony.report.report.policies by kind
---@field swaps colony.report.report.swaps after the founding
---@field digest string fingerprint of the results
---@field timing colony.report.report.timing how fast it ran; no part of the results

---Everything that is known of the run so far, as a table.
---
---    > colony.new{ nodes = 16, tasks = 50 }:run():report().tasks.completed
---@return colony.report.report report
function Colony:report() end

---Its governor: proposals, votes, the queue, and what may be changed.
---
---Errors:
---- it was founded without governance
---
---    > colony.new{ nodes = 16, tasks = 50, governance = true }:governance()
---@return governor governor
function Colony:governance() end

---What a node remembers of its own tasks and has heard of its peers', as of now: a copy, which asks the built-in memory policy.
---
---Errors:
---- there is no such node
---- it was founded without memory
---
---    > colony.new{ nodes = 16, tasks = 50, memory = "gossip" }:run():memory(1)
---@param node integer 1…100000
---@return collective_memory memory
function Colony:memory(node) end

---@class colony.node.node.neighbours
---@field [integer] integer from 1

---@class colony.node.node
---@field speed number of computing, relative
---@field cost_per_unit number in µrUv
---@field memory_bytes integer for models; in bytes
---@field model string it runs
---@field flaky boolean whether it drops jobs
---@field ring boolean whether one owner runs it together with others
---@field online boolean
---@field queue_s number of work waiting; in s
---@field utilization? number of its time so far; 0…1
---@field bids integer made
---@field wins integer of these
---@field income_ruv number so far; in rUv
---@field profit_ruv number income less the cost of its work and lost bonds; in rUv
---@field balance_ruv number of its wallet; in rUv
---@field stake_ruv number put down; in rUv
---@field reputation? number score; 0…1
---@field neighbours colony.node.node.neighbours in the overlay

---What a node is and how it has fared.
---
---Errors:
---- there is no such node
---
---    > colony.new{ nodes = 16, tasks = 50 }:node(1).speed
---@param index integer 1…100000
---@return colony.node.node node
function Colony:node(index) end

---@class colony.task.task.invited
---@field [integer] integer from 1

---@class colony.task.task
---@field state string where it stands
---@field text string what was asked
---@field intent string the truth
---@field answer? string what was answered
---@field submitter integer node, from 1
---@field executor? integer node, from 1
---@field units integer its size; in compute units
---@field value integer to the requester; in µrUv
---@field reserve integer the most that is paid; in µrUv
---@field payment integer what was paid; in µrUv
---@field arrival_s number when it came; in s
---@field deadline_s number when the answer is due; in s
---@field invited colony.task.task.invited asked for a bid

---Where a task stands.
---
---Errors:
---- there is no such task
---
---    > colony.new{ nodes = 16, tasks = 50 }:run():task(1).state
---@param index integer 1…2147483647
---@return colony.task.task task
function Colony:task(index) end

---Why a task cost what it did: the pool's quote step by step, the bids, and the rule that chose; with the rules' hashes.
---
---It is kept for the last 65,536 tasks.
---
---Errors:
---- there is no such task, or it was not priced
---
---    > colony.new{ nodes = 16, tasks = 50 }:run():explain(2)
---@param index integer 1…2147483647
---@return explanation explanation
function Colony:explain(index) end

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
---@field memory? "none"|"local"|"gossip" nodes remember who did well at similar tasks: from their own and their neighbours' tasks, from their own only, or not at all; default none
---@field store? string a file to keep the run in: begun if there is none, taken up where it ends if there is; in memory when left out
---@field decisions? string a file to log every decision of the policies that move money in, for plugin.decisions; nowhere when left out
---@field neighbours? integer links of a node in the overlay, short ones first; 2…64; default 8
---@field invited? integer nodes asked for a bid; 1…8; default 4
---@field rounds? integer most consensus rounds for a shortlist; 1…50; default 6
---@field domain_concentration? number Dirichlet α of the domains a node submits; 0.01…1000; default 0.3
---@field out_of_scope? number share of utterances outside every intent; 0…0.5; default 0.05
---@field unseen? integer domains of which requests come only in the second half of the run; 0…9; default 0
---@field specialization? number σ of the logarithm of a node's speed from request to request; similar requests suit the same nodes; 0…2; default 0
---@field loss? number share of messages lost; 0…0.9; default 0.002
---@field crashes? number crashes of a node; 0…1000 1/h; default 0.05
---@field churn? "none"|"weibull" whether nodes come and go in heavy-tailed sessions; default none
---@field partition? number share of the run the network is cut in two; 0…1; default 0
---@field flaky? number share of nodes that drop three jobs of four; 0…1; default 0.08
---@field disputes? number share of wrong answers the requester disputes; 0…1; default 0.25
---@field forgeries? number share of bids followed by a stranger's in the bidder's name, new or an old one again; 0…1; default 0
---@field ring? number share of nodes that one owner runs together: they know each other's costs when they bid; 0…1; default 0
---@field equivocators? number share of nodes that seal a second price for each task; where bids are signed, that is proven and slashed; 0…1; default 0
---@field signing? boolean every bid, opening, award, settlement and report of an offence is signed and verified (Ed25519); the results are the same, and take longer; default false
---@field governance? boolean nodes propose changes to the market's terms and vote on them by their own interest; default false
---@field use? colony.new.options.use policies to start with, by kind

---Founds a colony, or takes up the run in a file.
---
---A run in `store` is taken up where its journal ends, by doing it again: every entry has to come out as it is in the file. Policies are named, or named with their options: use = { auction = "first_price", pheromone = { "max_min", rho = 0.1 } }.
---
---Errors:
---- a file of data is missing or malformed
---- a policy cannot be put in force
---- the store holds no run of a colony, a run with other options, or one that does not come out again
---
---    > colony.new{ nodes = 16, tasks = 50 }
---@param options? colony.new.options what differs from the defaults; default {}
---@return colony colony
function colony.new(options) end

---Does the run of a file again and holds it to the file, entry by entry: what it was founded with, each decision of a policy, what was done to it.
---
---The policies' texts are in the file. The colony that comes out is in memory and can go on.
---
---Errors:
---- the file holds no run, was changed (the entry is named), or an entry does not come out again
---- the data it ran on is not what is there now
---
---    > (function()
  local file = os.tmpname(); os.remove(file)
  colony.new{ nodes = 16, tasks = 50, store = file }:run()
  local c = colony.replay(file)
  os.remove(file); os.remove(file .. "-lock")
  return c
end)()
---@param store string a file that a colony kept its books in
---@return colony colony
function colony.replay(store) end

---@class colony.counterfactual.use
---@field [string] any a plugin's name, or { name, option = value }

---@class colony.counterfactual.rows.row
---@field measure string
---@field recorded number as it was
---@field changed number as it would have been
---@field difference number the second less the first

---@class colony.counterfactual.rows
---@field [integer] colony.counterfactual.rows.row a measure of both runs

---What the run of a file would have come to under other policies: the same arrivals, nodes, chances and other decisions.
---
---The run is done again as it was, held to the file, and once more with the other policies from its beginning on.
---
---Errors:
---- what colony.replay raises
---- a policy cannot be put in force
---
---    > (function()
  local file = os.tmpname(); os.remove(file)
  colony.new{ nodes = 16, tasks = 50, store = file }:run()
  local rows = colony.counterfactual(file, { auction = "first_price" })
  os.remove(file); os.remove(file .. "-lock")
  return rows
end)()
---@param store string a file that a colony kept its books in
---@param use colony.counterfactual.use policies by kind
---@return colony.counterfactual.rows rows one a measure
function colony.counterfactual(store, use) end

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
---@field memory? "none"|"local"|"gossip" nodes remember who did well at similar tasks: from their own and their neighbours' tasks, from their own only, or not at all; default none
---@field store? string a file to keep the run in: begun if there is none, taken up where it ends if there is; in memory when left out
---@field decisions? string a file to log every decision of the policies that move money in, for plugin.decisions; nowhere when left out
---@field neighbours? integer links of a node in the overlay, short ones first; 2…64; default 8
---@field invited? integer nodes asked for a bid; 1…8; default 4
---@field rounds? integer most consensus rounds for a shortlist; 1…50; default 6
---@field domain_concentration? number Dirichlet α of the domains a node submits; 0.01…1000; default 0.3
---@field out_of_scope? number share of utterances outside every intent; 0…0.5; default 0.05
---@field unseen? integer domains of which requests come only in the second half of the run; 0…9; default 0
---@field specialization? number σ of the logarithm of a node's speed from request to request; similar requests suit the same nodes; 0…2; default 0
---@field loss? number share of messages lost; 0…0.9; default 0.002
---@field crashes? number crashes of a node; 0…1000 1/h; default 0.05
---@field churn? "none"|"weibull" whether nodes come and go in heavy-tailed sessions; default none
---@field partition? number share of the run the network is cut in two; 0…1; default 0
---@field flaky? number share of nodes that drop three jobs of four; 0…1; default 0.08
---@field disputes? number share of wrong answers the requester disputes; 0…1; default 0.25
---@field forgeries? number share of bids followed by a stranger's in the bidder's name, new or an old one again; 0…1; default 0
---@field ring? number share of nodes that one owner runs together: they know each other's costs when they bid; 0…1; default 0
---@field equivocators? number share of nodes that seal a second price for each task; where bids are signed, that is proven and slashed; 0…1; default 0
---@field signing? boolean every bid, opening, award, settlement and report of an offence is signed and verified (Ed25519); the results are the same, and take longer; default false
---@field governance? boolean nodes propose changes to the market's terms and vote on them by their own interest; default false
---@field use? colony.sweep.runs.run.use policies to start with, by kind
---@field swaps? colony.sweep.runs.run.swaps changes on the way

---@class colony.sweep.runs
---@field [integer] colony.sweep.runs.run

---@class colony.sweep.settings
---@field workers? integer colonies that run at a time; 1…64; default 2

---@class colony.sweep.reports.report.configuration
---@field nodes? integer edge nodes; over 490 they share the measured hosts; 2…100000; default 128
---@field seed? integer of every random stream of the run; ≥ 0; default 1
---@field load? number mean utilisation the node speeds are scaled to; 0.01…2; default 0.6
---@field tasks? integer only the first so many arrivals; 0: all; 0…10000000; default 0
---@field arrivals? string file of arrivals (TIMESTAMP,ContextTokens,GeneratedTokens); an hour of conversations when left out
---@field rtt? string file of round-trip times (.npy, float32, N×N, ms); PlanetLab when left out
---@field learning? "gossip"|"local"|"none" adapters learn from feedback and peers, from feedback only, or not at all; default gossip
---@field memory? "none"|"local"|"gossip" nodes remember who did well at similar tasks: from their own and their neighbours' tasks, from their own only, or not at all; default none
---@field store? string a file to keep the run in: begun if there is none, taken up where it ends if there is; in memory when left out
---@field decisions? string a file to log every decision of the policies that move money in, for plugin.decisions; nowhere when left out
---@field neighbours? integer links of a node in the overlay, short ones first; 2…64; default 8
---@field invited? integer nodes asked for a bid; 1…8; default 4
---@field rounds? integer most consensus rounds for a shortlist; 1…50; default 6
---@field domain_concentration? number Dirichlet α of the domains a node submits; 0.01…1000; default 0.3
---@field out_of_scope? number share of utterances outside every intent; 0…0.5; default 0.05
---@field unseen? integer domains of which requests come only in the second half of the run; 0…9; default 0
---@field specialization? number σ of the logarithm of a node's speed from request to request; similar requests suit the same nodes; 0…2; default 0
---@field loss? number share of messages lost; 0…0.9; default 0.002
---@field crashes? number crashes of a node; 0…1000 1/h; default 0.05
---@field churn? "none"|"weibull" whether nodes come and go in heavy-tailed sessions; default none
---@field partition? number share of the run the network is cut in two; 0…1; default 0
---@field flaky? number share of nodes that drop three jobs of four; 0…1; default 0.08
---@field disputes? number share of wrong answers the requester disputes; 0…1; default 0.25
---@field forgeries? number share of bids followed by a stranger's in the bidder's name, new or an old one again; 0…1; default 0
---@field ring? number share of nodes that one owner runs together: they know each other's costs when they bid; 0…1; default 0
---@field equivocators? number share of nodes that seal a second price for each task; where bids are signed, that is proven and slashed; 0…1; default 0
---@field signing? boolean every bid, opening, award, settlement and report of an offence is signed and verified (Ed25519); the results are the same, and take longer; default false
---@field governance? boolean nodes propose changes to the market's terms and vote on them by their own interest; default false

---@class colony.sweep.reports.report.tasks
---@field total integer arrivals
---@field ended integer tasks that have ended
---@field units integer compute units of all
---@field completed integer tasks that ended so
---@field refunded integer tasks that ended so
---@field overpriced integer tasks that ended so
---@field unshortlisted integer tasks that ended so
---@field unserved integer tasks that ended so
---@field unrevealed integer tasks that ended so
---@field misfit integer tasks that ended so
---@field late integer tasks that ended so
---@field crashed integer tasks that ended so
---@field cut_off integer tasks that ended so
---@field disputes integer wrong answers disputed
---@field upheld integer disputes the requester won

---@class colony.sweep.reports.report.accuracy.interval
---@field [integer] number

---@class colony.sweep.reports.report.accuracy.held_out_interval
---@field [integer] number

---@class colony.sweep.reports.report.accuracy.held_out_gain_interval
---@field [integer] number

---@class colony.sweep.reports.report.accuracy
---@field prequential? number of scored answers that were right; 0…1
---@field interval? colony.sweep.reports.report.accuracy.interval of it, 95%
---@field scored integer answers with a truth
---@field abstained integer answers withheld
---@field out_of_scope integer tasks outside every intent
---@field out_of_scope_refused integer of these, withheld
---@field held_out? number on held-out utterances, adapters as they are; 0…1
---@field held_out_interval? colony.sweep.reports.report.accuracy.held_out_interval of it, 95%
---@field held_out_frozen? number without adapters; 0…1
---@field held_out_gain number the first less the second
---@field held_out_gain_interval? colony.sweep.reports.report.accuracy.held_out_gain_interval of it, 95%
---@field held_out_refused? number of utterances outside every intent that are withheld; 0…1
---@field series? table share right, by time; false where nothing happened

---@class colony.sweep.reports.report.latency_s
---@field p50? number that share of answers took at most so long; in s
---@field p95? number that share of answers took at most so long; in s
---@field p99? number that share of answers took at most so long; in s
---@field series? table by time; false where nothing happened

---@class colony.sweep.reports.report.market.stake_lost
---@field flaky? number by nodes that drop jobs, nil without any; 0…1
---@field others? number by the rest; 0…1

---@class colony.sweep.reports.report.market.decisions
---@field file string they are logged in
---@field count integer so far
---@field failure? string why nothing more is logged

---@class colony.sweep.reports.report.market.journal
---@field file string it is kept in
---@field entries integer so far
---@field head string hash of the last, which stands for all

---@class colony.sweep.reports.report.market
---@field balanced boolean whether debits equal credits
---@field welfare_ruv number value of the answers less their cost; in rUv
---@field cost_ruv number of the work; in rUv
---@field payments_ruv number to executors; in rUv
---@field fees_ruv number to the pool; in rUv
---@field discounts_ruv number for reputation; in rUv
---@field slashed_ruv number of stakes; in rUv
---@field penalties_ruv number forfeited bonds and slashed stakes; in rUv
---@field stake_lost colony.sweep.reports.report.market.stake_lost what part of their stakes
---@field income_gini? number inequality of incomes; 0…1
---@field price_tracks_load number correlation
---@field step_s number between two entries of the series; in s
---@field price? table a unit, by time; false where nothing happened
---@field clearing? table price, by time; false where nothing happened
---@field utilization? table by time; false where nothing happened
---@field transfers integer in the ledger
---@field decisions? colony.sweep.reports.report.market.decisions of the policies that move money, with `decisions`
---@field journal? colony.sweep.reports.report.market.journal of the ledger, with `store`

---@class colony.sweep.reports.report.swarm.regret
---@field favourite_s? number that the favoured node costs a task more than the best considered; in s
---@field award_s? number that the winner costs more than the best invited; in s
---@field best? number of the favourites that were the best considered; 0…1
---@field favourite_series? table the first by time; false where nothing happened
---@field award_series? table the second by time; false where nothing happened

---@class colony.sweep.reports.report.swarm
---@field agreed? number of shortlists agreed on; 0…1
---@field rounds number mean of a shortlist's
---@field shortlists integer negotiated
---@field trails integer of pheromone
---@field patterns integer in all nodes' memories
---@field memory_reports integer of patterns, told to neighbours
---@field memory_bytes integer of these; in bytes
---@field overlay_links integer between nodes
---@field regret colony.sweep.reports.report.swarm.regret expected time to a success over what an oracle would have, who knows true speeds, queues and reliability

---@class colony.sweep.reports.report.novel
---@field tasks integer that ended
---@field completed integer of these
---@field right integer answers
---@field late integer too late or never
---@field latency_s? number mean of completed ones; in s
---@field welfare_ruv number value of right answers less cost of the work; in rUv

---@class colony.sweep.reports.report.learning
---@field updates integer of adapters
---@field gossip_messages integer sent
---@field gossip_bytes integer sent; in bytes
---@field adapter_hits integer adapters found in memory
---@field adapter_misses integer adapters loaded
---@field adapter_hit_rate? number of the two; 0…1

---@class colony.sweep.reports.report.network
---@field messages integer sent
---@field lost integer of these
---@field bytes integer sent; in bytes
---@field hosts_shared boolean whether nodes share measured hosts

---@class colony.sweep.reports.report.identity
---@field signing boolean whether money messages are signed
---@field signed integer messages
---@field verified integer of these
---@field intrusions integer bids sent in others' names
---@field refused_forged integer bad signatures
---@field refused_replayed integer signed for something else
---@field equivocations integer second prices sealed for one task
---@field convictions integer of these, proven and slashed

---@class colony.sweep.reports.report.governance.terms
---@field [string] integer

---@class colony.sweep.reports.report.governance
---@field on boolean whether nodes propose and vote
---@field proposals integer made
---@field pending integer of these, at the moment
---@field active integer of these, at the moment
---@field succeeded integer of these, at the moment
---@field queued integer of these, at the moment
---@field defeated integer of these, at the moment
---@field executed integer of these, at the moment
---@field expired integer of these, at the moment
---@field cancelled integer of these, at the moment
---@field vetoed integer of these, at the moment
---@field decided integer votes that ended
---@field against_stake integer of these, decided otherwise than most of the stake voted
---@field votes integer cast
---@field paused boolean by the person
---@field terms colony.sweep.reports.report.governance.terms in force, by name

---@class colony.sweep.reports.report.policies.policy
---@field name string of the plugin in force
---@field version string of it
---@field hash string of its text
---@field calls integer so far
---@field faults integer so far
---@field first_fault? string in full
---@field suspended boolean after too many
---@field answering string who answers: it, or the built-in rule
---@field ns_per_call number mean; in ns

---@class colony.sweep.reports.report.policies
---@field [string] colony.sweep.reports.report.policies.policy

---@class colony.sweep.reports.report.swaps.swap
---@field time_s number when; in s
---@field kind string of policy
---@field from string plugin before
---@field to string plugin after

---@class colony.sweep.reports.report.swaps
---@field [integer] colony.sweep.reports.report.swaps.swap

---@class colony.sweep.reports.report.timing.stages.stage
---@field events integer of the kind
---@field seconds number they took; in s

---@class colony.sweep.reports.report.timing.stages
---@field [string] colony.sweep.reports.report.timing.stages.stage

---@class colony.sweep.reports.report.timing
---@field events integer simulated
---@field seconds number of wall-clock time; in s
---@field tasks_per_second number simulated; in 1/s
---@field stages colony.sweep.reports.report.timing.stages by kind of event

---@class colony.sweep.reports.report
---@field configuration colony.sweep.reports.report.configuration every option but `use`
---@field now_s number simulated time; in s
---@field duration_s number from the first arrival to the last; in s
---@field tasks colony.sweep.reports.report.tasks by how they ended
---@field accuracy colony.sweep.reports.report.accuracy of the answers
---@field latency_s colony.sweep.reports.report.latency_s from arrival to answer
---@field market colony.sweep.reports.report.market money
---@field swarm colony.sweep.reports.report.swarm coordination
---@field novel colony.sweep.reports.report.novel requests of domains that come only in the second half, with `unseen`
---@field learning colony.sweep.reports.report.learning adapters
---@field network colony.sweep.reports.report.network messages
---@field identity colony.sweep.reports.report.identity who said what
---@field governance colony.sweep.reports.report.governance what the nodes decided
---@field policies colony.sweep.reports.report.policies by kind
---@field swaps colony.sweep.reports.report.swaps after the founding
---@field digest string fingerprint of the results
---@field timing colony.sweep.reports.report.timing how fast it ran; no part of the results

---@class colony.sweep.reports
---@field [integer] colony.sweep.reports.report

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
---@return colony.sweep.reports reports in the order of the runs
function colony.sweep(runs, settings) end

---The states a task may end in.
---
---    > colony.states()[1]
---@return table names
function colony.states() end
