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

---Ants that look for a short tour, round by round.
---@class tour_search
---@field name string The instance, as its file says.
---@field cities integer How many there are.
---@field best integer Length of the best tour so far.
---@field tour table The best tour so far.
---@field optimum integer Length of a shortest tour; nil where it is not known.
---@field gap number (best − optimum) / optimum; nil where the optimum is not known.
---@field iterations integer Rounds so far.
---@field best_iteration integer The round that found the best tour; 0: the tour to the nearest city each time.
---@field best_s number Time spent until the best tour was found.
---@field mean number Mean length of the last round's tours; NaN before the first.
---@field branching number Trails at a city that still attract, mean of all: 2 where all ants walk one tour. NaN until a rule asks.
---@field restarts integer How often trails began anew.
---@field rule string Who answers now: kind/name version.
---@field suspension string Why the rule no longer answers; nil while it does.
local Tour_search = {}

---Goes on for some rounds, or until the optimum is found where it is known.
---
---    > swarm.tour_search("scripts/data/tsp_generated/rnd16_0.tsp"):step(10)
---@param iterations? integer 1…100000000; default 1
---@return integer length of the best tour
function Tour_search:step(iterations) end

---Puts another rule in force from the next round on; trails stay, within its limits.
---
---Errors:
---- there is no such rule, or it is of another kind
---
---    > swarm.tour_search("scripts/data/tsp_generated/rnd16_0.tsp"):use("ant_system")
---@param rule any a plugin by name or path, { name, option = value }, a loaded policy, or "native"
---@return string rule kind/name version
function Tour_search:use(rule) end

---@class tour_search.series.series
---@field iteration vector i64: which rounds
---@field best vector f64: best so far
---@field shortest vector f64: best of the round
---@field mean vector f64: of the round's tours

---How the search went: lengths after each round, or of a long search after every so many.
---
---At most 4096 rounds are kept, evenly spaced.
---
---    > (function() local s = swarm.tour_search("scripts/data/tsp_generated/rnd16_0.tsp"); s:step(5); return s:series().best end)()
---@return tour_search.series.series series
function Tour_search:series() end

---The best tour's places in order, the first one again at the end: plot(search:route()) draws it.
---
---Errors:
---- the file gives distances without places
---
---    > swarm.tour_search("scripts/data/tsp_generated/rnd16_0.tsp"):route()
---@return vector x f64
---@return vector y f64
function Tour_search:route() end

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

---@class swarm.tsp.options
---@field rule? any a plugin of the kind pheromone by name or path, { name, option = value }, or a loaded policy; default native
---@field local_search? "none"|"2opt"|"3opt" how each ant's tour is shortened; default none
---@field candidates? integer nearest cities that ants and local search look at first, and trails lie between; 1…10000; default 20
---@field ants? integer in a round; 1…10000; default as many as cities, at most 100; 25 with local search
---@field seed? integer of every draw; default 1
---@field optimum? integer length of a shortest tour; ≥ 0; default what stands beside the file
---@field tour? string a TSPLIB file of type TOUR whose length is the optimum; default what stands beside the file
---@field iterations? integer the most rounds there are; 1…100000000; default 1000
---@field seconds? number the most time there is; 0…1000000000 s; default no limit
---@field target? integer a length to stop at; ≥ 0; default the optimum where it is known, else 0

---@class swarm.tsp.result.tour
---@field [integer] integer from 1

---@class swarm.tsp.result
---@field name string as the file says
---@field cities integer
---@field length integer of the best tour
---@field optimum? integer length of a shortest tour, where it is known
---@field gap? number (length − optimum) / optimum
---@field mean number length of the last round's tours
---@field iterations integer rounds done
---@field best_iteration integer the round that found the best; 0: the tour to the nearest city each time
---@field best_s number time until then; in s
---@field restarts integer rounds after which trails began anew
---@field rule string who answered last: kind/name version
---@field tour swarm.tsp.result.tour in order

---Looks for a short tour with ants that follow pheromone trails.
---
---Reads TSPLIB files of type TSP: coordinates with EUC_2D, CEIL_2D, MAX_2D, MAN_2D, ATT or GEO distances, or EXPLICIT ones in any form of rows and columns. The optimum is known where the file's x.opt.tour or a table OPTIMA.tsv stands beside it. Only best_s depends on the clock, and on `seconds` everything does.
---
---Errors:
---- the file cannot be read, or is not of the format
---- there is no such rule, or it is of another kind
---
---    > swarm.tsp("scripts/data/tsp_generated/rnd16_0.tsp", { rule = "max_min" }).length
---@param path string a TSPLIB file
---@param options? swarm.tsp.options default {}
---@return swarm.tsp.result result
function swarm.tsp(path, options) end

---@class swarm.tour_search.options
---@field rule? any a plugin of the kind pheromone by name or path, { name, option = value }, or a loaded policy; default native
---@field local_search? "none"|"2opt"|"3opt" how each ant's tour is shortened; default none
---@field candidates? integer nearest cities that ants and local search look at first, and trails lie between; 1…10000; default 20
---@field ants? integer in a round; 1…10000; default as many as cities, at most 100; 25 with local search
---@field seed? integer of every draw; default 1
---@field optimum? integer length of a shortest tour; ≥ 0; default what stands beside the file
---@field tour? string a TSPLIB file of type TOUR whose length is the optimum; default what stands beside the file

---Ants at work on a TSPLIB file, to be stepped: swap the rule midway, plot how it goes.
---
---Errors:
---- the file cannot be read, or is not of the format
---- there is no such rule, or it is of another kind
---
---    > swarm.tour_search("scripts/data/tsp_generated/rnd16_0.tsp", { rule = "ant_system" }):step(10)
---@param path string a TSPLIB file
---@param options? swarm.tour_search.options default {}
---@return tour_search search
function swarm.tour_search(path, options) end
