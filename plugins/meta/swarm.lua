---@meta

---Recent episodes, and the patterns they were condensed into.
---@class collective_memory
---@field patterns integer How many patterns there are.
local Collective_memory = {}

---Remembers an episode; a full ring is condensed first.
---
---    > swarm.memory(2):record(vector.new{1, 0}, 0.9, 20000, 0)
---@param embedding vector f32
---@param quality number of the outcome; 0 is a failure; 0…1
---@param latency_us integer service time; 0…9223372036854775807 µs
---@param now_us integer when; 0…9223372036854775807 µs
function Collective_memory:record(embedding, quality, latency_us, now_us) end

---The patterns most like an embedding, most similar first.
---
---Each a table with similarity, confidence, count, quality and latency_us. O(patterns · dimension).
---
---    > swarm.memory(2):recall(vector.new{1, 0}, 3, 0)
---@param embedding vector f32
---@param count integer 1…10000
---@param now_us integer 0…9223372036854775807 µs
---@return table patterns
function Collective_memory:recall(embedding, count, now_us) end

---Condenses the episodes in the ring into patterns now.
---
---    > swarm.memory(2):consolidate()
---@return integer patterns how many there are
function Collective_memory:consolidate() end

---How nodes agree, allocate, leave trails and remember.
---@class swarmlib
swarm = {}

---Lets a population negotiate until a quorum agrees.
---
---Options: net (a file of lattice points, one 'x y' a line) or nodes and degree of a random regular graph (100, 8); options (8); rule: entropy, local_negotiation, majority or voter (entropy); seed (1); rounds, the most (1000); quorum, a share of the nodes (1); rate, how far a belief may move in a round (1); groups, whether rules hear how large each group of equal choice is (true). Beliefs start as normalised uniform draws. The result holds steps, winner (from 1), agreed, share (of the nodes that exhibit the winner) and certainty (the mean).
---
---    > swarm.consensus{ nodes = 100, degree = 8, options = 8, rule = "entropy", seed = 1 }
---@param options table what to study; {} for the defaults
---@return table result
function swarm.consensus(options) end

---Looks for a short tour with ants that follow pheromone trails (MAX–MIN ant system).
---
---Reads TSPLIB files with EUC_2D coordinates. Options: seed (1); iterations, the most (1000); ants (as many as cities, at most 50); target, a length to stop at (0). The result holds length, iterations, name and tour (cities from 1).
---
---    > swarm.tsp("scripts/data/tsp_generated/rnd16_0.tsp", { target = 3792 }).length
---@param path string a TSPLIB file
---@param options? table default {}
---@return table result
function swarm.tsp(path, options) end

---One round of entropy-weighted consensus for a whole population.
---
---Each node averages itself (counting self_weight) and its neighbours by (floor + certainty) · group · weight, moves by rate, and sharpens its belief where the variance of what it heard is below tolerance. out must not be beliefs. O(links · options).
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
---    > swarm.certainty(vector.new{0.5, 0.5})
---@param belief vector f32, shares that sum to 1
---@return number certainty 0…1
function swarm.certainty(belief) end

---A collective memory: recent episodes, condensed now and then into patterns.
---
---Options: episodes, the ring's size (64); patterns, the most kept (64); radius, the largest cosine distance between an episode and its pattern, 0…2 (0.4); lifetime_us, in which trust falls to 1/e (an hour).
---
---    > swarm.memory(2, { radius = 0.3 })
---@param dimension integer elements of an embedding; 1…1000000
---@param options? table default {}
---@return collective_memory memory
function swarm.memory(dimension, options) end
