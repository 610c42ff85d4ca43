---@meta

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
---@param rule? any thompson, ucb, greedy, trail, random; a plugin's name such as "allocation/ucb" or its path, { name, option = value }, or plugin.load(…); default "thompson"
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

---Agents on a graph that negotiate by a rule.
---@class population
---@field agents integer How many there are.
---@field options integer How many there are to choose from.
---@field round integer Rounds so far.
---@field graph graph Who hears whom.
---@field rule string Who answers: kind/name version.
---@field fault string The first answer of the rule that could not be used; nil while all could.
---@field leader integer The option most agents exhibit, the first of equals.
---@field undecided integer Agents that give every option the same share; they exhibit none.
---@field truth integer The right option.
---@field share number Share of the agents that exhibit the leading option.
---@field accuracy number Share that exhibits the right option.
---@field certainty number Mean certainty.
---@field agreed boolean Whether the quorum agrees.
local Population = {}

---Moves everybody by one round, or so many. Asynchronously, a round is as many activations as there are agents.
---
---Errors:
---- Ctrl-C ended it
---
---    > swarm.population{ agents = 20 }:step(3)
---@param rounds? integer 1…100000000; default 1
---@return number share of the leading option
function Population:step(rounds) end

---@class population.run.options
---@field rounds? integer the most there are; 0…100000000; default 1000
---@field quorum? number share of the agents that has to agree; 0…1; default the population's

---@class population.run.result
---@field agreed boolean
---@field steps integer rounds so far
---@field winner integer the leading option, from 1
---@field share number that exhibits it
---@field correct boolean whether it is the right one
---@field accuracy number share that exhibits the right one
---@field certainty number mean of all agents
---@field camps integer groups of equal choice
---@field active_links integer between different choices

---Steps until the quorum agrees, or the rounds are over in all.
---
---Errors:
---- Ctrl-C ended it
---
---    > swarm.population{ agents = 20 }:run{ rounds = 500, quorum = 0.9 }.agreed
---@param options? population.run.options default {}
---@return population.run.result result
function Population:run(options) end

---Begins anew: another lot, other first beliefs, nothing kept.
---
---    > swarm.population{ agents = 20 }:reset(2)
---@param seed? integer default its seed
function Population:reset(seed) end

---@class population.report.report
---@field agreed boolean
---@field steps integer rounds so far
---@field winner integer the leading option, from 1
---@field share number that exhibits it
---@field correct boolean whether it is the right one
---@field accuracy number share that exhibits the right one
---@field certainty number mean of all agents
---@field camps integer groups of equal choice
---@field active_links integer between different choices
---@field agents integer
---@field options integer
---@field rule string who answers: kind/name version
---@field graph string
---@field links integer
---@field mean_degree number
---@field diameter? integer in hops; nil where the graph is in parts
---@field diameter_is_exact boolean
---@field clustering number
---@field spectral_gap number
---@field bytes_per_agent number in bytes
---@field faults integer answers of the rule that could not be used

---How things stand, with the measures of its graph.
---
---The first on a graph also takes what its measures take.
---
---    > swarm.population{ agents = 20 }:report().spectral_gap
---@return population.report.report report
function Population:report() end

---What each agent exhibits: the option it gives the largest share.
---
---    > swarm.population{ agents = 20 }:choices()
---@return vector choices i64, from 1; 0 where all shares are alike
function Population:choices() end

---Every agent's belief, as a copy.
---
---    > swarm.population{ agents = 20 }:beliefs()
---@return matrix beliefs f32, a row of shares an agent
function Population:beliefs() end

---1 − H / ln K of each belief.
---
---    > swarm.population{ agents = 20 }:certainties()
---@return vector certainties f32
function Population:certainties() end

---How many of the agents that count exhibit each option.
---
---    > swarm.population{ agents = 20 }:counts()
---@return vector counts i64
function Population:counts() end

---What the rule keeps of an agent: options + 4 numbers; none where it keeps nothing.
---
---Errors:
---- there is no such agent
---
---    > swarm.population{ agents = 20 }:memory(1)
---@param agent integer 1…10000000
---@return vector memory f32
function Population:memory(agent) end

---@class population.series.series
---@field round vector i64
---@field share vector f32, of the leading option
---@field certainty vector f32, mean
---@field accuracy vector f32, share that exhibits the right option
---@field camps vector f32, groups of equal choice
---@field active_links vector f32, between different choices

---What was measured after each round, from the start: one element a row.
---
---Past 65,536 rounds every second one is dropped, and so on. camps and active_links are NaN where they weren't counted.
---
---    > swarm.population{ agents = 20 }:series().share
---@return population.series.series series
function Population:series() end

---Puts another rule in force while it runs; what the one before kept of each agent is forgotten.
---
---Errors:
---- the rule is not found, or breaks a law of its kind
---
---    > swarm.population{ agents = 20 }:use("voter")
---@param rule any a name, a path, { name, option = value } or plugin.load(…)
---@return string rule who answers now
function Population:use(rule) end

---@class population.set_qualities.qualities
---@field [integer] number 0…1000000

---Gives the options other qualities while it runs; without an explicit truth the best is the right one from now on.
---
---Errors:
---- there is not one for each option
---
---    > p = swarm.population{ qualities = { 1, 0.8 } }; p:set_qualities{ 0.8, 1 }
---@param qualities population.set_qualities.qualities of each option
function Population:set_qualities(qualities) end

