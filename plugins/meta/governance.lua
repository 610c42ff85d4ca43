---@meta

---Proposals, votes and the person's word on a running system.
---@class governor
---@field now_s number Its time.
---@field paused boolean Whether nothing is executed.
local Governor = {}

---@class governor.propose.changes
---@field [string] any

---Puts changes to the vote, all or none.
---
---Parameters by name: { task_fee = 300 }; a policy by its content: { use = { auction = "first_price" } }. The electorate is that of the moment before.
---
---Errors:
---- there is no such member or parameter, or a value is out of its bounds
---- the proposer has too little stake, or too many open proposals
---- a policy can't be put in force
---
---    > governance.new{ stakes = { ann = 60, bob = 40 } }:propose("ann", { quorum = 3000 })
---@param by any a member's name, or its number from 1
---@param changes governor.propose.changes values by parameter
---@param summary? string why; default none
---@return integer number of the proposal
function Governor:propose(by, changes, summary) end

---Casts a member's one vote, with the stake it had when the electorate was fixed.
---
---Errors:
---- there is no such proposal or member
---- votes are not taken now
---- it has voted, or had no voting power
---
---    > g = governance.new{ stakes = { ann = 60, bob = 40 } }; n = g:propose("ann", { quorum = 3000 }); g:advance(11):vote("bob", n, "against")
---@param by any a member's name, or its number from 1
---@param number integer the proposal's; 1…2147483647
---@param support "for"|"against"|"abstain"
---@return governor governor
function Governor:vote(by, number, support) end

---From now on a member's own stake votes with another member; what others delegated to it does not.
---
---Errors:
---- there is no such proposal or member
---
---    > governance.new{ stakes = { ann = 60, bob = 40 } }:delegate("ann", "bob"):power("bob")
---@param from any a member's name, or its number from 1
---@param to any a member's name, or its number from 1
---@return governor governor
function Governor:delegate(from, to) end

---Takes a proposal back, before its vote begins.
---
---Errors:
---- there is no such proposal or member
---- it is another member's, or its vote has begun
---
---    > g = governance.new{ stakes = { ann = 60, bob = 40 } }; g:cancel(g:propose("ann", { quorum = 3000 }), "ann")
---@param number integer the proposal's; 1…2147483647
---@param by any a member's name, or its number from 1
---@return governor governor
function Governor:cancel(number, by) end

---Makes a queued proposal's changes, all or none, once. In a colony this happens by itself when the time has come.
---
---Errors:
---- there is no such proposal
---- it is not queued, its time has not come, or governance is paused
---- a change is not valid any more: nothing has changed
---
---    > g = governance.new{ stakes = { ann = 60, bob = 40 } }; n = g:propose("ann", { quorum = 3000 }); g:advance(11):vote("ann", n, "for"):advance(200):execute(n)
---@param number integer the proposal's; 1…2147483647
---@return governor governor
function Governor:execute(number) end

---Sets a member's stake; a name that is new joins. Not in a colony, where stake is really put down.
---
---Errors:
---- all stakes together are too much
---- it is a colony's
---
---    > governance.new{ stakes = { ann = 60, bob = 40 } }:stake("eve", 1000)
---@param member string
---@param amount integer 0…4611686018427387903 µrUv
---@return governor governor
function Governor:stake(member, amount) end

---Lets time pass. Not in a colony, whose time passes as it runs.
---
---Errors:
---- time ends
---- it is a colony's
---
---    > governance.new{ stakes = { ann = 60, bob = 40 } }:advance(60).now_s
---@param seconds number 0…1000000000 s
---@return governor governor
function Governor:advance(seconds) end

---@class governor.queue.proposals.proposal.changes
---@field [integer] string

