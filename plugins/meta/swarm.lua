---@meta

---Recent episodes, and the patterns they were condensed into.
---@class collective_memory
---@field patterns integer How many patterns there are.
local Collective_memory = {}

---Remembers an episode; a full ring is condensed first.
---
---Errors:
---- the embedding is not f32, or not of the dimension of the memory
---
---    > swarm.memory(2):record(vector.new{1, 0}, 0.9, 20000, 0)
---@param embedding vector f32
---@param quality number of the outcome; 0 is a failure; 0…1
---@param latency_us integer service time; ≥ 0 µs
---@param now_us integer when; ≥ 0 µs
function Collective_memory:record(embedding, quality, latency_us, now_us) end

---@class collective_memory.recall.patterns.pattern
---@field similarity number cosine
---@field confidence number 0…1, falls with age
---@field count number of its episodes
---@field quality number mean, 0…1
---@field latency_us number mean; in µs

---@class collective_memory.recall.patterns
---@field [integer] collective_memory.recall.patterns.pattern

---The patterns most like an embedding, most similar first.
---
---O(patterns · dimension).
---
---Errors:
---- the embedding is not f32, or not of the dimension of the memory
---
---    > swarm.memory(2):recall(vector.new{1, 0}, 3, 0)
---@param embedding vector f32
---@param count integer 1…10000
---@param now_us integer ≥ 0 µs
---@return collective_memory.recall.patterns patterns
function Collective_memory:recall(embedding, count, now_us) end

---Condenses the episodes in the ring into patterns now.
---
---    > swarm.memory(2):consolidate()
---@return integer patterns how many there are
function Collective_memory:consolidate() end

---A rule that gives out tasks, and what it regrets.
---@class allocation_study
---@field regret number Regret of all tasks so far against the oracle.
---@field optimal number Share of the tasks that went to the oracle's choice; nil before the first.
---@field done integer Tasks so far.
---@field tasks integer Tasks in all.
---@field rule string Name of the rule that answers: the one in use, or the built-in one once that is suspended.
---@field faults integer Answers that broke the rule's contract; the built-in one stood in.
local Allocation_study = {}

---Gives out so many tasks more.
---
---O(count · nodes). Ctrl-C stops between two tasks.
---
---Errors:
---- it was interrupted
---
---    > swarm.allocation{ nodes = 4, tasks = 50 }:run(10).done
---@param count? integer 0…100000000; default all that are left
---@return allocation_study study
function Allocation_study:run(count) end

---Puts another rule in force; beliefs and trails stay.
---
---Errors:
---- there is no such rule, or it cannot be loaded
---- it is a policy of another kind than allocation
---
---    > swarm.allocation{ nodes = 4, tasks = 50 }:run(20):use("greedy"):run()
---@param rule? any thompson, ucb, greedy, trail or random (native), a plugin such as "allocation/ucb" or a path, or a loaded policy; default "thompson"
---@return allocation_study study
function Allocation_study:use(rule) end

---@class allocation_study.series.series
---@field task vector f64: tasks until then
---@field regret vector f64: of all of them; in s
---@field optimal vector f64: share of them that went to the oracle's choice

---The course so far, at most 1,000 points: plot(s.task, s.regret).
---
---    > swarm.allocation{ nodes = 4, tasks = 50 }:run():series().regret
---@return allocation_study.series.series series
function Allocation_study:series() end

---@class allocation_study.fit.fit
---@field a number in s
---@field b number regret added while T grows e-fold; in s
---@field r2 number share of the variance explained
---@field linear_r2 number the same of a + b T

---How regret grew: least squares of a + b ln T, and of a line for comparison; nil for less than three points.
---
---    > swarm.allocation{ nodes = 4, tasks = 50 }:run():fit().b
---@return allocation_study.fit.fit? fit
function Allocation_study:fit() end

---Tasks that each node got.
---
---    > swarm.allocation{ nodes = 4, tasks = 50 }:run():choices()
---@return vector choices i64, one a node
function Allocation_study:choices() end

---How nodes agree, allocate, leave trails and remember.
---@class swarmlib
swarm = {}

