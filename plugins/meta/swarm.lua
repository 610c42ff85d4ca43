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

---Vectors by id, and the nearest of them to another.
---@class vector_memory
---@field dimension integer Elements of a vector.
---@field ef_search integer Candidates kept in a search.
---@field exact boolean Whether searches among all are exact scans.
---@field bytes integer In memory.
---@field levels integer Of the graph; 0 while there is none.
---@operator len: integer
local Vector_memory = {}

---Adds a vector.
---
---Errors:
---- there is a vector of that id
---- the vector has another size, an element that is not finite, a norm over 3e18, or, for cosine, no direction
---- the file cannot be written
---
---    > swarm.vectors(2):insert(7, vector.new{ 1, 0 }, "east")
---@param id integer any integer
---@param vector vector f32
---@param tag? string a word that searches may ask for; at most 1,000 bytes; default none
function Vector_memory:insert(id, vector, tag) end

---@class vector_memory.insert_all.tags
---@field [integer] string

---Adds the rows of a matrix: all of them, or none if one is refused.
---
---Errors:
---- there is a vector of one of the ids, or an id twice
---- there is not one id, or tag, for each row
---- the vector has another size, an element that is not finite, a norm over 3e18, or, for cosine, no direction
---- the file cannot be written
---
---    > swarm.vectors(2):insert_all({ 1, 2 }, matrix.identity(2))
---@param ids any a list or an i64 vector, one for each row
---@param rows matrix f32
---@param tags? vector_memory.insert_all.tags one for each row; default none
function Vector_memory:insert_all(ids, rows, tags) end

---Puts another vector in the place of one; its tag stays.
---
---Errors:
---- there is no vector of that id
---- the vector has another size, an element that is not finite, a norm over 3e18, or, for cosine, no direction
---- the file cannot be written
---
---    > m = swarm.vectors(2); m:insert(7, vector.new{ 1, 0 }); m:update(7, vector.new{ 0, 1 })
---@param id integer any integer
---@param vector vector f32
function Vector_memory:update(id, vector) end

---Marks a vector with a word, or with none.
---
---Errors:
---- there is no vector of that id
---- the word is longer than 1,000 bytes
---- the file cannot be written
---
---    > m = swarm.vectors(2); m:insert(7, vector.new{ 1, 0 }); m:set_tag(7, "east")
---@param id integer any integer
---@param tag? string a word that searches may ask for; at most 1,000 bytes; default none
function Vector_memory:set_tag(id, tag) end

---Removes a vector; its place is free for another.
---
---Errors:
---- the file cannot be written
---
---    > swarm.vectors(2):delete(7)
---@param id integer any integer
---@return boolean existed
function Vector_memory:delete(id) end

---The vector of that id, as it was given; nil if there is none.
---
---    > swarm.vectors(2):get(7)
---@param id integer any integer
---@return vector? vector
function Vector_memory:get(id) end

---The word a vector is marked with; nil if with none.
---
---    > swarm.vectors(2):tag(7)
---@param id integer any integer
---@return string? tag
function Vector_memory:tag(id) end

---The ids of all vectors, as i64.
---
---    > swarm.vectors(2):ids()
---@return vector ids
function Vector_memory:ids() end

---@class vector_memory.search.options
---@field filter? any which may be found: a tag, a list or i64 vector of ids, or a function of id and tag; default all
---@field ef? integer candidates kept, in place of ef_search; 1…1000000; default ef_search
---@field exact? boolean scan them all; default false

---The vectors nearest to a query, nearest first; of two as near the lower id.
---
---A filter is obeyed on the way, so that as many are found as are asked for; where it leaves few, they are scanned exactly. A function is called once for each vector and must not change the memory.
---
---Errors:
---- the query is no vector the memory could hold
---- the filter is none of these, or raises
---
---    > m = swarm.vectors(2); m:insert(7, vector.new{ 1, 0 }, "east"); m:search(vector.new{ 1, 1 }, 3, { filter = "east" })
---@param vector vector f32
---@param k integer at most so many; 1…1000000
---@param options? vector_memory.search.options default {}
---@return vector ids i64
---@return vector distances f32
function Vector_memory:search(vector, k, options) end

