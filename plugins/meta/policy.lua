---@meta policy
-- Rendered from the declarations in Sources/; edit those instead.

---One option, as a manifest declares it.
---@class formic.option
---@field type "boolean"|"integer"|"number"|"string"|"choice"
---@field default boolean|number|string
---@field min? number
---@field max? number
---@field choices? string[] the words a choice may have
---@field unit? string
---@field help string

---What a policy remembers: one for each node, or one for the colony where the kind is the colony's.
---@class formic.self
---@field options table<string, any> checked, with defaults filled in; read-only
---@field state table plain data; all that survives a swap

---What every ctx has. Read-only; its arrays are lent for the call.
---@class formic.ctx
---@field random fun(n?: integer): number uniform in [0, 1), or an integer from 1 to n; the same for the same seed, node and task
---@field now_us integer simulated time, µs

---What every plugin's table holds.
---@class formic.policy
---@field name string as the file is called
---@field version string MAJOR.MINOR.PATCH
---@field api string "1" or "1.x"
---@field summary string one line
---@field options? table<string, formic.option>
---@field export_state? fun(self: formic.self): any plain data for the next version
---@field import_state? fun(self: formic.self, state: any, old_version: string): table? the state to go on with

---Which of the shortlisted nodes gets the task.
---@class formic.allocation.ctx: formic.ctx
---@field count integer candidates (1…65536)
---@field mean_log_latency vector posterior mean of ln(service time in µs), one a candidate
---@field variance vector posterior variance of that mean; falls as 1 / observations
---@field observations vector outcomes seen, discounted by age
---@field success_a vector successes + prior: the first shape of Beta(a, b)
---@field success_b vector failures + prior: the second shape
---@field trail vector strength of the pheromone trail
---@field load vector work waiting at the candidate, in tasks
---@field rtt_us vector round-trip time to it, in µs

---Which of the shortlisted nodes gets the task.
---@class formic.allocation: formic.policy
---@field kind "allocation"
---@field choose fun(self: formic.self, ctx: formic.allocation.ctx): integer The place of a candidate, from 1.

---How a node's belief moves when it hears its neighbours.
---@class formic.consensus.ctx: formic.ctx
---@field m integer options, K (1…65536)
---@field rate number how far a node may move in a round; 1 all the way (0.0…1.0)
---@field round integer the round, from 1 (1…9223372036854775807)
---@field weights? vector how much each voice counts (quality, trust): in update the node's own first, then its neighbours'; in update_all one a node; nil: all alike (0.0…1000000.0)
---@field certainty vector 1 − H / ln K of each belief, ordered as weights (0.0…1.0)
---@field group? vector size of the connected group of nodes with the same choice that each belongs to, ordered as weights; nil when nobody counted them
---@field evidence? matrix log-likelihoods of what each node itself observed this round, a row a node (one row in update); nil: nothing new
---@field graph? vector update_all only: who hears whom. Node i hears graph[k] for k = graph[i] … graph[i + 1] - 1; nil in update
---@field memories? matrix memory as it was before the round, a row a node: in update the node's own first, then its neighbours'; nil for rules that don't name memory

---How a node's belief moves when it hears its neighbours.
---@class formic.consensus: formic.policy
---@field kind "consensus"
---@field update? fun(self: formic.self, ctx: formic.consensus.ctx, belief: vector, neighbours: matrix, out: vector, memory?: vector) One node's next belief.
---@field update_all? fun(self: formic.self, ctx: formic.consensus.ctx, beliefs: matrix, out: matrix, memory?: matrix) Every node's next belief at once.

---The compute market's price and fee.
---@class formic.pricing.ctx: formic.ctx
---@field side integer 1 when the trader buys units, −1 when it sells them
---@field reserve_units integer x (compute units)
---@field reserve_tokens integer y (µrUv)
---@field utilization number share of all units that is sold and not yet back, 0…1: the mean over the last minute
---@field reputation number of the trader, 0…1
---@field budget integer the most the discount fund adds to a buyer's payment (µrUv)

---The compute market's price and fee.
---@class formic.pricing: formic.policy
---@field kind "pricing"
---@field quote fun(self: formic.self, ctx: formic.pricing.ctx, units: integer): integer What the trader pays for, or gets for, so many units, fee included.
---@field fee fun(self: formic.self, ctx: formic.pricing.ctx): integer What the liquidity shares keep of what goes in.