---@class governor.queue.proposals.proposal
---@field number integer from 1
---@field id string hash of proposer, content and number, in hexadecimal
---@field state string where it stands
---@field by string who proposed it
---@field summary string why
---@field changes governor.queue.proposals.proposal.changes what it would change
---@field stake_for integer that voted so; in µrUv
---@field stake_against integer that voted so; in µrUv
---@field stake_abstain integer that voted so; in µrUv
---@field supply integer all stake when the electorate was fixed; in µrUv
---@field votes integer cast so far
---@field weight_for? integer by its tally, once decided
---@field weight_against? integer by its tally, once decided
---@field quorum integer of the supply, for and abstaining; in basis points
---@field majority integer that for must exceed; in basis points
---@field capture_cost integer stake that would carry it now, on top of what has voted; in µrUv
---@field needs_approval boolean by the person
---@field approved boolean by the person
---@field tally string that was in force when it was made
---@field extended boolean for a late quorum
---@field vote_start_s number votes are taken after it; in s
---@field vote_end_s number the last moment for votes; in s
---@field due_s? number earliest execution, once queued; in s

---@class governor.queue.proposals
---@field [integer] governor.queue.proposals.proposal

---What has been carried and waits, for approval or for its time.
---
---    > #governance.new{ stakes = { ann = 60, bob = 40 } }:queue()
---@return governor.queue.proposals proposals
function Governor:queue() end

---Agrees to a change that needs a person's approval.
---
---Errors:
---- there is no such proposal, or it is at an end
---- it needs no approval, or has it
---
---    > g = governance.new{ stakes = { ann = 60 }, parameters = { fee = { 1, min = 0, max = 9, approval = true } } }; g:approve(g:propose("ann", { fee = 2 }))
---@param number integer the proposal's; 1…2147483647
---@return governor governor
function Governor:approve(number) end

---Ends a proposal that is not at an end, for good.
---
---Errors:
---- there is no such proposal, or it is at an end
---
---    > g = governance.new{ stakes = { ann = 60, bob = 40 } }; g:veto(g:propose("ann", { quorum = 1 }), "too few could decide")
---@param number integer the proposal's; 1…2147483647
---@param why string for the log
---@return governor governor
function Governor:veto(number, why) end

---Nothing is executed until it is resumed; votes go on.
---
---    > governance.new{ stakes = { ann = 60, bob = 40 } }:pause().paused
---@return governor governor
function Governor:pause() end

---Ends a pause.
---
---    > governance.new{ stakes = { ann = 60, bob = 40 } }:pause():resume().paused
---@return governor governor
function Governor:resume() end

---@class governor.proposals.proposals.proposal.changes
---@field [integer] string

---@class governor.proposals.proposals.proposal
---@field number integer from 1
---@field id string hash of proposer, content and number, in hexadecimal
---@field state string where it stands
---@field by string who proposed it
---@field summary string why
---@field changes governor.proposals.proposals.proposal.changes what it would change
---@field stake_for integer that voted so; in µrUv
---@field stake_against integer that voted so; in µrUv
---@field stake_abstain integer that voted so; in µrUv
---@field supply integer all stake when the electorate was fixed; in µrUv
---@field votes integer cast so far
---@field weight_for? integer by its tally, once decided
---@field weight_against? integer by its tally, once decided
---@field quorum integer of the supply, for and abstaining; in basis points
---@field majority integer that for must exceed; in basis points
---@field capture_cost integer stake that would carry it now, on top of what has voted; in µrUv
---@field needs_approval boolean by the person
---@field approved boolean by the person
---@field tally string that was in force when it was made
---@field extended boolean for a late quorum
---@field vote_start_s number votes are taken after it; in s
---@field vote_end_s number the last moment for votes; in s
---@field due_s? number earliest execution, once queued; in s

---@class governor.proposals.proposals
---@field [integer] governor.proposals.proposals.proposal

---All proposals, in order.
---
---    > #governance.new{ stakes = { ann = 60, bob = 40 } }:proposals()
---@return governor.proposals.proposals proposals
function Governor:proposals() end

---@class governor.proposal.proposal.changes
---@field [integer] string

