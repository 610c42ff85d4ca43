---@meta

---Double-entry books in µrUv: accounts by name, each transfer once.
---@class ledger
local Ledger = {}

---Opens an account.
---
---Errors:
---- an account has that name already, or the name is empty
---
---    > economy.ledger{ alice = 100, bob = 0 }:open("carol")
---@param name string of an account
---@param kind? "account"|"issuer" an issuer creates vouchers and takes back at most those; default account
---@return string name
function Ledger:open(name, kind) end

---Moves money at once; the same id and contents again do nothing.
---
---Errors:
---- there is no account of that name
---- the payer has not that much to spend, or payer and payee are one
---- the id was used for something else
---
---    > economy.ledger{ alice = 100, bob = 0 }:transfer("alice", "bob", 30)
---@param from string the payer
---@param to string the payee
---@param amount integer ≥ 1 µrUv
---@param id? integer to ask twice and move money once; ≥ 0; default the next
---@return integer id of the transfer
function Ledger:transfer(from, to, amount, id) end

---Sets money aside until `post` or `void`.
---
---Errors:
---- there is no account of that name
---- the payer has not that much to spend, or payer and payee are one
---- the id was used for something else
---
---    > economy.ledger{ alice = 100, bob = 0 }:hold("alice", "bob", 30)
---@param from string the payer
---@param to string the payee
---@param amount integer ≥ 1 µrUv
---@param id? integer to ask twice and move money once; ≥ 0; default the next
---@return integer id of the transfer
function Ledger:hold(from, to, amount, id) end

---Completes a hold, wholly or in part; the rest is the payer's again.
---
---Errors:
---- there is no such hold, it has ended, or the amount is more than it holds
---
---    > l = economy.ledger{ alice = 100, bob = 0 }; l:post(l:hold("alice", "bob", 30), 20)
---@param id integer of the hold; ≥ 0
---@param amount? integer ≥ 1 µrUv; default all of it
---@return integer moved in µrUv
function Ledger:post(id, amount) end

---Undoes a hold.
---
---Errors:
---- there is no such hold, or it has ended
---
---    > l = economy.ledger{ alice = 100, bob = 0 }; l:void(l:hold("alice", "bob", 30))
---@param id integer of the hold; ≥ 0
---@return integer released in µrUv
function Ledger:void(id) end

---Credits less debits, holds not counted; now, or as it was then.
---
---Errors:
---- there is no account of that name
---
---    > economy.ledger{ alice = 100, bob = 0 }:balance("alice")
---@param name string of an account
---@param time_s? number as `statement` gives it; -9000000000000…9000000000000 s; default now
---@return integer amount in µrUv
function Ledger:balance(name, time_s) end

---What the account may still spend.
---
---Errors:
---- there is no account of that name
---
---    > economy.ledger{ alice = 100, bob = 0 }:available("alice")
---@param name string of an account
---@return integer amount in µrUv
function Ledger:available(name) end

---@class ledger.accounts.accounts.account
---@field name string
---@field balance integer in µrUv
---@field held integer in µrUv

---@class ledger.accounts.accounts
---@field [integer] ledger.accounts.accounts.account

---Every account's name, balance and held amount.
---
---    > economy.ledger{ alice = 100, bob = 0 }:accounts()
---@return ledger.accounts.accounts accounts
function Ledger:accounts() end

---Everything that happened to an account, as a table.
---
---Errors:
---- there is no account of that name
---
---    > economy.ledger{ alice = 100, bob = 0 }:statement("alice")
---@param name string of an account
---@return statement statement
function Ledger:statement(name) end

---@class ledger.find.transfer
---@field from string the payer
---@field to string the payee
---@field amount integer in µrUv
---@field moved integer in µrUv
---@field state "pending"|"posted"|"voided"|"rejected"
---@field code string what it is for

---The transfer of that id; nil if there is none.
---
---    > economy.ledger{ alice = 100, bob = 0 }:find(1).state
---@param id integer of the transfer; ≥ 0
---@return ledger.find.transfer? transfer
function Ledger:find(id) end

---Calls a function whose operations on these books all count, or none if it raises; in a file they are one commit.
---
---Errors:
---- `f` raised it
---- the disk is full or cannot be written
---
---    > l = economy.ledger{ alice = 100, bob = 0 }; l:batch(function() l:transfer("alice", "bob", 30); return l:transfer("bob", "alice", 5) end)
---@param f fun(...): ... called without arguments
---@return any? result what `f` returned first
function Ledger:batch(f) end

---Lets time pass for books in memory.
---
---Errors:
---- the books are kept in a file and go by the clock on the wall
---
---    > economy.ledger{ alice = 100 }:advance(60)
---@param seconds number 0…9000000000000 s
---@return number now_s in s
function Ledger:advance(seconds) end