---@class swarm.consensus.options
---@field net? string a file of lattice points, one 'x y' a line, instead of a random regular graph
---@field nodes? integer of the random regular graph; 1…10000000; default 100
---@field degree? integer links of each of its nodes; 0…1000; default 8, or nodes − 1 if that is less
---@field options? integer to choose from; 1…65536; default 8
---@field rule? "entropy"|"local_negotiation"|"majority"|"voter" which built-in rule; default entropy
---@field seed? integer of every draw; default 1
---@field rounds? integer the most there are; 0…10000000; default 1000
---@field quorum? number share of the nodes that has to agree; 0…1; default 1
---@field rate? number how far a belief may move in a round; 0…1; default 1
---@field groups? boolean whether rules hear how large each group of equal choice is; default true

---@class swarm.consensus.result
---@field steps integer rounds it took
---@field winner integer the leading option, from 1
---@field agreed boolean
---@field share number of the nodes that exhibit the winner
---@field certainty number mean of all nodes

---Lets a population negotiate until a quorum agrees.
---
---Beliefs start as normalised uniform draws.
---
---Errors:
---- the net cannot be read
---- nodes × degree is odd, or the degree is not below the nodes
---- nodes × options is over 100000000
---
---    > swarm.consensus{ nodes = 100, degree = 8, options = 8, rule = "entropy", seed = 1 }
---@param options swarm.consensus.options what to study; {} for the defaults
---@return swarm.consensus.result result
function swarm.consensus(options) end

---@class swarm.tsp.options
---@field seed? integer of every draw; default 1
---@field iterations? integer the most there are; 1…100000000; default 1000
---@field ants? integer 1…10000; default as many as cities, at most 50
---@field target? integer a length to stop at; ≥ 0; default 0

---@class swarm.tsp.result.tour
---@field [integer] integer from 1

---@class swarm.tsp.result
---@field name string as the file says
---@field length integer of the best tour
---@field iterations integer done
---@field tour swarm.tsp.result.tour in order

---Looks for a short tour with ants that follow pheromone trails (MAX–MIN ant system).
---
---Reads TSPLIB files with EUC_2D coordinates.
---
---Errors:
---- the file cannot be read, or is not of the format
---
---    > swarm.tsp("scripts/data/tsp_generated/rnd16_0.tsp", { target = 3792 }).length
---@param path string a TSPLIB file
---@param options? swarm.tsp.options default {}
---@return swarm.tsp.result result
function swarm.tsp(path, options) end

---One round of entropy-weighted consensus for a whole population.
---
---Each node averages itself (counting self_weight) and its neighbours by (floor + certainty) · group · weight, moves by rate, and sharpens its belief where the variance of what it heard is below tolerance. out must not be beliefs. O(links · options).
---
---Errors:
---- the arrays are not of the types and shapes described
---- the graph has a link to nowhere
---- out is beliefs
---
---    > swarm.entropy_round(matrix.new{ { 1, 0 }, { 0, 1 } }, matrix.zeros(2, 2), vector.new({ 4, 5, 6, 2, 1 }, "i64"), 0.5, 0.25)
---@param beliefs matrix f32, a row of shares a node
---@param out matrix f32, gets the next beliefs
---@param graph vector i64, who hears whom, as ctx.graph
---@param rate number how far a belief may move; 0…1
---@param coin number a draw of ctx.random(); all chance of the round follows from it; 0…1
---@param certainty? vector f32, one a node; nil: all 0
---@param group? vector f32, size of each node's group; nil: all 1
---@param weights? vector f32, how much each voice counts; nil: all 1
---@param floor? number what a voice without certainty counts; 1 when left out; 1e-06…1000000
---@param self_weight? number what a node counts to itself; 1 when left out; 0…1000000
---@param sharpness? number how far agreement sharpens; 1 when left out; 0…1
---@param tolerance? number variance below which it does; 0.01 when left out; 1e-09…2
function swarm.entropy_round(beliefs, out, graph, rate, coin, certainty, group, weights, floor, self_weight, sharpness, tolerance) end