---@class governor.proposal.proposal
---@field number integer from 1
---@field id string hash of proposer, content and number, in hexadecimal
---@field state string where it stands
---@field by string who proposed it
---@field summary string why
---@field changes governor.proposal.proposal.changes what it would change
---@field stake_for integer that voted so; in µrUv
---@field stake_against integer that voted so; in µrUv
---@field stake_abstain integer that voted so; in µrUv
---@field supply integer all stake when the electorate was fixed; in µrUv
---@field votes integer cast so far
---@field weight_for? integer by its tally, once decided
---@field weight_against? integer by its tally, once decided
---@field quorum integer of the supply, for and abstaining; in basis points
---@field majority integer that for must exceed; in basis points
---@field capture_cost integer stake that would carry it now, on top of what has voted; in µrUv
---@field needs_approval boolean by the person
---@field approved boolean by the person
---@field tally string that was in force when it was made
---@field extended boolean for a late quorum
---@field vote_start_s number votes are taken after it; in s
---@field vote_end_s number the last moment for votes; in s
---@field due_s? number earliest execution, once queued; in s

---Where a proposal stands.
---
---Errors:
---- there is no such proposal
---
---    > g = governance.new{ stakes = { ann = 60, bob = 40 } }; g:proposal(g:propose("ann", { quorum = 3000 }))
---@param number integer the proposal's; 1…2147483647
---@return governor.proposal.proposal proposal
function Governor:proposal(number) end

---The stake that votes with a member.
---
---Errors:
---- there is no such proposal or member
---
---    > governance.new{ stakes = { ann = 60, bob = 40 } }:power("ann")
---@param member any a member's name, or its number from 1
---@param at? number a moment; 0…1000000000000 s; default now
---@return integer power in µrUv
function Governor:power(member, at) end

---@class governor.parameters.parameters.parameter
---@field value integer in force
---@field min integer least allowed
---@field max integer most allowed
---@field unit? string
---@field majority integer that for must exceed; in basis points
---@field approval boolean whether the person must approve
---@field summary string what it is

---@class governor.parameters.parameters
---@field [string] governor.parameters.parameters.parameter

---What may be changed: values, bounds, and the majority it takes.
---
---    > governance.new{ stakes = { ann = 60, bob = 40 } }:parameters().quorum.value
---@return governor.parameters.parameters parameters by name
function Governor:parameters() end

---@class governor.log.events.event
---@field time_s number in s
---@field number integer of the proposal; 0 for governance itself
---@field text string what happened

---@class governor.log.events
---@field [integer] governor.log.events.event

---Everything that happened, in order.
---
---    > #governance.new{ stakes = { ann = 60, bob = 40 } }:log()
---@return governor.log.events events
function Governor:log() end

---Proposals to a running system, and the person's word on what waits: on those of the governor founded or selected last.
---@class governancelib
governance = {}

---@class governance.new.options.stakes
---@field [string] integer 0…4611686018427387903 µrUv

---@class governance.new.options.parameters
---@field [string] any { value, min = , max = , majority = basis points, approval = true }

---@class governance.new.options
---@field stakes? governance.new.options.stakes by member; default {}
---@field parameters? governance.new.options.parameters what may be changed besides the rules; default {}
---@field tally? policy such as plugin.load("governance/quadratic"); default stake majority
---@field seed? integer of what is decided by lot; default 1
---@field voting_delay? integer from a proposal to its first vote; 1…2592000000000 µs; default 10000000
---@field voting_period? integer how long votes are taken; 1…2592000000000 µs; default 120000000
---@field quorum? integer of all stake, for and abstaining; 1…10000 basis points; default 2000
---@field threshold? integer of all stake, to propose; 0…10000 basis points; default 0
---@field late_extension? integer votes are taken so long at least after the quorum is reached; 0…2592000000000 µs; default 30000000
---@field timelock? integer from a decision to its earliest execution; 1…2592000000000 µs; default 60000000
---@field grace? integer from there to its latest; 1…2592000000000 µs; default 600000000
---@field identity_bond? integer own stake that makes a person to tallies that count heads; 1…2^60 µrUv; default 1000000