---Holds every entry of the journal, in the file too, to its hash and all before it.
---
---The head stands for the whole history: whoever noted it earlier can tell that no entry up to there has changed.
---
---Errors:
---- an entry was changed, removed or added: it is named
---
---    > economy.ledger{ alice = 100 }:verify()
---@return integer entries
---@return string head hash of the last, 64 hexadecimal digits
function Ledger:verify() end

---Ends the use of the file: others may open it then.
---
---Errors:
---- the books are in memory only, or a batch is under way
---
---    > pcall(function() economy.ledger{ alice = 100 }:close() end)
function Ledger:close() end

---Checks that all debits equal all credits and every hold adds up; an error otherwise.
---
---Errors:
---- debits and credits differ: nothing a script does may cause it
---
---    > economy.ledger{ alice = 100, bob = 0 }:audit()
---@return boolean ok
function Ledger:audit() end

---An account's history: a line for each thing that happened to it, the oldest first.
---@class statement
---@operator len: integer
local Statement = {}

---@class statement.rows.rows.row
---@field time_s number since 1970 in a file, else since the beginning; in s
---@field id integer of the transfer
---@field other string the other party
---@field credit integer that came in; in µrUv
---@field debit integer that went out; in µrUv
---@field amount integer that was asked for; in µrUv
---@field balance integer after it; in µrUv
---@field code string what it was for
---@field state "posted"|"held"|"completed"|"released"|"refused"

---@class statement.rows.rows
---@field [integer] statement.rows.rows.row

---The lines as tables.
---
---    > economy.ledger{ alice = 100, bob = 0 }:statement("alice"):rows()[1].balance
---@return statement.rows.rows rows
function Statement:rows() end

---A constant-product market for compute: x·y never falls, fees stay in the pool.
---@class pool
local Pool = {}

---What so many units would cost or fetch now, fee included. Changes nothing.
---
---Errors:
---- the pool has not so many units or vouchers, or would exceed its limits
---
---    > economy.pool(1000000, 5000 * economy.RUV):quote(1000)
---@param units integer 1…2^48 compute units
---@param side? "buy"|"sell" default buy
---@return integer amount in µrUv
function Pool:quote(units, side) end

---The trader buys units.
---
---Errors:
---- the pool has not so many units, the trader cannot pay, or the cost is above the limit
---
---    > economy.pool(1000000, 5000 * economy.RUV):buy(1000)
---@param units integer 1…2^48 compute units
---@param limit? integer the most it pays; ≥ 1 µrUv; default any
---@return integer amount in µrUv
function Pool:buy(units, limit) end

---The trader sells units back.
---
---Errors:
---- more is offered than the trader holds, or the proceeds are below the limit
---
---    > p = economy.pool(1000000, 5000 * economy.RUV); p:buy(1000); p:sell(1000)
---@param units integer 1…2^48 compute units
---@param limit? integer the least it takes; ≥ 0 µrUv; default any
---@return integer amount in µrUv
function Pool:sell(units, limit) end

---µrUv a unit, for an infinitely small order without fee.
---
---    > economy.pool(1000000, 5000 * economy.RUV):price()
---@return number price in µrUv
function Pool:price() end

---What is in the pool.
---
---    > economy.pool(1000000, 5000 * economy.RUV):reserves()
---@return integer units in compute units
---@return integer tokens in µrUv
function Pool:reserves() end

---What the trader has left.
---
---    > economy.pool(1000000, 5000 * economy.RUV):balance()
---@return integer amount in µrUv
function Pool:balance() end

---A sealed auction: bids, then their prices, then one winner.
---@class auction
---@field stage string bidding, revealing, cleared or cancelled.
---@field reserve integer The most that is paid.
---@field winner string nil before it is cleared, and where nobody won.
---@field payment integer What the winner is paid.
---@field forfeited integer The bonds of bids that stayed sealed.
local Auction = {}

---Seals a bid, in place of the bidder's earlier one, and holds its bond.
---
---Errors:
---- bidding is over
---- the bidder has no name, or no account in the ledger
---- the bond can't be held
---- the nonce is not 32 hexadecimal digits
---
---    > economy.auction{ reserve = 500 }:bid("n1", 300)
---@param bidder string a name
---@param price integer what the bidder asks; 0…2^62 µrUv
---@param nonce? string 32 hexadecimal digits; default fresh ones
---@return string commitment 64 hexadecimal digits: all that others see
function Auction:bid(bidder, price, nonce) end

---Ends the bidding: from now on prices are revealed.
---
---Errors:
---- bidding is over already
---
---    > economy.auction{ reserve = 500 }:close()
---@return auction auction
function Auction:close() end