---One round of Liu & Lee's local negotiation.
---
---For a whole population. out must not be beliefs. O(links · options).
---
---Errors:
---- the arrays are not of the types and shapes described
---- the graph has a link to nowhere
---- out is beliefs
---
---    > swarm.negotiation_round(matrix.new{ { 1, 0 }, { 0, 1 } }, matrix.zeros(2, 2), vector.new({ 4, 5, 6, 2, 1 }, "i64"), 0.5, 0.25)
---@param beliefs matrix f32, a row of shares a node
---@param out matrix f32, gets the next beliefs
---@param graph vector i64, who hears whom, as ctx.graph
---@param rate number how far a belief may move; 0…1
---@param coin number a draw of ctx.random(); all chance of the round follows from it; 0…1
---@param certainty? vector f32, one a node; nil: all 0
---@param group? vector f32, size of each node's group; nil: all 1
---@param weights? vector f32, how much each voice counts; nil: all 1
function swarm.negotiation_round(beliefs, out, graph, rate, coin, certainty, group, weights) end

---One round of the majority rule.
---
---For a whole population. out must not be beliefs. O(links · options).
---
---Errors:
---- the arrays are not of the types and shapes described
---- the graph has a link to nowhere
---- out is beliefs
---
---    > swarm.majority_round(matrix.new{ { 1, 0 }, { 0, 1 } }, matrix.zeros(2, 2), vector.new({ 4, 5, 6, 2, 1 }, "i64"), 0.5, 0.25)
---@param beliefs matrix f32, a row of shares a node
---@param out matrix f32, gets the next beliefs
---@param graph vector i64, who hears whom, as ctx.graph
---@param rate number how far a belief may move; 0…1
---@param coin number a draw of ctx.random(); all chance of the round follows from it; 0…1
---@param certainty? vector f32, one a node; nil: all 0
---@param group? vector f32, size of each node's group; nil: all 1
---@param weights? vector f32, how much each voice counts; nil: all 1
function swarm.majority_round(beliefs, out, graph, rate, coin, certainty, group, weights) end

---One round of the weighted voter model.
---
---For a whole population. out must not be beliefs. O(links · options).
---
---Errors:
---- the arrays are not of the types and shapes described
---- the graph has a link to nowhere
---- out is beliefs
---
---    > swarm.voter_round(matrix.new{ { 1, 0 }, { 0, 1 } }, matrix.zeros(2, 2), vector.new({ 4, 5, 6, 2, 1 }, "i64"), 0.5, 0.25)
---@param beliefs matrix f32, a row of shares a node
---@param out matrix f32, gets the next beliefs
---@param graph vector i64, who hears whom, as ctx.graph
---@param rate number how far a belief may move; 0…1
---@param coin number a draw of ctx.random(); all chance of the round follows from it; 0…1
---@param certainty? vector f32, one a node; nil: all 0
---@param group? vector f32, size of each node's group; nil: all 1
---@param weights? vector f32, how much each voice counts; nil: all 1
function swarm.voter_round(beliefs, out, graph, rate, coin, certainty, group, weights) end

---Thompson sampling: the candidate that would be done soonest if one draw from each belief were true.
---
---Draws each candidate's latency from exp(Normal(mean, variance)) and its chance of success from Beta(a, b); the least (latency · (1 + load) + rtt) / success wins. All vectors are f64 with one element a candidate.
---
---Errors:
---- the vectors are not f64 and of one length, at least 1
---- a mean or a variance is not finite, or a shape is not positive
---
---    > swarm.thompson(vector.new({8, 9}, "f64"), vector.new({0.1, 0.1}, "f64"), vector.new({5, 5}, "f64"), vector.new({1, 1}, "f64"), vector.new({0, 0}, "f64"), vector.new({0, 0}, "f64"), 0.5)
---@param mean_log_latency vector f64, as ctx.mean_log_latency
---@param variance vector f64, as ctx.variance
---@param success_a vector f64, as ctx.success_a
---@param success_b vector f64, as ctx.success_b
---@param load vector f64, as ctx.load
---@param rtt_us vector f64, as ctx.rtt_us
---@param coin number a draw of ctx.random(); 0…1
---@return integer index from 1
function swarm.thompson(mean_log_latency, variance, success_a, success_b, load, rtt_us, coin) end

---Certainty 1 − H / ln K of a belief: 0 when all K shares are alike, 1 when one has everything.
---
---Errors:
---- the belief is not f32, or has no share
---
---    > swarm.certainty(vector.new{0.5, 0.5})
---@param belief vector f32, shares that sum to 1
---@return number certainty 0…1
function swarm.certainty(belief) end