---A node's whole strategy: its costs, its bids, its investments, and what it does by itself.
---@class formic.business.ctx: formic.ctx
---@field units integer size of the request; 0 without one (compute units)
---@field queue_us integer work already accepted (µs)
---@field deadline_us integer time left for the request (µs)
---@field reserve integer the most the requester pays (µrUv)
---@field last_clearing integer the last payment it saw, 0 before the first (µrUv)
---@field win_rate number share of its recent bids that won, 0…1
---@field reputation number its own, 0…1
---@field balance integer what it may spend (µrUv)
---@field prepaid integer what it has set aside for upkeep (µrUv)
---@field stake integer at stake: what it is owed for work in progress is at most that (µrUv)
---@field utilization number share of the last hours spent computing, 0…1
---@field power number of a unit's work now, without adapters (µrUv)
---@field wear number of a unit's work now: a hot machine wears faster (µrUv)
---@field saving number share of the power that its adapter for the domain saves, 0…1
---@field quality number expected share of right answers in the domain, 0…1; who is wrong isn't paid
---@field hour number of the day, 0…24 (h)
---@field day integer days since the beginning
---@field profit integer what it earned less what it paid since midnight; at midnight, in the day that ended (µrUv)
---@field rent integer due at midnight (µrUv)
---@field adapter_price integer of training an adapter once; 0 where there are none (µrUv)
---@field capacity_price integer of a tenth of a standard node (µrUv)
---@field upkeep_fee integer of an upkeep, besides what it buys (µrUv)
---@field skills vector how well its adapters know each domain, 0…1
---@field demand vector share of recent requests in each domain

---A node's whole strategy: its costs, its bids, its investments, and what it does by itself.
---@class formic.business: formic.policy
---@field kind "business"
---@field cost fun(self: formic.self, ctx: formic.business.ctx, units: integer, domain: integer): integer What serving a request costs the business, as it reckons.
---@field bid fun(self: formic.self, ctx: formic.business.ctx, cost: integer): integer? The price it asks, or nil to stay out.
---@field invest? fun(self: formic.self, ctx: formic.business.ctx): integer?, integer?, integer?, integer? What it spends of its balance, asked once a day.
---@field due? fun(self: formic.self, ctx: formic.business.ctx): boolean Whether its trigger has fired: asked every quarter of an hour, for nothing.
---@field upkeep? fun(self: formic.self, ctx: formic.business.ctx): integer?, integer?, boolean? What it does when the trigger has fired, out of what it set aside.

---What a node bids.
---@class formic.bidding.ctx: formic.ctx
---@field units integer size of the task (compute units)
---@field queue_us integer work already queued at the node (µs)
---@field deadline_us integer time left for the task (µs)
---@field reserve integer the most the requester pays (µrUv)
---@field last_clearing integer the last payment the node saw, 0 before the first (µrUv)
---@field win_rate number share of its recent bids that won, 0…1
---@field reputation number the node's, 0…1
---@field balance integer what the node may spend (µrUv)
---@field utilization number share of the node's time in use, 0…1
---@field in_ring boolean whether one owner runs it together with others
---@field ring_cost? integer the lowest cost of the ring's nodes that were asked; nil outside a ring (µrUv)

---What a node bids.
---@class formic.bidding: formic.policy
---@field kind "bidding"
---@field bid fun(self: formic.self, ctx: formic.bidding.ctx, cost: integer): integer? The price the node asks, or nil to stay out.
---@field reveal? fun(self: formic.self, ctx: formic.bidding.ctx, price: integer, lowest?: integer): boolean Whether the node opens its sealed bid; one that stays sealed costs its bond. Without it every bid is opened.

---Who executes a task, and at what price.
---@class formic.auction.ctx: formic.ctx
---@field reserve integer the most the requester pays (µrUv)
---@field count integer how many bids
---@field units integer size of the task (compute units)
---@field latency_us vector expected latency of each bidder (µs)
---@field quality vector expected quality of each bidder, 0…1
---@field reputation vector reputation of each bidder, 0…1
---@field tie vector a seeded key for each bidder: of two equal bids the smaller key wins
---@field tasks integer how many equal tasks there are; 1 but for clear_many

---Who executes a task, and at what price.
---@class formic.auction: formic.policy
---@field kind "auction"
---@field clear fun(self: formic.self, ctx: formic.auction.ctx, prices: vector, feasible: vector): integer?, integer? Chooses one feasible bid and what it is paid, or nobody.
---@field clear_many? fun(self: formic.self, ctx: formic.auction.ctx, prices: vector, capacities: vector): vector, vector Shares equal tasks out among bidders that can do several each; a rule without it clears one task after the other.

---How a candidate model is scored for a node's budgets.
---@class formic.fitness.ctx: formic.ctx
---@field latency_budget_us number what the node may spend on one forward pass (0.001…1000000000000.0 µs)
---@field bytes_budget integer what the node may keep in memory (1…1125899906842624)

---How a candidate model is scored for a node's budgets.
---@class formic.fitness: formic.policy
---@field kind "fitness"
---@field score fun(self: formic.self, ctx: formic.fitness.ctx, accuracy: number, latency_us: number, bytes: integer): number How good a candidate is; more is better.
---@field rank? fun(self: formic.self, ctx: formic.fitness.ctx, metrics: matrix): vector Scores of all candidates at once, where one depends on the others.