---Opens a bid: its price must be the one committed to. The bond goes back.
---
---Errors:
---- bids are still taken, or it is over
---- there is no such bid, or it is revealed
---- the price is not the one committed to
---
---    > a = economy.auction{ reserve = 500 }; a:bid("n1", 300); a:close():reveal("n1")
---@param bidder string a name
---@param price? integer what the bidder says it bid; 0…2^62 µrUv; default what it did bid
---@return integer price in µrUv
function Auction:reveal(bidder, price) end

---Ends the auction: sealed bids lose their bonds, the rule chooses among the revealed ones.
---
---Errors:
---- bids are still taken, or it is over
---
---    > a = economy.auction{ reserve = 500 }; a:bid("n1", 300); a:close(); a:reveal("n1"); a:clear()
---@return string? winner nil for nobody
---@return integer? payment in µrUv
function Auction:clear() end

---Calls it off before it is cleared: every bond goes back.
---
---Errors:
---- it is cleared
---
---    > economy.auction{ reserve = 500 }:cancel()
---@return auction auction
function Auction:cancel() end

---Who bid: commitments, and the prices revealed so far.
---
---    > #economy.auction{ reserve = 500 }:bids()
---@return table bids
function Auction:bids() end

---What accounts have at stake, deposit by deposit.
---@class stakes
local Stakes = {}

---Puts an account's money at stake.
---
---Errors:
---- there is no account of that name
---- the account has not that much to spend
---
---    > economy.stakes(economy.ledger{ alice = 100, bob = 0 }):deposit("alice", 60)
---@param owner string an account's name
---@param amount integer ≥ 1 µrUv
---@return integer staked in µrUv
function Stakes:deposit(owner, amount) end

---Starts the way out, oldest deposits first; it stays liable for what was done before.
---
---Errors:
---- there is no account of that name
---- the account has not that much at stake
---
---    > s = economy.stakes(economy.ledger{ alice = 100, bob = 0 }); s:deposit("alice", 60); s:unbond("alice", 20)
---@param owner string an account's name
---@param amount integer ≥ 1 µrUv
---@return integer staked in µrUv
function Stakes:unbond(owner, amount) end

---Gives back what has finished unbonding.
---
---Errors:
---- there is no account of that name
---
---    > l = economy.ledger{ alice = 100 }; s = economy.stakes(l); s:deposit("alice", 60); s:unbond("alice", 20); l:advance(1e6); s:withdraw("alice")
---@param owner string an account's name
---@return integer paid in µrUv
function Stakes:withdraw(owner) end

---What an account has at stake and not unbonding.
---
---Errors:
---- there is no account of that name
---
---    > economy.stakes(economy.ledger{ alice = 100, bob = 0 }):staked("alice")
---@param owner string an account's name
---@return integer staked in µrUv
function Stakes:staked(owner) end

---What is on its way out.
---
---Errors:
---- there is no account of that name
---
---    > economy.stakes(economy.ledger{ alice = 100, bob = 0 }):unbonding("alice")
---@param owner string an account's name
---@return integer unbonding in µrUv
function Stakes:unbonding(owner) end

---What answers for an offence of that moment.
---
---Errors:
---- there is no account of that name
---
---    > economy.stakes(economy.ledger{ alice = 100, bob = 0 }):liable("alice")
---@param owner string an account's name
---@param time_s? number 0…9000000000000 s; default now
---@return integer liable in µrUv
function Stakes:liable(owner, time_s) end

---@class stakes.slash.options
---@field offence? "deadline"|"wrong_answer"|"mismatch"|"equivocation" default deadline
---@field fraction_ppm? integer of the liable stake; 1…1000000 ppm; default the rule's
---@field committed_s? number when it was done; 0…9000000000000 s; default now
---@field to? string the account that gets it; default penalties
---@field reporter? string the account of whoever proved it; default nobody
---@field share_ppm? integer of it, to the reporter: less than is burned; 0…499999 ppm; default 100000

---Takes what an offence costs by the rule in force, rounded up, once for each id.
---
---Errors:
---- there is no account of that name
---- this was punished before
---- it lies in the future, or more than the evidence window back
---- the id is empty, longer than 256 bytes or has a line break
---
---    > s = economy.stakes(economy.ledger{ alice = 100, bob = 0 }); s:deposit("alice", 60); s:slash("alice", "task 7", { fraction_ppm = 300000 })
---@param owner string an account's name
---@param id string names what was done, the same whoever reports it
---@param options? stakes.slash.options default {}
---@return integer lost 0 where nothing was at stake then; in µrUv
function Stakes:slash(owner, id, options) end