---@class swarm.memory.options
---@field episodes? integer size of the ring of recent ones; 1…100000; default 64
---@field patterns? integer the most that are kept; 1…10000; default 64
---@field radius? number largest cosine distance between an episode and its pattern; 0…2; default 0.4
---@field lifetime_us? integer in which trust falls to 1/e; ≥ 1 µs; default 3600000000

---A collective memory: recent episodes, condensed now and then into patterns.
---
---    > swarm.memory(2, { radius = 0.3 })
---@param dimension integer elements of an embedding; 1…1000000
---@param options? swarm.memory.options default {}
---@return collective_memory memory
function swarm.memory(dimension, options) end

---@class swarm.averaging.options
---@field nodes? integer with a value each; 2…10000000; default 1000
---@field links? integer that a node draws its partners from; 1…1000; default 20
---@field cycles? integer in each of which every node begins an exchange; 0…10000; default 20
---@field seed? integer of values, links and partners; default 1

---@class swarm.averaging.result
---@field variance vector f64: before the first cycle and after each
---@field factor? number geometric mean of what a cycle leaves of the variance
---@field drift number of the mean, which rounding alone moves
---@field exchanges integer

---Push–pull averaging by gossip: how fast a network comes to the mean of what its nodes hold.
---
---In a cycle every node takes one of its links' ends, drawn at random beforehand, and both leave with the mean of their values. The values begin as standard normal draws. The variance falls by 1 / (2√e) ≈ 0.303 a cycle where partners are drawn alike from all nodes (Jelasity, Montresor & Babaoglu 2005). O(nodes · cycles).
---
---Errors:
---- nodes × links is over 200000000
---- it was interrupted
---
---    > swarm.averaging{ nodes = 1000, cycles = 10 }.factor
---@param options swarm.averaging.options {} for the defaults
---@return swarm.averaging.result result
function swarm.averaging(options) end

---@class swarm.allocation.options
---@field nodes? integer that can have a task; 1…4096; default 16
---@field types? integer of task; each node is good at some; 1…1000; default 4
---@field submitters? integer each with beliefs of its own; 1…1000; default 4
---@field tasks? integer in all, one a second; 1…100000000; default 10000
---@field rule? any thompson, ucb, greedy, trail or random (native), a plugin such as "allocation/ucb" or a path, or a loaded policy; default "thompson"
---@field drift? any "none"; "swap": at half time the fastest become the slowest; { at = 3000 } or { at = { 3000, 6000 } }: before these tasks; "walk": every 100 tasks each log mean takes a step of 0.1; default "none"
---@field share? boolean whether submitters, in a ring, pass on to their neighbours what was seen, each observation once; default true
---@field failures? number largest chance of failure of a node; 0…1; default 0.2
---@field spread? number standard deviation of nodes' ln(service time); 0…5; default 0.5
---@field noise? number standard deviation of one node's ln(service time); 0…5; default 0.3
---@field memory? integer tasks in which an observation fades to 1/e; 1…1000000000; default observations don't fade
---@field seed? integer of the world and every draw; default 1
---@field detect? number surprise in standard deviations, summed, at which a submitter forgets a pair; 8 is a good one (Page's CUSUM); 1…1000; default changes go unnoticed

---Studies how a rule gives tasks to nodes that it knows by their outcomes only, and its regret.
---
---A node serves a type of task in a time whose logarithm is Normal(mean, noise²), the means Normal(10, spread²) around 22 ms, and fails with a chance of its own, up to failures; round trips are 0 … 40 ms. The oracle knows every true median service time and chance of success at the moment and takes the least (service + rtt) / success; a task's regret is what the node chosen costs more by the same figures. Studies with one seed meet the same world, tasks and luck, whatever the rule.
---
---Errors:
---- there is no such rule, or it cannot be loaded
---- the rule is a policy of another kind than allocation
---- drift is not one of the words and no table with at
---- nodes × types or nodes × submitters is over 1000000
---
---    > swarm.allocation{ nodes = 16, types = 4, rule = "thompson", tasks = 1000 }:run()
---@param options swarm.allocation.options what to study; {} for the defaults
---@return allocation_study study
function swarm.allocation(options) end
