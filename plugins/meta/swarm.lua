---@meta

---Recent episodes, the patterns they were condensed into, and what peers report of theirs.
---@class collective_memory
---@field count integer Patterns of its own episodes.
---@field episodes integer Episodes in the ring.
---@field pending integer Those of them that were not condensed yet.
---@field outliers integer Clusters too thin to be patterns.
---@field peers integer Peers whose reports it has.
---@field version integer Grows with every change to its patterns.
---@field owner integer Its name among peers.
---@field dimension integer Elements of an embedding.
local Collective_memory = {}

---Remembers an episode; a full ring of new ones is condensed first.
---
---Errors:
---- the embedding is not f32, not of the dimension of the memory, not finite, or all zeros
---- the file it is kept in is closed, or cannot be written
---
---    > swarm.memory(2):record(vector.new{1, 0}, 0.9, 20000, 0, 7)
---@param embedding vector f32
---@param quality number of the outcome; 0 is a failure; 0…1
---@param latency_us integer service time; 0 where there was no result; ≥ 0 µs
---@param now_us integer ≥ 0 µs
---@param node? integer who served it; 1…2147483647
function Collective_memory:record(embedding, quality, latency_us, now_us, node) end

---Condenses the new episodes into patterns now; they stay in the ring.
---
---Errors:
---- the file it is kept in is closed, or cannot be written
---
---    > swarm.memory(2):consolidate()
---@return integer patterns how many there are
function Collective_memory:consolidate() end

---Replays a sample of the ring once more: an episode moves to the pattern that is nearest by now. Nothing counts twice.
---
---Errors:
---- the file it is kept in is closed, or cannot be written
---
---    > swarm.memory(2):replay(32)
---@param count integer episodes drawn, with replacement; 1…100000
---@param seed? integer of the draws; ≥ 0; default 1
---@return integer moved patterns that gained an episode
function Collective_memory:replay(count, seed) end

---@class collective_memory.recall.patterns.pattern
---@field id integer among its peer's
---@field peer integer whose episodes it rests on
---@field own boolean
---@field similarity number cosine
---@field confidence number 0…1, as the memory policy says
---@field count number its episodes; 0…1000000000
---@field quality number their mean; 0…1
---@field latency_us number their mean; 0…1e+18 µs
---@field spread number their mean cosine distance to the centroid; 0…1
---@field time_us integer of the latest; ≥ 0 µs

---@class collective_memory.recall.patterns
---@field [integer] collective_memory.recall.patterns.pattern

---@class collective_memory.recall.nodes.node
---@field node integer from 1
---@field quality number mean, 0…1
---@field confidence number 0…1, from the observations so discounted
---@field observations number so discounted
---@field latency_us? number geometric mean, nil without a result; in µs

---@class collective_memory.recall.nodes
---@field [integer] collective_memory.recall.nodes.node

---The patterns most like an embedding, most similar first, and the nodes that served such tasks, best first.
---
---Own patterns and peers'. A node's observations count by the confidence in their patterns and the squared similarity. O(patterns · dimension).
---
---Errors:
---- the embedding is not f32, not of the dimension of the memory, not finite, or all zeros
---
---    > swarm.memory(2):recall(vector.new{1, 0}, 3, 0)
---@param embedding vector f32
---@param count integer of patterns, at most; 1…10000
---@param now_us integer ≥ 0 µs
---@return collective_memory.recall.patterns patterns
---@return collective_memory.recall.nodes nodes
function Collective_memory:recall(embedding, count, now_us) end

---@class collective_memory.patterns.patterns.pattern.nodes.node
---@field node integer ascending; 1…2147483647
---@field successes number all counts fade with time
---@field failures number
---@field qualities number sum of the outcomes' qualities
---@field observations number service times
---@field mean_log_latency number mean of ln(service time in µs)
---@field squares number sum of squared distances from it
---@field time_us integer of the latest outcome; ≥ 0 µs

---@class collective_memory.patterns.patterns.pattern.nodes
---@field [integer] collective_memory.patterns.patterns.pattern.nodes.node