---Lets an account's stake answer for what a key signs, and for every key that succeeds it.
---
---Errors:
---- there is no account of that name
---- it is no name of a key
---- the key, or one of its chain, is another account's
---- the key is retired or revoked
---
---    > economy.stakes(economy.ledger{ alice = 100, bob = 0 }):bind("alice", identity.create(1).peer_id)
---@param owner string an account's name
---@param peer string a peer id, did:key, checked id or public key
---@return stakes stakes
function Stakes:bind(owner, peer) end

---@class stakes.prove.options
---@field fraction_ppm? integer of the liable stake; 1…1000000 ppm; default the rule's
---@field committed_s? number when it was done; 0…9000000000000 s; default now
---@field to? string the account that gets it; default penalties
---@field reporter? string the account of whoever proved it; default nobody
---@field share_ppm? integer of it, to the reporter: less than is burned; 0…499999 ppm; default 100000

---Slashes whoever is guilty by two signed messages, under whatever key of its chain; once for each evidence.
---
---Errors:
---- nobody is guilty: the signatures or what they say
---- no account answers for the guilty key
---- this was punished before
---- it lies in the future, or more than the evidence window back
---- the id is empty, longer than 256 bytes or has a line break
---
---    > k = identity.create(1); s = economy.stakes(economy.ledger{ alice = 100, bob = 0 }); s:deposit("alice", 60); s:bind("alice", k.peer_id)
s:prove(identity.evidence(k:sign("vote/1", "yes", 1), k:sign("vote/1", "no", 1)))
---@param evidence evidence
---@param options? stakes.prove.options default {}
---@return integer lost 0 where nothing was at stake then; in µrUv
---@return string offender
---@return string offence equivocation or mismatch
function Stakes:prove(evidence, options) end

---Rewards: nothing before the cliff, then linearly, exactly all at the end.
---@class vesting
local Vesting = {}

---@class vesting.grant.terms
---@field from string the payer's account
---@field to string the recipient's account
---@field amount integer ≥ 1 µrUv
---@field cliff_s? number before which nothing is paid; 0…9000000000 s; default 0
---@field duration_s number after which all is; 1e-06…9000000000 s
---@field task? integer what it is for; 0…4294967295; default the next

---Sets a reward aside; a second one for the same task and recipient does nothing.
---
---Errors:
---- there is no account of that name
---- the cliff is longer than the duration
---- the payer has not that much to spend
---
---    > economy.vesting(economy.ledger{ alice = 100, bob = 0 }):grant{ from = "alice", to = "bob", amount = 60, cliff_s = 10, duration_s = 40 }
---@param terms vesting.grant.terms
---@return integer grant its number
function Vesting:grant(terms) end

---What has vested by now, paid or not.
---
---Errors:
---- there is no grant of that number
---
---    > v = economy.vesting(economy.ledger{ alice = 100, bob = 0 }); v:grant{ from = "alice", to = "bob", amount = 60, cliff_s = 10, duration_s = 40 }; v:vested(1)
---@param grant integer its number; 1…4294967295
---@return integer amount in µrUv
function Vesting:vested(grant) end

---Pays out what has vested and is not paid yet; again at once it pays nothing.
---
---Errors:
---- there is no grant of that number
---
---    > v = economy.vesting(economy.ledger{ alice = 100, bob = 0 }); v:grant{ from = "alice", to = "bob", amount = 60, cliff_s = 10, duration_s = 40 }; v:release(1)
---@param grant integer its number; 1…4294967295
---@return integer amount in µrUv
function Vesting:release(grant) end

---Stops the clock.
---
---Errors:
---- there is no grant of that number
---- it is in dispute already
---
---    > v = economy.vesting(economy.ledger{ alice = 100, bob = 0 }); v:grant{ from = "alice", to = "bob", amount = 60, cliff_s = 10, duration_s = 40 }; v:dispute(1)
---@param grant integer its number; 1…4294967295
function Vesting:dispute(grant) end

---Starts the clock again where it stopped.
---
---Errors:
---- there is no grant of that number
---- it is not in dispute
---
---    > v = economy.vesting(economy.ledger{ alice = 100, bob = 0 }); v:grant{ from = "alice", to = "bob", amount = 60, cliff_s = 10, duration_s = 40 }; v:dispute(1); v:dismiss(1)
---@param grant integer its number; 1…4294967295
function Vesting:dismiss(grant) end

---Ends a dispute against the recipient: what had not vested when it began goes back.
---
---Errors:
---- there is no account of that name
---- there is no grant of that number
---- it is not in dispute
---
---    > v = economy.vesting(economy.ledger{ alice = 100, bob = 0 }); v:grant{ from = "alice", to = "bob", amount = 60, cliff_s = 10, duration_s = 40 }; v:dispute(1); v:claw_back(1, "alice")
---@param grant integer its number; 1…4294967295
---@param to string the account that gets it
---@return integer amount in µrUv
function Vesting:claw_back(grant, to) end