---@class vector_memory.search_all.options
---@field ef? integer candidates kept, in place of ef_search; 1…1000000; default ef_search
---@field exact? boolean scan them all; default false

---As `search` for every row of a matrix; an exact scan reads the memory once for all of them.
---
---Errors:
---- a query is no vector the memory could hold
---
---    > m = swarm.vectors(2); m:insert_all({ 1, 2 }, matrix.identity(2)); m:search_all(matrix.identity(2), 1)
---@param queries matrix f32
---@param k integer at most so many; 1…1000000
---@param options? vector_memory.search_all.options default {}
---@return matrix ids i64, a row a query
---@return matrix distances f32
function Vector_memory:search_all(queries, k, options) end

---The share of the k true nearest that searches find: recall@k, a mean over the rows of a matrix.
---
---Errors:
---- a query is no vector the memory could hold
---
---    > m = swarm.vectors(2); m:insert_all({ 1, 2 }, matrix.identity(2)); m:recall(matrix.identity(2), 1)
---@param queries matrix f32
---@param k integer at most so many; 1…1000000
---@return number recall 0…1
function Vector_memory:recall(queries, k) end

---@class vector_memory.tune.options
---@field recall? number to be reached; 0…1; default 0.95
---@field k? integer nearest asked for; 1…1000000; default 10
---@field queries? matrix f32, to measure it by; default 200 of the vectors

---Sets ef_search to the least, within a tenth, that reaches a recall.
---
---Each of the 200 vectors finds itself, which is not counted. Nothing is set while searches are exact scans.
---
---Errors:
---- a query is no vector the memory could hold
---- the file cannot be written
---
---    > swarm.vectors(2):tune{ recall = 0.99, k = 5 }
---@param options? vector_memory.tune.options default {}
---@return integer ef_search
---@return number recall as measured, 0…1
function Vector_memory:tune(options) end

---Writes everything, the graph too, as one file that is there whole or not at all.
---
---Without a path the memory's own `store` is made as short as it can be.
---
---Errors:
---- the file cannot be written
---- no path is given and there is no store
---- the file is in use
---
---    > swarm.vectors(2):save(os.tmpname())
---@param path? string default its store
function Vector_memory:save(path) end

---Ends the use of the store: others may open it, and the memory takes no more changes.
---
---    > swarm.vectors(2):close()
function Vector_memory:close() end

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

---@class swarm.vectors.options
---@field metric? "cosine"|"l2"|"inner_product" what is near; default cosine
---@field M? integer links of a node of the graph; 2…128; default 16
---@field ef_construction? integer candidates looked at for them; 1…10000; default 200
---@field ef_search? integer candidates kept in a search: more find more; 1…1000000; default 64
---@field exact_below? integer vectors: fewer are scanned; 0…1000000000; default 5000
---@field code? "int8"|"float32" what the graph holds of a vector; default float32 for l2, else int8
---@field seed? integer of the nodes' levels; default 1
---@field store? string a file that keeps every change; default in memory alone

---A vector memory: vectors by id, and the nearest of them to another.
---
---Fewer than exact_below vectors are scanned exactly; more are found along a graph (HNSW, Malkov & Yashunin 2018), whose recall ef_search sets: `tune` and `recall` measure it. With `store` every change is in that file when it returns, and a file that is there is taken up. Distances: cosine is 1 − cosine, l2 is squared, inner_product is 1 − product.
---
---Errors:
---- the file is in use, damaged, or of another configuration
---
---    > swarm.vectors(2, { metric = "l2" })
---@param dimension integer elements of a vector; 1…65536
---@param options? swarm.vectors.options default {}
---@return vector_memory memory
function swarm.vectors(dimension, options) end

---@class swarm.load_vectors.options
---@field salvage? boolean take what is before the damage; default false

---A vector memory as it was saved; what changes now is not kept in that file.
---
---Errors:
---- the file cannot be read, or is damaged: the byte is named
---
---    > (function() local p = os.tmpname(); swarm.vectors(2):save(p); return swarm.load_vectors(p) end)()
---@param path string
---@param options? swarm.load_vectors.options default {}
---@return vector_memory memory
function swarm.load_vectors(path, options) end