---Founds a governor of its own: members with stakes, parameters that rule nothing, and a clock moved by hand.
---
---Errors:
---- a parameter is outside its bounds or named twice
---- all stakes together are 2^62 µrUv or more
---- the tally is a policy of another kind than governance
---
---    > governance.new{ stakes = { ann = 60, bob = 40 } }
---@param options governance.new.options
---@return governor governor
function governance.new(options) end

---The governor founded or selected last.
---
---Errors:
---- there is no governor
---
---    > g = governance.new{ stakes = { ann = 60, bob = 40 } }; governance.current()
---@return governor governor
function governance.current() end

---Makes a governor the one that `governance` means.
---
---    > governance.select(governance.new{ stakes = { ann = 60, bob = 40 } })
---@param governor governor
---@return governor governor
function governance.select(governor) end

---@class governance.queue.proposals.proposal.changes
---@field [integer] string

---@class governance.queue.proposals.proposal
---@field number integer from 1
---@field id string hash of proposer, content and number, in hexadecimal
---@field state string where it stands
---@field by string who proposed it
---@field summary string why
---@field changes governance.queue.proposals.proposal.changes what it would change
---@field stake_for integer that voted so; in µrUv
---@field stake_against integer that voted so; in µrUv
---@field stake_abstain integer that voted so; in µrUv
---@field supply integer all stake when the electorate was fixed; in µrUv
---@field votes integer cast so far
---@field weight_for? integer by its tally, once decided
---@field weight_against? integer by its tally, once decided
---@field quorum integer of the supply, for and abstaining; in basis points
---@field majority integer that for must exceed; in basis points
---@field capture_cost integer stake that would carry it now, on top of what has voted; in µrUv
---@field needs_approval boolean by the person
---@field approved boolean by the person
---@field tally string that was in force when it was made
---@field extended boolean for a late quorum
---@field vote_start_s number votes are taken after it; in s
---@field vote_end_s number the last moment for votes; in s
---@field due_s? number earliest execution, once queued; in s

---@class governance.queue.proposals
---@field [integer] governance.queue.proposals.proposal

---What has been carried and waits, for approval or for its time.
---
---Errors:
---- there is no governor
---
---    > g = governance.new{ stakes = { ann = 60, bob = 40 } }; governance.queue()
---@return governance.queue.proposals proposals
function governance.queue() end

---Agrees to a change that needs a person's approval.
---
---Errors:
---- there is no governor
---- there is no such proposal, or it is at an end
---- it needs no approval, or has it
---
---    > g = governance.new{ stakes = { ann = 60 }, parameters = { fee = { 1, min = 0, max = 9, approval = true } } }; governance.approve(g:propose("ann", { fee = 2 }))
---@param number integer the proposal's; 1…2147483647
---@return governor governor
function governance.approve(number) end

---Ends a proposal that is not at an end, for good.
---
---Errors:
---- there is no governor
---- there is no such proposal, or it is at an end
---
---    > g = governance.new{ stakes = { ann = 60, bob = 40 } }; governance.veto(g:propose("ann", { quorum = 1 }), "too few could decide")
---@param number integer the proposal's; 1…2147483647
---@param why string for the log
---@return governor governor
function governance.veto(number, why) end

---Nothing is executed until it is resumed; votes go on.
---
---Errors:
---- there is no governor
---
---    > g = governance.new{ stakes = { ann = 60, bob = 40 } }; governance.pause()
---@return governor governor
function governance.pause() end

---Ends a pause.
---
---Errors:
---- there is no governor
---
---    > g = governance.new{ stakes = { ann = 60, bob = 40 } }; governance.resume()
---@return governor governor
function governance.resume() end