---A court for disputes.
---@class court
local Court = {}

---Opens a dispute with the challenger's bond, and draws the panel.
---
---Errors:
---- there is no account of that name
---- the parties are one
---- the challenger can't put up the bond, or has as many open disputes as it may
---- there are too few jurors with a stake
---
---    > economy.court((function() local s = economy.stakes(economy.ledger{ a = 9, b = 9, j = 9 }); s:deposit("j", 9); return s end)(), { bond = 5, panel = 1 }):open("a", "b")
---@param challenger string an account's name
---@param respondent string an account's name
---@return integer case its number
function Court:open(challenger, respondent) end

---The respondent contests it, with the same bond.
---
---Errors:
---- there is no such case
---- the case is at another stage
---- it is answered
---- the respondent can't put up the bond
---
---    > c = economy.court((function() local s = economy.stakes(economy.ledger{ a = 9, b = 9, j = 9 }); s:deposit("j", 9); return s end)(), { bond = 5, panel = 1 }); c:open("a", "b"); c:answer(1)
---@param case integer its number; 1…4294967295
function Court:answer(case) end

---A party shows evidence; late enough, it lengthens the window, once.
---
---Errors:
---- there is no account of that name
---- there is no such case
---- the case is at another stage
---- it is no party, or has submitted as much as it may
---
---    > c = economy.court((function() local s = economy.stakes(economy.ledger{ a = 9, b = 9, j = 9 }); s:deposit("j", 9); return s end)(), { bond = 5, panel = 1 }); c:open("a", "b"); c:submit(1, "a")
---@param case integer its number; 1…4294967295
---@param party string an account's name
---@return boolean lengthened
function Court:submit(case, party) end

---A juror seals its vote.
---
---Errors:
---- there is no account of that name
---- there is no such case
---- the case is at another stage
---- it is not on the panel, or has voted
---
---    > l, c = economy.ledger{ a = 9, b = 9, j = 9 }; s = economy.stakes(l); s:deposit("j", 9); c = economy.court(s, { bond = 5, panel = 1 }); c:open("a", "b"); c:answer(1); l:advance(60); c:commit(1, "j", "challenger")
---@param case integer its number; 1…4294967295
---@param juror string an account's name
---@param side "challenger"|"respondent"
---@return string commitment 64 hexadecimal digits: all that others see
function Court:commit(case, juror, side) end

---A juror opens its vote, which must be the one it sealed.
---
---Errors:
---- there is no account of that name
---- there is no such case
---- the case is at another stage
---- it has sealed no vote, or another one
---- it has revealed it
---
---    > l, c = economy.ledger{ a = 9, b = 9, j = 9 }; s = economy.stakes(l); s:deposit("j", 9); c = economy.court(s, { bond = 5, panel = 1 }); c:open("a", "b"); c:answer(1); l:advance(60); c:commit(1, "j", "challenger"); l:advance(60); c:reveal(1, "j")
---@param case integer its number; 1…4294967295
---@param juror string an account's name
---@param side? "challenger"|"respondent" default what it sealed
---@return string side
function Court:reveal(case, juror, side) end

---Whoever lost the last round asks for 2n + 1 jurors, with a larger bond.
---
---Errors:
---- there is no account of that name
---- there is no such case
---- the case is at another stage
---- it did not lose, or can't put up the bond
---- there are too few jurors, or there were as many rounds as there may be
---
---    > pcall(function() economy.court((function() local s = economy.stakes(economy.ledger{ a = 9, b = 9, j = 9 }); s:deposit("j", 9); return s end)(), { bond = 5, panel = 1 }):appeal(1, "a") end)
---@param case integer its number; 1…4294967295
---@param party string an account's name
function Court:appeal(case, party) end

---@class court.case.case.panel
---@field [integer] string

---@class court.case.case
---@field stage "evidence"|"committing"|"revealing"|"ruled"|"final"
---@field challenger string
---@field respondent string
---@field deadline_s number when the stage ends; in s
---@field round integer from 1
---@field panel court.case.case.panel of this round
---@field answered boolean
---@field lengthened boolean
---@field challenger_bond integer in µrUv
---@field respondent_bond integer in µrUv
---@field ruling? "upheld"|"dismissed" of the last round
---@field outcome? "upheld"|"dismissed" once it is final

---How a dispute stands now.
---
---Errors:
---- there is no such case
---
---    > c = economy.court((function() local s = economy.stakes(economy.ledger{ a = 9, b = 9, j = 9 }); s:deposit("j", 9); return s end)(), { bond = 5, panel = 1 }); c:open("a", "b"); c:case(1)
---@param case integer its number; 1…4294967295
---@return court.case.case case
function Court:case(case) end