---What every agent observes in each of the rounds to come; nothing with nil.
---
---Errors:
---- it is not a matrix of a row an agent and a column an option
---
---    > p = swarm.population{ agents = 20 }; p:observe(matrix.zeros(20, 2)); p:step()
---@param evidence? any matrix of log-likelihoods, a row an agent, a column an option; default nothing, or what it was made with
function Population:observe(evidence) end

---Puts another graph of as many nodes in place: a network that changes, loses nodes or is cut.
---
---Errors:
---- it has another number of nodes
---
---    > swarm.population{ agents = 20 }:rewire(topology.ring(20))
---@param graph graph
function Population:rewire(graph) end

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
---    > swarm.tour_search("scripts/data/tsp_generated/rnd16_0.tsp"):use("native")
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

---Ants on a network, and the trails between its nodes.
---@class trails
---@field now_s number Time since the first ant left.
---@field trips integer Ways there so far.
---@field losses integer Ways given up: at a closed link, in a dead end, or after four steps for each node.
---@field recent_s number Mean time of the last ways there, one for each ant; nil before the first.
---@field shortest_s number The least time there over open links (Dijkstra's); nil where there is no way.
---@field rule string Who answers now: kind/name version.
---@field suspension string Why the rule no longer answers; nil while it does.
local Trails = {}

---Lets time pass.
---
---    > swarm.trails{ links = { { 1, 2, 1 }, { 1, 3, 1 }, { 3, 2, 1 } }, from = 1, to = 2 }:advance(60)
---@param seconds number 0…1000000 s
---@return number now_s in s
function Trails:advance(seconds) end

---The nodes along the strongest trails, or nothing where these lead nowhere.
---
---    > t = swarm.trails{ links = { { 1, 2, 1 }, { 1, 3, 1 }, { 3, 2, 1 } }, from = 1, to = 2 }; t:advance(600); t:path()
---@return vector? nodes i64
function Trails:path() end

---Closes the links between two nodes. Ants that come back over them give up, and their way counts as a failure.
---
---Errors:
---- the nodes are not linked
---
---    > swarm.trails{ links = { { 1, 2, 1 }, { 1, 3, 1 }, { 3, 2, 1 } }, from = 1, to = 2 }:close(1, 2)
---@param a integer a node; 1…1000000
---@param b integer another; 1…1000000
function Trails:close(a, b) end

---Opens closed links again.
---
---Errors:
---- the nodes are not linked
---
---    > swarm.trails{ links = { { 1, 2, 1 }, { 1, 3, 1 }, { 3, 2, 1 } }, from = 1, to = 2 }:open(1, 2)
---@param a integer a node; 1…1000000
---@param b integer another; 1…1000000
function Trails:open(a, b) end

---Of the strongest trail between two nodes, now.
---
---Errors:
---- the nodes are not linked
---
---    > swarm.trails{ links = { { 1, 2, 1 }, { 1, 3, 1 }, { 3, 2, 1 } }, from = 1, to = 2 }:strength(1, 2)
---@param a integer a node; 1…1000000
---@param b integer another; 1…1000000
---@return number strength
function Trails:strength(a, b) end

---@class trails.links.links.link
---@field a integer
---@field b integer
---@field time_s number in s
---@field strength number
---@field crossings integer how often an ant set out over it
---@field closed boolean

---@class trails.links.links
---@field [integer] trails.links.links.link

---Every link with its trail.
---
---    > swarm.trails{ links = { { 1, 2, 1 }, { 1, 3, 1 }, { 3, 2, 1 } }, from = 1, to = 2 }:links()[1].strength
---@return trails.links.links links
function Trails:links() end

---Puts another rule in force; trails stay.
---
---Errors:
---- there is no such rule, or it is of another kind
---
---    > swarm.trails{ links = { { 1, 2, 1 }, { 1, 3, 1 }, { 3, 2, 1 } }, from = 1, to = 2 }:use("native")
---@param rule any a plugin by name or path, { name, option = value }, a loaded policy, or "native"
---@return string rule kind/name version
function Trails:use(rule) end

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
---Each of the 200 vectors is searched for as if it were not there; queries of one's own measure what one will ask. Nothing is set while searches are exact scans.
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

---People and agents who make up their minds.
---@class vote
---@field question string What it is about.
---@field voters integer How many people have a live ballot.
---@field agents integer How many agents there are.
---@field round integer The agents' rounds so far.
local Vote = {}

---@class vote.cast.options
---@field time_us? integer when, by the caller's clock; ≥ 0 µs; default not said
---@field key? keypair signs the ballot; from then on the name needs it; default unsigned

---Casts a person's belief, in place of the one they cast before.
---
---Errors:
---- the name is empty, longer than 64 bytes, or has characters that don't show
---- there is no such option, or a confidence that would make another likelier
---- not one share an option, of at least 0 and with a positive sum
---- the name's ballots are signed by another key
---- the file cannot be written
---
---    > v = swarm.vote{ question = "lunch?", options = { "pizza", "soup" }, agents = 10 }; v:cast("ada", "soup", 0.8); v:cast("bob", { 0.3, 0.7 })
---@param name string whose; names that differ in case alone are one
---@param belief any an option, or a list with a share for each
---@param confidence? number share of the option named; the others get the rest alike; 0…1; default 1
---@param options? vote.cast.options default {}
---@return integer voters how many people have a live ballot
function Vote:cast(name, belief, confidence, options) end

---@class vote.retract.options
---@field time_us? integer when, by the caller's clock; ≥ 0 µs; default not said
---@field key? keypair signs the ballot; from then on the name needs it; default unsigned

---Takes back what a person cast.
---
---Errors:
---- nobody of that name has voted
---- the name's ballots are signed by another key
---- the file cannot be written
---
---    > v = swarm.vote{ question = "lunch?", options = { "pizza", "soup" }, agents = 10 }; v:cast("ada", "soup"); v:retract("ada")
---@param name string whose; names that differ in case alone are one
---@param options? vote.retract.options default {}
function Vote:retract(name, options) end

---Reads what others have cast; every other method does so first.
---
---Errors:
---- the file is damaged or was cut short
---
---    > v = swarm.vote{ question = "lunch?", options = { "pizza", "soup" }, agents = 10 }; v:refresh()
---@return integer voters how many people have a live ballot
function Vote:refresh() end

---Lets the agents listen.
---
---O(links · options) a round.
---
---Errors:
---- the file is damaged or was cut short
---
---    > v = swarm.vote{ question = "lunch?", options = { "pizza", "soup" }, agents = 10 }; v:step(3)
---@param rounds? integer 1…10000; default 1
function Vote:step(rounds) end

---@class vote.run.options
---@field rounds? integer the most there are; 0…100000; default 1000
---@field quorum? number share of the agents that has to agree; of the people where there are no agents; 0…1; default 1

---Lets the agents listen until a quorum of them agrees.
---
---Errors:
---- the file is damaged or was cut short
---
---    > v = swarm.vote{ question = "lunch?", options = { "pizza", "soup" }, agents = 10 }; v:run{ quorum = 0.9 }
---@param options? vote.run.options default {}
---@return boolean agreed
function Vote:run(options) end

---@class vote.result.result.options.row
---@field option string
---@field votes integer people who exhibit it
---@field people number their mean share
---@field agents number the agents' mean share
---@field share number everybody's mean share

---@class vote.result.result.options
---@field [integer] vote.result.result.options.row

---@class vote.result.result
---@field question string
---@field winner? string with the largest mean share, each voice weighing what it is sure of; nil where nobody said anything
---@field share number the winner's mean share
---@field certainty number mean 1 − H / ln K
---@field voters integer
---@field agents integer
---@field rounds integer the agents' so far
---@field plurality? string what most people exhibit
---@field people? string the people's winner
---@field low? number of the winner's share among people: the 95% interval of the bootstrap
---@field high? number its other end
---@field difference? number between people and agents: total variation, 0…1
---@field refused integer entries of the file that nobody had the right to write
---@field options vote.result.result.options in the question's order

---What people and agents came to.
---
---Errors:
---- the file is damaged or was cut short
---
---    > v = swarm.vote{ question = "lunch?", options = { "pizza", "soup" }, agents = 10 }; v:cast("ada", "soup"); print(v:result().winner)
---@return vote.result.result result
function Vote:result() end

---@class vote.estimate.estimate
---@field mean number of everybody's mean belief
---@field median number the least option with half of the belief at it or below
---@field sd number of that belief
---@field people? number the people's mean
---@field agents? number the agents' mean
---@field low? number of the people's mean: the 95% interval of the bootstrap
---@field high? number its other end

---What number people and agents believe in, where the options are numbers.
---
---Errors:
---- the options are texts
---- nobody said anything
---- the file is damaged or was cut short
---
---    > v = swarm.vote{ question = "how many?", options = { 10, 20, 30 } }; v:cast("ada", 20); print(v:estimate().mean)
---@return vote.estimate.estimate estimate
function Vote:estimate() end

---How nodes agree, allocate, leave trails and remember.
---@class swarmlib
swarm = {}

---@class swarm.population.options.qualities
---@field [integer] number 0…1000000

---@class swarm.population.options
---@field graph? graph who hears whom; left out: a random 8-regular one of `agents`
---@field agents? integer where no graph is given; 1…10000000; default 100
---@field options? integer to choose from; 1…65536; default as many as qualities or counts, or else 2
---@field rule? any bayes, bayes_bots, bounded_confidence, cross_inhibition, dbbs, dmvd, entropy, local_negotiation, majority, quorum, unanimity, voter; a plugin's name or path, { name, option = value }, or plugin.load(…); default entropy
---@field seed? integer of every draw; default 1
---@field start? any uniform: random beliefs; split: certain, evenly; undecided; { 60, 40 }: so many certain of each option; or a matrix, a row of shares an agent; default uniform
---@field truth? integer the right option; 1…65536; default the best, or without qualities the first majority
---@field qualities? swarm.population.options.qualities of each option; a voice weighs as much as what it exhibits; left out: all alike
---@field rate? number how far a belief may move in a round; 0…1; default 1
---@field quorum? number share of the agents that has to agree; 0…1; default 1
---@field update? "synchronous"|"asynchronous" all at once, or one drawn after the other; default synchronous
---@field loss? number probability that a voice isn't heard, for each link, way and round; 0…1; default 0
---@field stubborn? table agents that never move, by option: { [2] = 5 }; left out: none
---@field faulty? number share that neither moves nor is heard; 0…1; default 0
---@field byzantine? number share that doesn't move and lies; 0…1; default 0
---@field lie? "worst"|"random"|"two_faced" certain of the worst option; of another each round; of another to each that hears it; default worst
---@field switching? number probability that an agent adopts another option by itself, each round; 0…1; default 0
---@field evidence? any what each agent sees each round: the probability that it sees the right option, else any other; or a matrix of log-likelihoods; left out: nothing
---@field groups? boolean whether rules hear how large each group of equal choice is; default true
---@field camps? boolean whether groups of equal choice are counted after every round; default up to 10,000 agents

---Agents on a graph that negotiate by a rule: all at once or one after the other, with those who are stubborn, faulty or lie.
---
---Each agent believes in every option a share that sums to 1, and exhibits the one with the most. A round is O(links · options). Faulty and Byzantine agents don't count in what is measured.
---
---Errors:
---- the parts don't fit each other: counts, qualities, stubborn agents, graph
---- the rule is not found, or breaks a law of its kind
---- agents × options is over 1,000,000,000
---
---    > swarm.population{ graph = topology.ring(30), options = 3, rule = "voter" }
---@param options swarm.population.options {} for the defaults
---@return population population
function swarm.population(options) end

---@class swarm.trials.options.qualities
---@field [integer] number 0…1000000

---@class swarm.trials.options
---@field graph? graph who hears whom; left out: a random 8-regular one of `agents`
---@field agents? integer where no graph is given; 1…10000000; default 100
---@field options? integer to choose from; 1…65536; default as many as qualities or counts, or else 2
---@field rule? any bayes, bayes_bots, bounded_confidence, cross_inhibition, dbbs, dmvd, entropy, local_negotiation, majority, quorum, unanimity, voter; a plugin's name or path, { name, option = value }, or plugin.load(…); default entropy
---@field seed? integer of every draw; default 1
---@field start? any uniform: random beliefs; split: certain, evenly; undecided; { 60, 40 }: so many certain of each option; or a matrix, a row of shares an agent; default uniform
---@field truth? integer the right option; 1…65536; default the best, or without qualities the first majority
---@field qualities? swarm.trials.options.qualities of each option; a voice weighs as much as what it exhibits; left out: all alike
---@field rate? number how far a belief may move in a round; 0…1; default 1
---@field quorum? number share of the agents that has to agree; 0…1; default 1
---@field update? "synchronous"|"asynchronous" all at once, or one drawn after the other; default synchronous
---@field loss? number probability that a voice isn't heard, for each link, way and round; 0…1; default 0
---@field stubborn? table agents that never move, by option: { [2] = 5 }; left out: none
---@field faulty? number share that neither moves nor is heard; 0…1; default 0
---@field byzantine? number share that doesn't move and lies; 0…1; default 0
---@field lie? "worst"|"random"|"two_faced" certain of the worst option; of another each round; of another to each that hears it; default worst
---@field switching? number probability that an agent adopts another option by itself, each round; 0…1; default 0
---@field evidence? any what each agent sees each round: the probability that it sees the right option, else any other; or a matrix of log-likelihoods; left out: nothing
---@field groups? boolean whether rules hear how large each group of equal choice is; default true
---@field camps? boolean whether groups of equal choice are counted after every round; default up to 10,000 agents
---@field runs? integer how many; 1…1000000; default 100
---@field workers? integer threads, for native rules; 1…64; default 2
---@field rounds? integer the most there are; 0…100000000; default 1000

---@class swarm.trials.result.agreed
---@field share number
---@field low number of its interval
---@field high number
---@field runs integer how many

---@class swarm.trials.result.right
---@field share number
---@field low number of its interval
---@field high number
---@field runs integer how many

---@class swarm.trials.result.rounds
---@field mean number
---@field sd number of the runs
---@field low number of the mean's interval
---@field high number
---@field runs integer that count

---@class swarm.trials.result.share
---@field mean number
---@field sd number of the runs
---@field low number of the mean's interval
---@field high number
---@field runs integer that count

---@class swarm.trials.result.accuracy
---@field mean number
---@field sd number of the runs
---@field low number of the mean's interval
---@field high number
---@field runs integer that count

---@class swarm.trials.result.camps
---@field mean number
---@field sd number of the runs
---@field low number of the mean's interval
---@field high number
---@field runs integer that count

---@class swarm.trials.result
---@field runs integer
---@field agreed swarm.trials.result.agreed runs that agreed
---@field right swarm.trials.result.right runs led by the right option in the end
---@field rounds swarm.trials.result.rounds rounds of the runs that agreed; NaN where none did
---@field share swarm.trials.result.share of the leading option
---@field accuracy swarm.trials.result.accuracy share that exhibits the right option
---@field camps swarm.trials.result.camps groups of equal choice
---@field times vector f64, rounds of each run
---@field winners vector i64, the leading option of each run
---@field agreements vector i64, 1 where the run agreed
---@field faults integer answers of a plugin that could not be used: others stood in for them, and after three the rule before it
---@field fault? string the first

---Many runs of one population from different seeds: how long it takes, how often it agrees and is right.
---
---Rounds are those of the runs that agreed, intervals are 95%: mean ± 1.96 sd / √n, shares by Wilson. Native rules run on several threads, plugins on one; results are the same whatever the workers.
---
---Errors:
---- the parts don't fit each other: counts, qualities, stubborn agents, graph
---- the rule is not found, or breaks a law of its kind
---- Ctrl-C ended it
---
---    > swarm.trials{ agents = 30, options = 3, rule = "voter", runs = 20 }.agreed.share
---@param options swarm.trials.options as swarm.population takes them, and how often
---@return swarm.trials.result result
function swarm.trials(options) end

---@class swarm.vote.options
---@field question? string what it is about; default the store's
---@field options? table 1…1000 texts, or numbers, whose belief can be averaged; default the store's
---@field agents? integer simulated, beside the people; 0…1000000; default 0
---@field rule? any by which agents listen, as swarm.population takes it; default entropy
---@field graph? graph a node for each agent, then for each person who may come; default everybody hears everybody
---@field store? string file of the ballots, which several programs may open; default in memory
---@field seed? integer of every draw; default 1

---A vote among people and simulated agents: each person is a node whose belief is what they cast.
---
---With store, people at several programs that open the same file vote together, one live ballot a name; question and options may then be left out where the file has them. Agents begin with random beliefs and listen to people and to each other.
---
---Errors:
---- there is no question, or there are not 1…1000 options that differ
---- the file cannot be read or written, is damaged, or has another question
---- the graph has no node for each agent and for people
---- more than 2000 agents without a graph
---- the rule is not found, or breaks a law of its kind
---
---    > swarm.vote{ question = "lunch?", options = { "pizza", "soup" }, agents = 30 }
---@param options swarm.vote.options
---@return vote vote
function swarm.vote(options) end

---@class swarm.allocation.options
---@field nodes? integer that can have a task; 1…4096; default 16
---@field types? integer of task; each node is good at some; 1…1000; default 4
---@field submitters? integer each with beliefs of its own; 1…1000; default 4
---@field tasks? integer in all, one a second; 1…100000000; default 10000
---@field rule? any thompson, ucb, greedy, trail, random; a plugin's name such as "allocation/ucb" or its path, { name, option = value }, or plugin.load(…); default "thompson"
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

---@class swarm.tsp.options
---@field rule? any a pheromone plugin by name or path, { name, option = value }, or a loaded policy; default native
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
---@field rule? any a pheromone plugin by name or path, { name, option = value }, or a loaded policy; default native
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

---@class swarm.trails.options.links.link
---@field [integer] number

---@class swarm.trails.options.links
---@field [integer] swarm.trails.options.links.link two nodes, and the time between them in s

---@class swarm.trails.options
---@field graph? graph who is linked to whom
---@field links? swarm.trails.options.links instead of a graph
---@field hop_s? number to cross a link of the graph; 0.0001…1000000 s; default 1
---@field from integer the nest; 1…1000000
---@field to integer the food; 1…1000000
---@field ants? integer 1…100000; default 100
---@field interval_s? number between the first departures of two ants; 0…1000000 s; default 1
---@field lay? "always"|"returning" when ants mark; default returning
---@field explore? number chance that a link is chosen whatever the trails; 0…1; default 0
---@field rule? any a pheromone plugin by name or path, { name, option = value }, or a loaded policy; default native
---@field seed? integer of every draw; default 1

---Ants that go back and forth on a network and find a short way by the trails they leave.
---
---By default they mark only the way they came by, on their way back, without its loops and by how short it was; with lay = "always" every crossing marks, as real ants do. The network is a graph whose links all take hop_s, or a list of links { node, node, seconds }.
---
---Errors:
---- neither a graph nor links are given, or both
---- a link is not two nodes and a time
---- from or to is no node, or they are the same
---- there is no such rule, or it is of another kind
---
---    > swarm.trails{ links = { { 1, 2, 1 }, { 1, 3, 1 }, { 3, 2, 1 } }, from = 1, to = 2 }:path()
---@param options swarm.trails.options
---@return trails trails
function swarm.trails(options) end

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

---P(X > ½) for X ~ Beta(a, b): how sure a posterior of a good and b bad outcomes is that good ones prevail.
---
---    > swarm.beta_above_half(12, 8)
---@param a number above 0; 1e-38…1000000000000000.0
---@param b number above 0; 1e-38…1000000000000000.0
---@return number probability 0…1
function swarm.beta_above_half(a, b) end

---One round of Bayesian belief sharing: a logarithmic pool, and evidence.
---
---For a whole population, as the plugin consensus/bayes does it. out must not be beliefs. O(links · options).
---
---Errors:
---- the arrays are not of the types and shapes described
---- the graph has a link to nowhere
---- out is beliefs
---- the rule keeps a memory, and none is given
---
---    > swarm.bayes_round(matrix.new{ { 1, 0 }, { 0, 1 } }, matrix.zeros(2, 2), vector.new({ 4, 5, 6, 2, 1 }, "i64"), 0.5, 0.25, nil, nil, nil, matrix.zeros(2, 6))
---@param beliefs matrix f32, a row of shares a node
---@param out matrix f32, gets the next beliefs
---@param graph vector i64, who hears whom, as ctx.graph
---@param rate number how far a belief may move; 0…1
---@param coin number a draw of ctx.random(); all chance of the round follows from it; 0…1
---@param certainty? vector f32, one a node; nil: all 0
---@param group? vector f32, size of each node's group; nil: all 1
---@param weights? vector f32, how much each voice counts; nil: all 1
---@param memory? matrix f32, what each node keeps, a row of options + 4, changed in place; nil for rules that keep nothing
---@param evidence? matrix f32, log-likelihoods of what each node saw; nil: nothing
---@param floor? number the least share an option keeps while pooling; 1e-09…0.001; default 1e-06
function swarm.bayes_round(beliefs, out, graph, rate, coin, certainty, group, weights, memory, evidence, floor) end

---One round of Bayes Bots.
---
---For a whole population, as the plugin consensus/bayes_bots does it. out must not be beliefs. O(links · options).
---
---Errors:
---- the arrays are not of the types and shapes described
---- the graph has a link to nowhere
---- out is beliefs
---- the rule keeps a memory, and none is given
---
---    > swarm.bayes_bots_round(matrix.new{ { 1, 0 }, { 0, 1 } }, matrix.zeros(2, 2), vector.new({ 4, 5, 6, 2, 1 }, "i64"), 0.5, 0.25, nil, nil, nil, matrix.zeros(2, 6))
---@param beliefs matrix f32, a row of shares a node
---@param out matrix f32, gets the next beliefs
---@param graph vector i64, who hears whom, as ctx.graph
---@param rate number how far a belief may move; 0…1
---@param coin number a draw of ctx.random(); all chance of the round follows from it; 0…1
---@param certainty? vector f32, one a node; nil: all 0
---@param group? vector f32, size of each node's group; nil: all 1
---@param weights? vector f32, how much each voice counts; nil: all 1
---@param memory? matrix f32, what each node keeps, a row of options + 4, changed in place; nil for rules that keep nothing
---@param evidence? matrix f32, log-likelihoods of what each node saw; nil: nothing
---@param prior? number pseudo-counts an option begins with; 0.001…1000000; default 10
---@param confidence? number mass of the posterior to decide at; 0.5…1; default 0.99
---@param feedback? number 1: the decided say their decision; 0…1; default 0
---@param one? number 1: a node hears one neighbour a round; 0…1; default 0
function swarm.bayes_bots_round(beliefs, out, graph, rate, coin, certainty, group, weights, memory, evidence, prior, confidence, feedback, one) end

---One round of bounded confidence (Hegselmann & Krause, or Deffuant's pairs).
---
---For a whole population, as the plugin consensus/bounded_confidence does it. out must not be beliefs. O(links · options).
---
---Errors:
---- the arrays are not of the types and shapes described
---- the graph has a link to nowhere
---- out is beliefs
---- the rule keeps a memory, and none is given
---
---    > swarm.bounded_confidence_round(matrix.new{ { 1, 0 }, { 0, 1 } }, matrix.zeros(2, 2), vector.new({ 4, 5, 6, 2, 1 }, "i64"), 0.5, 0.25, nil, nil, nil, matrix.zeros(2, 6))
---@param beliefs matrix f32, a row of shares a node
---@param out matrix f32, gets the next beliefs
---@param graph vector i64, who hears whom, as ctx.graph
---@param rate number how far a belief may move; 0…1
---@param coin number a draw of ctx.random(); all chance of the round follows from it; 0…1
---@param certainty? vector f32, one a node; nil: all 0
---@param group? vector f32, size of each node's group; nil: all 1
---@param weights? vector f32, how much each voice counts; nil: all 1
---@param memory? matrix f32, what each node keeps, a row of options + 4, changed in place; nil for rules that keep nothing
---@param evidence? matrix f32, log-likelihoods of what each node saw; nil: nothing
---@param epsilon? number largest total variation distance of a belief that counts; 0…1; default 0.3
---@param pairwise? number 1: one neighbour a round; 0…1; default 0
function swarm.bounded_confidence_round(beliefs, out, graph, rate, coin, certainty, group, weights, memory, evidence, epsilon, pairwise) end

---One round of cross-inhibition.
---
---For a whole population, as the plugin consensus/cross_inhibition does it. out must not be beliefs. O(links · options).
---
---Errors:
---- the arrays are not of the types and shapes described
---- the graph has a link to nowhere
---- out is beliefs
---- the rule keeps a memory, and none is given
---
---    > swarm.cross_inhibition_round(matrix.new{ { 1, 0 }, { 0, 1 } }, matrix.zeros(2, 2), vector.new({ 4, 5, 6, 2, 1 }, "i64"), 0.5, 0.25, nil, nil, nil, matrix.zeros(2, 6))
---@param beliefs matrix f32, a row of shares a node
---@param out matrix f32, gets the next beliefs
---@param graph vector i64, who hears whom, as ctx.graph
---@param rate number how far a belief may move; 0…1
---@param coin number a draw of ctx.random(); all chance of the round follows from it; 0…1
---@param certainty? vector f32, one a node; nil: all 0
---@param group? vector f32, size of each node's group; nil: all 1
---@param weights? vector f32, how much each voice counts; nil: all 1
---@param memory? matrix f32, what each node keeps, a row of options + 4, changed in place; nil for rules that keep nothing
---@param evidence? matrix f32, log-likelihoods of what each node saw; nil: nothing
function swarm.cross_inhibition_round(beliefs, out, graph, rate, coin, certainty, group, weights, memory, evidence) end

---One round of distributed Bayesian belief sharing with decay.
---
---For a whole population, as the plugin consensus/dbbs does it. out must not be beliefs. O(links · options).
---
---Errors:
---- the arrays are not of the types and shapes described
---- the graph has a link to nowhere
---- out is beliefs
---- the rule keeps a memory, and none is given
---
---    > swarm.dbbs_round(matrix.new{ { 1, 0 }, { 0, 1 } }, matrix.zeros(2, 2), vector.new({ 4, 5, 6, 2, 1 }, "i64"), 0.5, 0.25, nil, nil, nil, matrix.zeros(2, 6))
---@param beliefs matrix f32, a row of shares a node
---@param out matrix f32, gets the next beliefs
---@param graph vector i64, who hears whom, as ctx.graph
---@param rate number how far a belief may move; 0…1
---@param coin number a draw of ctx.random(); all chance of the round follows from it; 0…1
---@param certainty? vector f32, one a node; nil: all 0
---@param group? vector f32, size of each node's group; nil: all 1
---@param weights? vector f32, how much each voice counts; nil: all 1
---@param memory? matrix f32, what each node keeps, a row of options + 4, changed in place; nil for rules that keep nothing
---@param evidence? matrix f32, log-likelihoods of what each node saw; nil: nothing
---@param decay? number what remains of the heard; 0…1; default 0.8
---@param share? number what the neighbours' beliefs count; 0…1; default 0.2
function swarm.dbbs_round(beliefs, out, graph, rate, coin, certainty, group, weights, memory, evidence, decay, share) end

---One round of the direct modulation of voter-based decisions.
---
---For a whole population, as the plugin consensus/dmvd does it. out must not be beliefs. O(links · options).
---
---Errors:
---- the arrays are not of the types and shapes described
---- the graph has a link to nowhere
---- out is beliefs
---- the rule keeps a memory, and none is given
---
---    > swarm.dmvd_round(matrix.new{ { 1, 0 }, { 0, 1 } }, matrix.zeros(2, 2), vector.new({ 4, 5, 6, 2, 1 }, "i64"), 0.5, 0.25, nil, nil, nil, matrix.zeros(2, 6))
---@param beliefs matrix f32, a row of shares a node
---@param out matrix f32, gets the next beliefs
---@param graph vector i64, who hears whom, as ctx.graph
---@param rate number how far a belief may move; 0…1
---@param coin number a draw of ctx.random(); all chance of the round follows from it; 0…1
---@param certainty? vector f32, one a node; nil: all 0
---@param group? vector f32, size of each node's group; nil: all 1
---@param weights? vector f32, how much each voice counts; nil: all 1
---@param memory? matrix f32, what each node keeps, a row of options + 4, changed in place; nil for rules that keep nothing
---@param evidence? matrix f32, log-likelihoods of what each node saw; nil: nothing
---@param dissemination? number mean rounds an option of quality 1 is disseminated; 0…1000000; default 10
---@param exploration? number mean rounds of exploring after a decision; 0…1000000; default 3
function swarm.dmvd_round(beliefs, out, graph, rate, coin, certainty, group, weights, memory, evidence, dissemination, exploration) end

---One round of entropy-weighted consensus.
---
---For a whole population, as the plugin consensus/entropy does it. out must not be beliefs. O(links · options).
---
---Errors:
---- the arrays are not of the types and shapes described
---- the graph has a link to nowhere
---- out is beliefs
---- the rule keeps a memory, and none is given
---
---    > swarm.entropy_round(matrix.new{ { 1, 0 }, { 0, 1 } }, matrix.zeros(2, 2), vector.new({ 4, 5, 6, 2, 1 }, "i64"), 0.5, 0.25, nil, nil, nil, matrix.zeros(2, 6))
---@param beliefs matrix f32, a row of shares a node
---@param out matrix f32, gets the next beliefs
---@param graph vector i64, who hears whom, as ctx.graph
---@param rate number how far a belief may move; 0…1
---@param coin number a draw of ctx.random(); all chance of the round follows from it; 0…1
---@param certainty? vector f32, one a node; nil: all 0
---@param group? vector f32, size of each node's group; nil: all 1
---@param weights? vector f32, how much each voice counts; nil: all 1
---@param memory? matrix f32, what each node keeps, a row of options + 4, changed in place; nil for rules that keep nothing
---@param evidence? matrix f32, log-likelihoods of what each node saw; nil: nothing
---@param floor? number what a voice without certainty counts; 1e-06…1000000; default 1
---@param self_weight? number what a node counts to itself; 0…1000000; default 1
---@param sharpness? number how far agreement sharpens; 0…1; default 1
---@param tolerance? number variance of what is heard below which it does; 1e-09…2; default 0.01
function swarm.entropy_round(beliefs, out, graph, rate, coin, certainty, group, weights, memory, evidence, floor, self_weight, sharpness, tolerance) end

---One round of Liu & Lee's local negotiation.
---
---For a whole population, as the plugin consensus/local_negotiation does it. out must not be beliefs. O(links · options).
---
---Errors:
---- the arrays are not of the types and shapes described
---- the graph has a link to nowhere
---- out is beliefs
---- the rule keeps a memory, and none is given
---
---    > swarm.local_negotiation_round(matrix.new{ { 1, 0 }, { 0, 1 } }, matrix.zeros(2, 2), vector.new({ 4, 5, 6, 2, 1 }, "i64"), 0.5, 0.25, nil, nil, nil, matrix.zeros(2, 6))
---@param beliefs matrix f32, a row of shares a node
---@param out matrix f32, gets the next beliefs
---@param graph vector i64, who hears whom, as ctx.graph
---@param rate number how far a belief may move; 0…1
---@param coin number a draw of ctx.random(); all chance of the round follows from it; 0…1
---@param certainty? vector f32, one a node; nil: all 0
---@param group? vector f32, size of each node's group; nil: all 1
---@param weights? vector f32, how much each voice counts; nil: all 1
---@param memory? matrix f32, what each node keeps, a row of options + 4, changed in place; nil for rules that keep nothing
---@param evidence? matrix f32, log-likelihoods of what each node saw; nil: nothing
function swarm.local_negotiation_round(beliefs, out, graph, rate, coin, certainty, group, weights, memory, evidence) end

---One round of the majority rule.
---
---For a whole population, as the plugin consensus/majority does it. out must not be beliefs. O(links · options).
---
---Errors:
---- the arrays are not of the types and shapes described
---- the graph has a link to nowhere
---- out is beliefs
---- the rule keeps a memory, and none is given
---
---    > swarm.majority_round(matrix.new{ { 1, 0 }, { 0, 1 } }, matrix.zeros(2, 2), vector.new({ 4, 5, 6, 2, 1 }, "i64"), 0.5, 0.25, nil, nil, nil, matrix.zeros(2, 6))
---@param beliefs matrix f32, a row of shares a node
---@param out matrix f32, gets the next beliefs
---@param graph vector i64, who hears whom, as ctx.graph
---@param rate number how far a belief may move; 0…1
---@param coin number a draw of ctx.random(); all chance of the round follows from it; 0…1
---@param certainty? vector f32, one a node; nil: all 0
---@param group? vector f32, size of each node's group; nil: all 1
---@param weights? vector f32, how much each voice counts; nil: all 1
---@param memory? matrix f32, what each node keeps, a row of options + 4, changed in place; nil for rules that keep nothing
---@param evidence? matrix f32, log-likelihoods of what each node saw; nil: nothing
---@param dissemination? number mean rounds an option of quality 1 is disseminated; 0: everybody is heard and decides each round; 0…1000000; default 0
---@param exploration? number mean rounds of exploring after a decision; 0…1000000; default 3
---@param sample? number most neighbours heard; 0: all; 0…1000000; default 0
---@param own? number 1: a node counts its own choice too; 0…1; default 1
function swarm.majority_round(beliefs, out, graph, rate, coin, certainty, group, weights, memory, evidence, dissemination, exploration, sample, own) end

---One round of the quorum response.
---
---For a whole population, as the plugin consensus/quorum does it. out must not be beliefs. O(links · options).
---
---Errors:
---- the arrays are not of the types and shapes described
---- the graph has a link to nowhere
---- out is beliefs
---- the rule keeps a memory, and none is given
---
---    > swarm.quorum_round(matrix.new{ { 1, 0 }, { 0, 1 } }, matrix.zeros(2, 2), vector.new({ 4, 5, 6, 2, 1 }, "i64"), 0.5, 0.25, nil, nil, nil, matrix.zeros(2, 6))
---@param beliefs matrix f32, a row of shares a node
---@param out matrix f32, gets the next beliefs
---@param graph vector i64, who hears whom, as ctx.graph
---@param rate number how far a belief may move; 0…1
---@param coin number a draw of ctx.random(); all chance of the round follows from it; 0…1
---@param certainty? vector f32, one a node; nil: all 0
---@param group? vector f32, size of each node's group; nil: all 1
---@param weights? vector f32, how much each voice counts; nil: all 1
---@param memory? matrix f32, what each node keeps, a row of options + 4, changed in place; nil for rules that keep nothing
---@param evidence? matrix f32, log-likelihoods of what each node saw; nil: nothing
---@param threshold? number share of the neighbourhood at which a node follows in half of all cases; 0.001…1; default 0.5
---@param steepness? number how sharply it responds; 1…100; default 4
function swarm.quorum_round(beliefs, out, graph, rate, coin, certainty, group, weights, memory, evidence, threshold, steepness) end

---One round of the k-unanimity rule.
---
---For a whole population, as the plugin consensus/unanimity does it. out must not be beliefs. O(links · options).
---
---Errors:
---- the arrays are not of the types and shapes described
---- the graph has a link to nowhere
---- out is beliefs
---- the rule keeps a memory, and none is given
---
---    > swarm.unanimity_round(matrix.new{ { 1, 0 }, { 0, 1 } }, matrix.zeros(2, 2), vector.new({ 4, 5, 6, 2, 1 }, "i64"), 0.5, 0.25, nil, nil, nil, matrix.zeros(2, 6))
---@param beliefs matrix f32, a row of shares a node
---@param out matrix f32, gets the next beliefs
---@param graph vector i64, who hears whom, as ctx.graph
---@param rate number how far a belief may move; 0…1
---@param coin number a draw of ctx.random(); all chance of the round follows from it; 0…1
---@param certainty? vector f32, one a node; nil: all 0
---@param group? vector f32, size of each node's group; nil: all 1
---@param weights? vector f32, how much each voice counts; nil: all 1
---@param memory? matrix f32, what each node keeps, a row of options + 4, changed in place; nil for rules that keep nothing
---@param evidence? matrix f32, log-likelihoods of what each node saw; nil: nothing
---@param count? number k: how many drawn neighbours must agree; 1…1000; default 2
function swarm.unanimity_round(beliefs, out, graph, rate, coin, certainty, group, weights, memory, evidence, count) end

---One round of the weighted voter model.
---
---For a whole population, as the plugin consensus/voter does it. out must not be beliefs. O(links · options).
---
---Errors:
---- the arrays are not of the types and shapes described
---- the graph has a link to nowhere
---- out is beliefs
---- the rule keeps a memory, and none is given
---
---    > swarm.voter_round(matrix.new{ { 1, 0 }, { 0, 1 } }, matrix.zeros(2, 2), vector.new({ 4, 5, 6, 2, 1 }, "i64"), 0.5, 0.25, nil, nil, nil, matrix.zeros(2, 6))
---@param beliefs matrix f32, a row of shares a node
---@param out matrix f32, gets the next beliefs
---@param graph vector i64, who hears whom, as ctx.graph
---@param rate number how far a belief may move; 0…1
---@param coin number a draw of ctx.random(); all chance of the round follows from it; 0…1
---@param certainty? vector f32, one a node; nil: all 0
---@param group? vector f32, size of each node's group; nil: all 1
---@param weights? vector f32, how much each voice counts; nil: all 1
---@param memory? matrix f32, what each node keeps, a row of options + 4, changed in place; nil for rules that keep nothing
---@param evidence? matrix f32, log-likelihoods of what each node saw; nil: nothing
---@param accept? number 1: draws all alike and follows with a probability of the weight, at most 1; 0…1; default 0
function swarm.voter_round(beliefs, out, graph, rate, coin, certainty, group, weights, memory, evidence, accept) end