---@class collective_memory.patterns.patterns.pattern
---@field id integer
---@field cluster integer lowest id of those it is connected to, by density
---@field centroid vector f32, mean of unit vectors
---@field count number its episodes; 0…1000000000
---@field quality number their mean; 0…1
---@field latency_us number their mean; 0…1e+18 µs
---@field spread number their mean cosine distance to the centroid; 0…1
---@field time_us integer of the latest; ≥ 0 µs
---@field nodes collective_memory.patterns.patterns.pattern.nodes who served it

---@class collective_memory.patterns.patterns
---@field [integer] collective_memory.patterns.patterns.pattern

---Its own patterns, in no particular order.
---
---    > #swarm.memory(2):patterns()
---@return collective_memory.patterns.patterns patterns
function Collective_memory:patterns() end

---The cluster an embedding belongs to; nil where no pattern is within the radius.
---
---Errors:
---- the embedding is not f32, not of the dimension of the memory, not finite, or all zeros
---
---    > swarm.memory(2):label(vector.new{1, 0})
---@param embedding vector f32
---@return integer? cluster as patterns() names it
function Collective_memory:label(embedding) end

---Forgets patterns that are hardly trusted any more, and peers nothing of whom is.
---
---Errors:
---- the file it is kept in is closed, or cannot be written
---
---    > swarm.memory(2):forget(0)
---@param now_us integer ≥ 0 µs
---@return integer forgotten patterns of its own
function Collective_memory:forget(now_us) end

---@class collective_memory.report.report.patterns.pattern.nodes.node
---@field node integer ascending; 1…2147483647
---@field successes number all counts fade with time
---@field failures number
---@field qualities number sum of the outcomes' qualities
---@field observations number service times
---@field mean_log_latency number mean of ln(service time in µs)
---@field squares number sum of squared distances from it
---@field time_us integer of the latest outcome; ≥ 0 µs

---@class collective_memory.report.report.patterns.pattern.nodes
---@field [integer] collective_memory.report.report.patterns.pattern.nodes.node

---@class collective_memory.report.report.patterns.pattern
---@field id integer ≥ 0
---@field count number its episodes; 0…1000000000
---@field quality number their mean; 0…1
---@field latency_us number their mean; 0…1e+18 µs
---@field spread number their mean cosine distance to the centroid; 0…1
---@field time_us integer of the latest; ≥ 0 µs
---@field nodes collective_memory.report.report.patterns.pattern.nodes who served it, up to 16

---@class collective_memory.report.report.patterns
---@field [integer] collective_memory.report.report.patterns.pattern

---@class collective_memory.report.report
---@field peer integer whose it is; 1…2147483647
---@field version integer the newer one counts; ≥ 0
---@field time_us integer when it was made; ≥ 0 µs
---@field centroids matrix f32, a mean of unit vectors a row
---@field patterns collective_memory.report.report.patterns one a row

---What it has learned from its own episodes, for peers to `hear`; nothing that it heard.
---
---    > swarm.memory(2):report().version
---@return collective_memory.report.report report
function Collective_memory:report() end

---@class collective_memory.hear.report.patterns.pattern.nodes.node
---@field node integer ascending; 1…2147483647
---@field successes number all counts fade with time
---@field failures number
---@field qualities number sum of the outcomes' qualities
---@field observations number service times
---@field mean_log_latency number mean of ln(service time in µs)
---@field squares number sum of squared distances from it
---@field time_us integer of the latest outcome; ≥ 0 µs

---@class collective_memory.hear.report.patterns.pattern.nodes
---@field [integer] collective_memory.hear.report.patterns.pattern.nodes.node

---@class collective_memory.hear.report.patterns.pattern
---@field id integer ≥ 0
---@field count number its episodes; 0…1000000000
---@field quality number their mean; 0…1
---@field latency_us number their mean; 0…1e+18 µs
---@field spread number their mean cosine distance to the centroid; 0…1
---@field time_us integer of the latest; ≥ 0 µs
---@field nodes collective_memory.hear.report.patterns.pattern.nodes who served it, up to 16

---@class collective_memory.hear.report.patterns
---@field [integer] collective_memory.hear.report.patterns.pattern