---Trust by evidence, moved by a rule that can be replaced.
---@class reputation
local Reputation = {}

---A party of a settled transfer says how the other did; once for each transfer and side.
---
---Errors:
---- there is no account of that name
---- there is no such transfer, or no money moved by it
---- the rater is no party of it, or has rated it
---
---    > l = economy.ledger{ alice = 100, bob = 0 }; r = economy.reputation(l); r:rate(l:transfer("alice", "bob", 30), "alice", 1)
---@param transfer integer its id; ≥ 0
---@param rater string the account of one of the two parties
---@param outcome number 1 for good, 0 for bad; 0…1
function Reputation:rate(transfer, rater, outcome) end

---What an account is trusted now.
---
---Errors:
---- there is no account of that name
---
---    > economy.reputation(economy.ledger{ alice = 100, bob = 0 }):score("alice")
---@param name string of an account
---@param stake? integer ≥ 0 µrUv; default what it has at stake
---@return number score 0…1
function Reputation:score(name, stake) end

---What speaks for and against an account, faded to now.
---
---Errors:
---- there is no account of that name
---
---    > economy.reputation(economy.ledger{ alice = 100, bob = 0 }):evidence("alice")
---@param name string of an account
---@return number good
---@return number bad
function Reputation:evidence(name) end

---Scores of one epoch: first sealed, then revealed.
---@class score_round
local Score_round = {}

---@class score_round.commit.scores
---@field [integer] number 0…1e+300

---A rater seals its scores.
---
---Errors:
---- the round is closed
---- the rater has sealed its scores
---
---    > economy.score_round(1):commit("r1", { 0.5, 0.5 })
---@param rater string a name
---@param scores score_round.commit.scores of each subject
---@return string commitment 64 hexadecimal digits: all that others see
function Score_round:commit(rater, scores) end

---Ends the sealing: from now on scores are revealed.
---
---Errors:
---- it is closed already
---
---    > economy.score_round(1):close()
---@return score_round score_round
function Score_round:close() end

---@class score_round.reveal.scores
---@field [integer] number 0…1e+300

---@class score_round.reveal.scores
---@field [integer] number 0…1e+300

---A rater opens its scores, which must be those it sealed.
---
---Errors:
---- scores are still being sealed
---- the rater sealed none, others, or has revealed them
---
---    > r = economy.score_round(1); r:commit("r1", { 0.5, 0.5 }); r:close():reveal("r1")
---@param rater string a name
---@param scores? score_round.reveal.scores of each subject; default what it sealed
---@return score_round.reveal.scores scores
function Score_round:reveal(rater, scores) end

---@class score_round.revealed.scores.row
---@field [integer] number 0…1e+300

---@class score_round.revealed.scores
---@field [string] score_round.revealed.scores.row

---The scores revealed so far, by rater.
---
---    > economy.score_round(1):revealed()
---@return score_round.revealed.scores scores
function Score_round:revealed() end

---Money, compute prices, sealed bids.
---@class economylib
---@field RUV integer One rUv (resource utility voucher) in µrUv, the unit of every amount.
economy = {}

---@class economy.ledger.purses
---@field store? string a file to keep them in, begun if there is none; default memory only
---@field [string] integer ≥ 0 µrUv

---Double-entry books, and an issuer who fills the purses given: new ones, or with `store` those of a file.
---
---In a file, each operation returns when the disk has it. Accounts that are in the file keep what they have, whatever their purse says.
---
---Errors:
---- the purses are more than 64 bits hold
---- the file is in use by another process, is no journal, or cannot be written
---- an entry of the file was changed: it is named
---
---    > l = economy.ledger{ alice = 5 * economy.RUV, bob = 0 }
---@param purses? economy.ledger.purses by the name of an account to open; default {}
---@return ledger ledger
function economy.ledger(purses) end

---A constant-product market for compute, and a trader with a million rUv to try it.
---
---Its ledger is its own. The first price is tokens/units.
---
---Errors:
---- the product of both is too little to found a pool
---
---    > p = economy.pool(1000000, 5000 * economy.RUV)
---@param units integer to start with; 1…2^48 compute units
---@param tokens integer to start with; 1…2^60 µrUv
---@return pool pool
function economy.pool(units, tokens) end

---@class economy.auction.options
---@field reserve integer the most that is paid; 0…2^62 µrUv
---@field rule? policy such as plugin.load("auction/first_price"); default second price
---@field bond? integer held for each bid, 0 for none; 0…1000000000000 µrUv; default 20000
---@field ledger? ledger whose accounts the bonds come from; default books of its own
---@field seed? integer decides between equal bids; default 1

