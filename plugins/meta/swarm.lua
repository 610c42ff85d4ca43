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

---Agents on a graph that negotiate by a rule.
---@class population
---@field agents integer How many there are.
---@field options integer How many there are to choose from.
---@field round integer Rounds so far.
---@field graph graph Who hears whom.
---@field rule string Who answers: kind/name version.
---@field fault string The first answer of the rule that could not be used; nil while all could.
---@field leader integer The option most agents exhibit, the first of equals.
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
---@return vector choices i64, from 1
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
---@param rounds? integer 1…1000000; default 1
function Vote:step(rounds) end

---@class vote.run.options
---@field rounds? integer the most there are; 0…1000000; default 1000
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
---    > v = swarm.vote{ question = "lunch?", options = { "pizza", "soup" }, agents = 10 }; v:cast("ada", "soup"); v:result().winner
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
---    > v = swarm.vote{ question = "how many?", options = { 10, 20, 30 } }; v:cast("ada", 20); v:estimate().mean
---@return vote.estimate.estimate estimate
function Vote:estimate() end

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

---How nodes agree, allocate, leave trails and remember.
---@class swarmlib
swarm = {}

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

---@class swarm.vote.options
---@field question? string what it is about; default the store's
---@field options? table 1…1000 texts, or numbers, whose belief can be averaged; default the store's
---@field agents? integer simulated, beside the people; 0…1000000; default 0
---@field rule? "bayes_bots"|"bayes"|"bounded_confidence"|"cross_inhibition"|"dbbs"|"dmvd"|"entropy"|"local_negotiation"|"majority"|"quorum"|"unanimity"|"voter" by which agents listen; default entropy
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
---
---    > swarm.vote{ question = "lunch?", options = { "pizza", "soup" }, agents = 30 }
---@param options swarm.vote.options
---@return vote vote
function swarm.vote(options) end

---One round of entropy-weighted consensus.
---
---Each node averages itself (counting self_weight) and its neighbours by (floor + certainty) · group · weight, moves by rate, and sharpens its belief where the variance of what it heard is below tolerance. For a whole population. out must not be beliefs. O(links · options).
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
---@param tolerance? number variance below which it does; 1e-09…2; default 0.01
function swarm.entropy_round(beliefs, out, graph, rate, coin, certainty, group, weights, memory, evidence, floor, self_weight, sharpness, tolerance) end

---One round of Liu & Lee's local negotiation.
---
---For a whole population. out must not be beliefs. O(links · options).
---
---Errors:
---- the arrays are not of the types and shapes described
---- the graph has a link to nowhere
---- out is beliefs
---- the rule keeps a memory, and none is given
---
---    > swarm.negotiation_round(matrix.new{ { 1, 0 }, { 0, 1 } }, matrix.zeros(2, 2), vector.new({ 4, 5, 6, 2, 1 }, "i64"), 0.5, 0.25, nil, nil, nil, matrix.zeros(2, 6))
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
function swarm.negotiation_round(beliefs, out, graph, rate, coin, certainty, group, weights, memory, evidence) end

---One round of the majority rule.
---
---For a whole population. out must not be beliefs. O(links · options).
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

---One round of the weighted voter model.
---
---For a whole population. out must not be beliefs. O(links · options).
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
function swarm.voter_round(beliefs, out, graph, rate, coin, certainty, group, weights, memory, evidence) end

---One round of the direct modulation of voter-based decisions.
---
---For a whole population. out must not be beliefs. O(links · options).
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

---One round of cross-inhibition.
---
---For a whole population. out must not be beliefs. O(links · options).
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

---One round of the k-unanimity rule.
---
---For a whole population. out must not be beliefs. O(links · options).
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

---One round of the quorum response.
---
---For a whole population. out must not be beliefs. O(links · options).
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

---One round of bounded confidence (Hegselmann & Krause, or Deffuant's pairs).
---
---For a whole population. out must not be beliefs. O(links · options).
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

---One round of Bayesian belief sharing: a logarithmic pool, and evidence.
---
---For a whole population. out must not be beliefs. O(links · options).
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

---One round of distributed Bayesian belief sharing with decay.
---
---For a whole population. out must not be beliefs. O(links · options).
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

---One round of Bayes Bots.
---
---For a whole population. out must not be beliefs. O(links · options).
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

---@class swarm.population.options.qualities
---@field [integer] number 0…1000000

---@class swarm.population.options
---@field graph? graph who hears whom; left out: a random 8-regular one of `agents`
---@field agents? integer where no graph is given; 1…10000000; default 100
---@field options? integer to choose from; 1…65536; default as many as qualities or counts, or else 2
---@field rule? any bayes_bots, bayes, bounded_confidence, cross_inhibition, dbbs, dmvd, entropy, local_negotiation, majority, quorum, unanimity, voter; a plugin's name or path, { name, option = value }, or plugin.load(…); default entropy
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
---@field rule? any bayes_bots, bayes, bounded_confidence, cross_inhibition, dbbs, dmvd, entropy, local_negotiation, majority, quorum, unanimity, voter; a plugin's name or path, { name, option = value }, or plugin.load(…); default entropy
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