---@class collective_memory.hear.report
---@field peer integer whose it is; 1…2147483647
---@field version integer the newer one counts; ≥ 0
---@field time_us integer when it was made; ≥ 0 µs
---@field centroids matrix f32, a mean of unit vectors a row
---@field patterns collective_memory.hear.report.patterns one a row

---Takes a peer's report in place of its older one. What it says is checked; its own report coming back changes nothing.
---
---Errors:
---- a number is not finite or out of range: the pattern is named
---- the report is of another dimension, from the future, or speaks in this memory's name
---- the file it is kept in is closed, or cannot be written
---
---    > swarm.memory(2, { owner = 2 }):hear(swarm.memory(2):report(), 0)
---@param report collective_memory.hear.report
---@param now_us integer ≥ 0 µs
---@return boolean news whether anything changed
function Collective_memory:hear(report, now_us) end

---Two memories tell each other what they have learned and heard, each report under its peer's name and only where it is newer.
---
---Errors:
---- both have one owner, or embeddings of different dimensions
---- one has seen a later moment
---- the file it is kept in is closed, or cannot be written
---
---    > swarm.memory(2):gossip(swarm.memory(2, { owner = 2 }))
---@param other collective_memory
---@param now_us? integer ≥ 0 µs; default the latest moment either has seen
---@return integer news reports that were news to either
function Collective_memory:gossip(other, now_us) end

---Sets how far a peer is trusted.
---
---Errors:
---- the file it is kept in is closed, or cannot be written
---
---    > swarm.memory(2):trust(3, 0.5)
---@param peer integer 1…2147483647
---@param trust number 1 where nothing was said; 0…1
function Collective_memory:trust(peer, trust) end

---Lets others open the file it is kept in; it takes nothing more then.
---
---    > swarm.memory(2):close()
function Collective_memory:close() end

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
---@field owner? integer names it among those it gossips with; 1…2147483647; default 1
---@field episodes? integer size of the ring of recent ones; 1…100000; default 64
---@field replay_every? integer new episodes after which they are condensed; 1…100000; default episodes
---@field patterns? integer the most that are kept; 1…10000; default 64
---@field radius? number largest cosine distance between an episode and its pattern; 0…2; default 0.4
---@field clustering? "radius"|"density" what makes a pattern; default radius
---@field density? integer episodes that make one, by density; 2…1000000; default 4
---@field lifetime_us? integer in which what is known of a node fades to 1/e; ≥ 1 µs; default 3600000000
---@field peers? integer whose reports are kept; 1…100000; default 64
---@field praise? number observations of a node that one fully trusted peer's report counts for, at most; 0…1000000000; default 8
---@field store? string a file to keep it in: begun if there is none; default in memory

---A peer's memory: recent episodes, condensed now and then into patterns, and what its peers report of theirs.
---
---`radius` and `density` say what makes a pattern: an episode that no pattern is near begins one, or becomes one with the density-th episode near it. A memory in a `store` is taken up where it was; what a method returned from is there for ever.
---
---Errors:
---- the store is in use, is no memory of this owner and dimension, or was changed: the record is named
---
---    > swarm.memory(2, { radius = 0.3 })
---@param dimension integer elements of an embedding; 1…1000000
---@param options? swarm.memory.options default {}
---@return collective_memory memory
function swarm.memory(dimension, options) end

---@class swarm.agreement.agreement
---@field ari number adjusted Rand index
---@field purity number 0…1
---@field clusters integer

---How far clusters agree with classes: the adjusted Rand index, and purity.
---
---The index is 1 for the same partition and about 0 by chance (Hubert & Arabie 1985); purity is the share of things in a cluster whose most frequent class is theirs.
---
---Errors:
---- the vectors are not i64, not of one length, or empty
---
---    > swarm.agreement(vector.new({ 1, 1, 2 }, "i64"), vector.new({ 7, 7, 9 }, "i64")).ari
---@param clusters vector i64, one a thing; 0: in none, which counts as one of its own
---@param classes vector i64, one a thing
---@return swarm.agreement.agreement agreement
function swarm.agreement(clusters, classes) end