---Opens a sealed-bid auction, to be taken through its stages by hand.
---
---Bidders first commit to prices nobody sees, then reveal them; a bid that stays sealed counts for nothing and costs its bond. Bonds come from the ledger's accounts of the bidders' names, and go to its account "penalties" when forfeited.
---
---Errors:
---- the rule is a policy of another kind than auction
---
---    > a = economy.auction{ reserve = 500 }; a:bid("n1", 300); a:close(); a:reveal("n1"); a:clear()
---@param options economy.auction.options
---@return auction auction
function economy.auction(options) end

---@class economy.stakes.options
---@field unbonding_s? number how long stake takes to leave; 1e-06…9000000000 s; default 604800
---@field evidence_s? number how old an offence may be; 0…9000000000 s; default 86400
---@field span_s? number how long an offence counts when it is repeated; 1e-06…9000000000 s; default 86400
---@field rule? policy such as plugin.load("slashing/graded"); default a hundredth
---@field chain? key_chain by which stake follows a rotated key; default none

---What accounts of a ledger put at stake, and lose for what they are proven to have done.
---
---Stake leaves slowly, and answers for offences between its deposit and the start of its unbonding. The ledger's account "stakes" holds it. Opened again over the same books, everything is as it was.
---
---Errors:
---- unbonding doesn't outlast the evidence window
---- the rule is of another kind than slashing
---- these books' stakes are in use on other terms
---
---    > s = economy.stakes(economy.ledger{ alice = 100 }, { unbonding_s = 100, evidence_s = 60 })
---@param ledger ledger
---@param options? economy.stakes.options default {}
---@return stakes stakes
function economy.stakes(ledger, options) end

---Rewards of a ledger that become the recipient's over time, unless a dispute stops the clock.
---
---The ledger's account "vesting" holds them. Opened again over the same books, everything is as it was.
---
---    > v = economy.vesting(economy.ledger{ alice = 100, bob = 0 })
---@param ledger ledger
---@return vesting vesting
function economy.vesting(ledger) end

---@class economy.court.options
---@field bond? integer of each party; 1…1000000000000 µrUv; default 1000000
---@field panel? integer jurors of the first round, odd; 1…99; default 3
---@field rounds? integer panels a dispute goes through at most; 1…5; default 3
---@field evidence_s? number time for evidence, and to answer; 1e-06…9000000000 s; default 60
---@field late_s? number evidence this late lengthens the window by as much; 1e-06…9000000000 s; default 10
---@field commit_s? number time to seal votes; 1e-06…9000000000 s; default 60
---@field reveal_s? number time to reveal them; 1e-06…9000000000 s; default 60
---@field appeal_s? number time to appeal; 1e-06…9000000000 s; default 60
---@field open? integer disputes a challenger may have open; 1…1000; default 3
---@field seed? integer by which jurors are drawn; ≥ 0; default 1

---Decides disputes by jurors drawn by stake, who vote sealed, at the loser's expense.
---
---Who challenges puts up a bond, and so does who answers; who doesn't answer loses. Late evidence lengthens its window once. The loser of a round may appeal to 2n + 1 jurors with a larger bond, a bounded number of times. Half of the loser's bonds goes to the jurors who voted with the final ruling, the rest to the winner. The ledger's account "disputes" holds the bonds.
---
---Errors:
---- the panel is even
---- late evidence would be all evidence
---- these books' disputes are in use on other terms
---
---    > economy.court(economy.stakes(economy.ledger{ alice = 100 }), { bond = 10 })
---@param stakes stakes
---@param options? economy.court.options default {}
---@return court court
function economy.court(stakes, options) end

---@class economy.reputation.options
---@field rule? policy such as plugin.load("reputation/value_at_risk"); default Beta evidence
---@field stakes? stakes whose stakes the rule sees; default none

---What accounts of a ledger are trusted, by what the parties of settled transfers say of each other.
---
---Errors:
---- the rule is of another kind than reputation
---- these books' ratings are in use on other terms
---
---    > r = economy.reputation(economy.ledger{ alice = 100, bob = 0 })
---@param ledger ledger
---@param options? economy.reputation.options default {}
---@return reputation reputation
function economy.reputation(ledger, options) end

---@class economy.eigentrust.ratings.row
---@field [integer] number 0…1e+300

---@class economy.eigentrust.ratings
---@field [integer] economy.eigentrust.ratings.row

---@class economy.eigentrust.pretrusted
---@field [integer] integer 1…500

---@class economy.eigentrust.trust
---@field [integer] number 0…1