---Which adapter serves a task, and which leaves the cache.
---@class formic.adapter.ctx: formic.ctx
---@field similarity vector cosine of the task's embedding and each adapter's nearest prototype, −1 … 1
---@field cached vector which adapters are in fast memory
---@field load_us vector what loading each would take; 0 where it is cached (µs)
---@field age_us vector time since each was last used (µs)
---@field hits vector how often each has served on this node
---@field bytes vector memory each takes
---@field pinned vector which are in use and must stay

---Which adapter serves a task, and which leaves the cache.
---@class formic.adapter: formic.policy
---@field kind "adapter"
---@field select fun(self: formic.self, ctx: formic.adapter.ctx): integer? The adapter that serves the task; nil for the base model alone.
---@field evict fun(self: formic.self, ctx: formic.adapter.ctx): integer The cached, unpinned adapter that leaves.

---What part of its stake a proven offence costs.
---@class formic.slashing.ctx: formic.ctx
---@field offence integer 1 deadline missed, 2 answer contradicted by referees, 3 opening unlike its commitment, 4 two signed messages that contradict each other
---@field stake integer that is liable (µrUv)
---@field earlier integer the node's offences in the span so far
---@field span_us integer how long an offence counts (µs)

---What part of its stake a proven offence costs.
---@class formic.slashing: formic.policy
---@field kind "slashing"
---@field fraction fun(self: formic.self, ctx: formic.slashing.ctx, severity: integer): integer, boolean? The part of the liable stake that is lost, and whether a span's offences are punished by their worst only.

---How outcomes and time move a node's score.
---@class formic.reputation.ctx: formic.ctx
---@field stake integer what the node has at stake (µrUv)
---@field age_us integer since the node joined (µs)
---@field value integer what was at risk in the task the outcome is about (µrUv)

---How outcomes and time move a node's score.
---@class formic.reputation: formic.policy
---@field kind "reputation"
---@field update fun(self: formic.self, ctx: formic.reputation.ctx, a: number, b: number, outcome: number): number, number The evidence after one more outcome.
---@field decay fun(self: formic.self, ctx: formic.reputation.ctx, a: number, b: number, dt_us: integer): number, number The evidence after some time without news.
---@field score fun(self: formic.self, ctx: formic.reputation.ctx, a: number, b: number): number The trust that the evidence earns.

---What a trail is worth: deposit, evaporation, attraction.
---@class formic.pheromone.ctx: formic.ctx
---@field tau_min number the weakest a trail may be (0.0…1000000000000.0)
---@field tau_max number the strongest a trail may be (0.0…1000000000000.0)
---@field best number the best quality seen for this task type so far (0.0…1.0)
---@field count integer outcomes this trail has had (0…9223372036854775807)

---What a trail is worth: deposit, evaporation, attraction.
---@class formic.pheromone: formic.policy
---@field kind "pheromone"
---@field deposit fun(self: formic.self, ctx: formic.pheromone.ctx, strength: number, quality: number): number The trail's strength after an outcome.
---@field evaporate fun(self: formic.self, ctx: formic.pheromone.ctx, strength: number, dt_us: integer): number The trail's strength after some time without an outcome.
---@field weight fun(self: formic.self, ctx: formic.pheromone.ctx, strength: number, heuristic: number): number How much the trail attracts.
---@field deposit_all? fun(self: formic.self, ctx: formic.pheromone.ctx, strengths: vector, quality: number, out: vector) `deposit` on every trail of a vector, with one quality.
---@field evaporate_all? fun(self: formic.self, ctx: formic.pheromone.ctx, strengths: vector, dt_us: integer, out: vector) `evaporate` on every trail of a vector.
---@field weight_all? fun(self: formic.self, ctx: formic.pheromone.ctx, strengths: vector, heuristics: vector, out: vector) `weight` of every trail of a vector.

---How a node combines its own gradient with those its peers sent.
---@class formic.aggregation.ctx: formic.ctx
---@field weights vector mixing weight of each peer; they and the node's own sum to 1
---@field staleness vector age of each peer's gradient (rounds)
---@field trust vector 0 … 1 for each peer
---@field f integer how many peers are assumed faulty (0…65536)

---How a node combines its own gradient with those its peers sent.
---@class formic.aggregation: formic.policy
---@field kind "aggregation"
---@field combine fun(self: formic.self, ctx: formic.aggregation.ctx, own: vector, peers: matrix, out: vector) Writes the combined gradient to `out`.

---What each vote on a proposal weighs.
---@class formic.governance.ctx: formic.ctx
---@field count integer how many votes
---@field supply integer all stake, whether it voted or not (µrUv)
---@field held_us vector how long each stake had been there, on average of its parts, when the electorate was fixed (µs)
---@field bonded vector 1 where the member itself has the stake that makes a person
---@field lot vector a seeded key for each member and proposal, for what is decided by lot

---What each vote on a proposal weighs.
---@class formic.governance: formic.policy
---@field kind "governance"
---@field weigh fun(self: formic.self, ctx: formic.governance.ctx, stakes: vector, weights: vector) Writes the weight of each vote. The core adds them up by support; the quorum is of stake, not of weight.