---Trust that flows along ratings from peers trusted beforehand (EigenTrust).
---
---What a peer thinks of itself doesn't count; one that rates nobody passes its trust back. A ring that nobody trusted rates gets nothing.
---
---Errors:
---- the ratings are not square, or of more than 500 peers
---- nobody is trusted beforehand, or somebody who isn't there
---
---    > economy.eigentrust({ { 0, 1, 0 }, { 1, 0, 0 }, { 0, 0, 0 } }, { 1 })
---@param ratings economy.eigentrust.ratings row i: what peer i thinks of each, 0 or more
---@param pretrusted economy.eigentrust.pretrusted indices, at least one
---@param alpha? number share that goes to the pre-trusted in each step; 0.01…1; default 0.15
---@return economy.eigentrust.trust trust of each peer; sums to 1
function economy.eigentrust(ratings, pretrusted, alpha) end

---@class economy.clip_scores.scores.row
---@field [integer] number 0…1e+300

---@class economy.clip_scores.scores
---@field [integer] economy.clip_scores.scores.row

---@class economy.clip_scores.stakes
---@field [integer] integer ≥ 0 µrUv

---@class economy.clip_scores.result.consensus
---@field [integer] number

---@class economy.clip_scores.result.clipped.row
---@field [integer] number 0…1e+300

---@class economy.clip_scores.result.clipped
---@field [integer] economy.clip_scores.result.clipped.row

---@class economy.clip_scores.result.incentives
---@field [integer] number

---@class economy.clip_scores.result.dividends
---@field [integer] number

---@class economy.clip_scores.result
---@field consensus economy.clip_scores.result.consensus of each subject
---@field clipped economy.clip_scores.result.clipped the scores as they count
---@field incentives economy.clip_scores.result.incentives what part each subject earns
---@field dividends economy.clip_scores.result.dividends what part each rater earns

---What raters with a stake agree on, and what raters and subjects earn by it (Yuma consensus).
---
---A subject's consensus is the highest score that raters with `kappa` of the stake give it; what is above it is cut off. Each row counts by its shares.
---
---Errors:
---- rows differ in length, there are more than 1,000, or stakes are not one a row
---
---    > economy.clip_scores({ { 1, 0 }, { 1, 0 }, { 0, 1 } }, { 30, 30, 40 }).dividends
---@param scores economy.clip_scores.scores row i: what rater i gives each subject, 0 or more
---@param stakes economy.clip_scores.stakes of each rater
---@param kappa? number part of the stake that has to agree; 0.001…1; default 0.5
---@return economy.clip_scores.result result
function economy.clip_scores(scores, stakes, kappa) end

---An epoch's scores, sealed until all are in, so that nobody can copy them in time.
---
---    > economy.score_round(1)
---@param epoch? integer ≥ 0; default 0
---@return score_round score_round
function economy.score_round(epoch) end

---@class economy.clear.prices
---@field [integer] integer what the node asks; 0…2^62 µrUv

---Clears bids by second price: the cheapest wins, and is paid the second-cheapest or the reserve.
---
---    > economy.clear({ 3, 9, 7 }, 10)
---@param prices economy.clear.prices what each bidder asks
---@param reserve integer the most that is paid; 0…2^62 µrUv
---@return integer? winner index of the winning bid, nil for nobody
---@return integer? payment in µrUv
function economy.clear(prices, reserve) end

---128 secret bits for one sealed bid, from the system's generator.
---
---    > economy.nonce()
---@return string nonce 32 hexadecimal digits
function economy.nonce() end

---Seals a bid: the BLAKE2b-256 fingerprint of its price, nonce, task and node.
---
---Errors:
---- the nonce is not 32 hexadecimal digits
---
---    > economy.commit(250, 1, 7, ("0f"):rep(16))
---@param price integer what the node asks; 0…2^62 µrUv
---@param task integer 0…4294967295
---@param node integer 0…16777215
---@param nonce string 32 hexadecimal digits, secret until the bid is revealed
---@return string commitment 64 hexadecimal digits
function economy.commit(price, task, node, nonce) end

---Whether a revealed bid is the one that was committed to.
---
---Errors:
---- the nonce is not 32 hexadecimal digits
---
---    > economy.verify(economy.commit(250, 1, 7, ("0f"):rep(16)), 250, 1, 7, ("0f"):rep(16))
---@param commitment string as `economy.commit` gave it
---@param price integer what the node asks; 0…2^62 µrUv
---@param task integer 0…4294967295
---@param node integer 0…16777215
---@param nonce string 32 hexadecimal digits, secret until the bid is revealed
---@return boolean same
function economy.verify(commitment, price, task, node, nonce) end

---An amount as people read it.
---
---    > economy.format(1250000)
---@param amount integer in µrUv
---@return string text
function economy.format(amount) end
