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
---- the account is a pool's
---- the payer has not that much to spend, or payer and payee are one
---- the id was used for something else
---
---    > economy.ledger{ alice = 100, bob = 0 }:transfer("alice", "bob", 30)
---@param from string the payer
---@param to string the payee
---@param amount integer ≥ 1 µrUv
---@param id? integer to ask twice and move money once; 0…72057594037927935; default the next
---@return integer id of the transfer
function Ledger:transfer(from, to, amount, id) end

---@class ledger.distribute.weights
---@field [string] integer ≥ 0

---@class ledger.distribute.shares
---@field [string] integer in µrUv

---Divides a pot among accounts by weights, to the unit: all are paid, or none.
---
---By largest remainders: each share is its weight's part rounded down, and the units that leaves go to those who lost most by rounding, between equals by name. Whatever the weights, the shares sum to the pot.
---
---Errors:
---- there is no account of that name
---- the payer has not that much to spend, or is among the payees
---- no weight is above 0, or their sum passes 2^63 − 1
---
---    > economy.ledger{ pot = 100, alice = 0, bob = 0 }:distribute("pot", 100, { alice = 2, bob = 1 }).alice
---@param from string the payer
---@param pot integer to divide; ≥ 1 µrUv
---@param weights ledger.distribute.weights by the name of an account
---@return ledger.distribute.shares shares by account
function Ledger:distribute(from, pot, weights) end

---Sets money aside until `post` or `void`, or until its time is over.
---
---What has expired is given back by the next operation on the books, or as time passes by `advance`.
---
---Errors:
---- there is no account of that name
---- the account is a pool's
---- the payer has not that much to spend, or payer and payee are one
---- the id was used for something else
---
---    > economy.ledger{ alice = 100, bob = 0 }:hold("alice", "bob", 30)
---@param from string the payer
---@param to string the payee
---@param amount integer ≥ 1 µrUv
---@param id? integer to ask twice and move money once; 0…72057594037927935; default the next
---@param timeout_s? number after which it undoes itself; 1e-06…9000000000000 s; default none
---@return integer id of the transfer
function Ledger:hold(from, to, amount, id, timeout_s) end

---Completes a hold, wholly or in part; the rest is the payer's again.
---
---Errors:
---- there is no such hold, it has ended, or the amount is more than it holds
---
---    > l = economy.ledger{ alice = 100, bob = 0 }; l:post(l:hold("alice", "bob", 30), 20)
---@param id integer of the hold; 0…72057594037927935
---@param amount? integer ≥ 1 µrUv; default all of it
---@return integer moved in µrUv
function Ledger:post(id, amount) end

---Undoes a hold.
---
---Errors:
---- there is no such hold, or it has ended
---
---    > l = economy.ledger{ alice = 100, bob = 0 }; l:void(l:hold("alice", "bob", 30))
---@param id integer of the hold; 0…72057594037927935
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
---@field state "pending"|"posted"|"voided"|"expired"|"rejected"
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

---How SQLite waits for the disk, on the connection that writes: 2, at each commit.
---
---    > economy.ledger{ alice = 100 }:synchronous()
---@return integer? level SQLite's `synchronous` in force; nil for books in memory only
function Ledger:synchronous() end

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
---@field ledger ledger The books its money is in.
---@field utilization number Share of all units that is sold and not yet back, as a policy sees it: the mean over the last minute.
---@field policy string Who answers now: kind/name version.
---@field suspension string Why the rule it was founded with no longer answers; nil while it does.
---@field refused integer Orders that their own limits and deadlines kept from being filled.
local Pool = {}

---What so many units would cost or fetch now, fee included. Changes nothing.
---
---Errors:
---- the pool has not so many units or µrUv to give, or would exceed its limits
---
---    > economy.pool(1000000, 5000 * economy.RUV):quote(1000)
---@param units integer 1…2^48 compute units
---@param side? "buy"|"sell" default buy
---@return integer amount in µrUv
function Pool:quote(units, side) end

---Why that is the price: reserves, curve, fee and whose, rounding, discount and who pays it, price after.
---
---Errors:
---- the pool has not so many units or µrUv to give, or would exceed its limits
---
---    > economy.pool(1000000, 5000 * economy.RUV):explain(1000)
---@param units integer 1…2^48 compute units
---@param side? "buy"|"sell" default buy
---@param reputation? number that a discount is for; the caller vouches for it; 0…1; default 0
---@return explanation explanation
function Pool:explain(units, side, reputation) end

---µrUv a unit, for an infinitely small order without fee.
---
---    > economy.pool(1000000, 5000 * economy.RUV):price()
---@return number price in µrUv
function Pool:price() end

---The price's mean over the last so many seconds, each price weighted by how long it stood; trades of this moment count for nothing yet.
---
---Uniswap v2's cumulative price, in 128 bits. It reaches back to the pool's founding, an hour at most.
---
---    > p = economy.pool(1000000, 5000 * economy.RUV); p:buy(1000); p:advance(60); p:twap(30)
---@param seconds number 1e-06…3600 s
---@return number price in µrUv
function Pool:twap(seconds) end

---Lets time pass, for its ledger too.
---
---Errors:
---- the books are kept in a file and go by the clock on the wall
---
---    > economy.pool(1000000, 5000 * economy.RUV):advance(60)
---@param seconds number 0…9000000000000 s
---@return number now_s in s
function Pool:advance(seconds) end

---What is in the pool.
---
---    > economy.pool(1000000, 5000 * economy.RUV):reserves()
---@return integer units in compute units
---@return integer tokens in µrUv
function Pool:reserves() end

---What a trader has left.
---
---Errors:
---- there is no account of that name
---
---    > economy.pool(1000000, 5000 * economy.RUV):balance()
---@param name? string of an account; default the pool's one trader
---@return integer amount in µrUv
function Pool:balance(name) end

---Units a trader bought and has not sold back.
---
---Errors:
---- there is no account of that name
---
---    > p = economy.pool(1000000, 5000 * economy.RUV); p:buy(1000); p:held()
---@param name? string of an account; default the pool's one trader
---@return integer units in compute units
function Pool:held(name) end

---@class pool.buy.terms
---@field by? string whose account; default the pool's one trader
---@field limit? integer the most it pays; ≥ 1 µrUv; default any
---@field deadline_s? number the last moment it is good, by the ledger's clock; 0…9000000000000 s; default none
---@field reputation? number that a discount is for; 0…1; default 0

---A trader buys units.
---
---Errors:
---- the pool has not so many units, the trader cannot pay, or the cost is above the limit
---- there is no account of that name
---- the deadline has passed
---- a batch is under way in the ledger
---
---    > economy.pool(1000000, 5000 * economy.RUV):buy(1000, { by = "alice" })
---@param units integer 1…2^48 compute units
---@param terms? pool.buy.terms|any { by =, limit =, deadline_s =, reputation = }, or just the limit: the most it pays; default any price, at any time
---@return integer paid in µrUv
function Pool:buy(units, terms) end

---@class pool.sell.terms
---@field by? string whose account; default the pool's one trader
---@field limit? integer the least it takes; ≥ 0 µrUv; default any
---@field deadline_s? number the last moment it is good, by the ledger's clock; 0…9000000000000 s; default none
---@field reputation? number that a discount is for; 0…1; default 0

---A trader sells units back that it bought.
---
---Errors:
---- more is offered than the trader holds, or the proceeds are below the limit
---- there is no account of that name
---- the deadline has passed
---- a batch is under way in the ledger
---
---    > p = economy.pool(1000000, 5000 * economy.RUV); p:buy(1000); p:sell(1000)
---@param units integer 1…2^48 compute units
---@param terms? pool.sell.terms|any { by =, limit =, deadline_s =, reputation = }, or just the limit: the least it takes; default any price, at any time
---@return integer paid in µrUv
function Pool:sell(units, terms) end

---@class pool.spend.terms
---@field by? string whose account; default the pool's one trader
---@field limit? integer the fewest it takes; ≥ 1 compute units; default any
---@field deadline_s? number the last moment it is good, by the ledger's clock; 0…9000000000000 s; default none
---@field reputation? number that a discount is for; 0…1; default 0

---A trader buys as many units as an amount pays for; less than another unit costs is left over, and stays its own.
---
---Errors:
---- the amount buys no unit, fewer than the limit, or more than the pool has
---- the trader cannot pay
---- there is no account of that name
---- the deadline has passed
---- a batch is under way in the ledger
---
---    > economy.pool(1000000, 5000 * economy.RUV):spend(economy.RUV)
---@param amount integer ≥ 1 µrUv
---@param terms? pool.spend.terms|any { by =, limit =, deadline_s =, reputation = }, or just the limit: the fewest it takes; default any price, at any time
---@return integer units in compute units
---@return integer paid in µrUv
function Pool:spend(amount, terms) end

---@class pool.raise.terms
---@field by? string whose account; default the pool's one trader
---@field limit? integer the most it gives; ≥ 1 compute units; default any
---@field deadline_s? number the last moment it is good, by the ledger's clock; 0…9000000000000 s; default none
---@field reputation? number that a discount is for; 0…1; default 0

---A trader sells as few units as bring exactly an amount; what the last of them is worth beyond it stays in the pool.
---
---Errors:
---- it takes more units than the limit or than the trader holds, or the pool has not the amount
---- there is no account of that name
---- the deadline has passed
---- a batch is under way in the ledger
---
---    > p = economy.pool(1000000, 5000 * economy.RUV); p:buy(1000); p:raise(economy.RUV)
---@param amount integer ≥ 1 µrUv
---@param terms? pool.raise.terms|any { by =, limit =, deadline_s =, reputation = }, or just the limit: the most it gives; default any price, at any time
---@return integer units in compute units
function Pool:raise(amount, terms) end

---@class pool.batch.orders.order
---@field by? string whose account; default the pool's one trader
---@field side "buy"|"sell"
---@field units integer 1…2^48 compute units
---@field limit? integer the most it pays, or the least it takes, for all its units; ≥ 0 µrUv; default any
---@field deadline_s? number the last moment it is good, by the ledger's clock; 0…9000000000000 s; default none

---@class pool.batch.orders
---@field [integer] pool.batch.orders.order

---@class pool.batch.clearing.orders.order
---@field by string whose it is
---@field side "buy"|"sell"
---@field units integer in compute units
---@field amount? integer paid or received; nil where it was not filled; in µrUv
---@field refusal? string why it was not filled

---@class pool.batch.clearing.orders
---@field [integer] pool.batch.clearing.orders.order

---@class pool.batch.clearing
---@field price number of a unit; in µrUv
---@field net integer that the pool sold; it took some back where negative; in compute units
---@field orders pool.batch.clearing.orders

---Clears orders of one moment at one price: they meet each other first, the pool takes or gives the difference.
---
---Each order is filled whole or not at all. Those whose limits the price breaks drop out, the weakest first, and the price is found anew. Who buys and sells in one batch pays at least what it gets.
---
---Errors:
---- an order is malformed, names no account, or there are more than a thousand
---- the books cannot hold what would be moved
---
---    > economy.pool(1000000, 5000 * economy.RUV):batch{ { by = "alice", side = "buy", units = 1000 }, { by = "bob", side = "buy", units = 500, limit = 1 } }.net
---@param orders pool.batch.orders
---@return pool.batch.clearing clearing
function Pool:batch(orders) end

---@class pool.add.terms
---@field by? string whose account; default the pool's one trader
---@field limit? integer the most it pays; ≥ 1 µrUv; default any
---@field deadline_s? number the last moment it is good, by the ledger's clock; 0…9000000000000 s; default none

---A provider brings units and pays tokens in the reserves' ratio, for new shares.
---
---Errors:
---- the pool would exceed its limits, the provider cannot pay, or it would pay more than the limit
---- there is no account of that name
---- the deadline has passed
---- a batch is under way in the ledger
---
---    > economy.pool(1000000, 5000 * economy.RUV):add(1000, { by = "carol" })
---@param shares integer ≥ 1
---@param terms? pool.add.terms|any { by =, limit =, deadline_s = }, or just the limit: the most it pays; default any price, at any time
---@return integer units brought; in compute units
---@return integer paid in µrUv
function Pool:add(shares, terms) end

---@class pool.remove.terms
---@field by? string whose account; default the pool's one trader
---@field limit? integer the least it takes; ≥ 0 µrUv; default any
---@field deadline_s? number the last moment it is good, by the ledger's clock; 0…9000000000000 s; default none

---A provider gives shares back for their part of both reserves, fees included.
---
---Errors:
---- the provider has not so many shares, they are worth nothing, or less than the limit
---- there is no account of that name
---- the deadline has passed
---- a batch is under way in the ledger
---
---    > economy.pool(1000000, 5000 * economy.RUV):remove(1000, { by = "provider" })
---@param shares integer ≥ 1
---@param terms? pool.remove.terms|any { by =, limit =, deadline_s = }, or just the limit: the least it takes; default any price, at any time
---@return integer units given back; in compute units
---@return integer got in µrUv
function Pool:remove(shares, terms) end

---Shares a provider owns, and all there are; a thousand of those are nobody's.
---
---Errors:
---- there is no account of that name
---
---    > economy.pool(1000000, 5000 * economy.RUV):shares("provider")
---@param name? string of an account; default the pool's one trader
---@return integer shares
---@return integer total
function Pool:shares(name) end

---Why a price is what it is: each step from the reserves, or the bids, to what is paid.
---@class explanation
local Explanation = {}

---Each step by its name.
---
---    > economy.pool(1000000, 5000 * economy.RUV):explain(1000):steps().fee_bp
---@return table steps
function Explanation:steps() end

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

---What was found when an auction rule was searched for profitable lies.
---@class audit
---@field faults integer Answers that broke the contract: the built-in rule stood in, and what was found is its.
---@field truthful boolean Whether it kept its contract, and no other price than the cost ever gains.
---@field deviation table The other price that gains most; nil where none does.
---@field false_name table The second bid under a false name that gains most; nil where none does.
---@field loss table Where the truth costs most; nil where it never does.
---@field regret number Mean of what the best other price gains, as a share of the reserve.
---@field markets integer How many were searched.
local Audit = {}

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
---@field committed_s? number when it was done; 0…9000000000000 s; default now
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

---Holds the books in a file to their hashes and does them again, without writing to it.
---
---Every entry must have the hash of itself and all before it, must have been possible, and in the end all debits equal all credits. The head stands for the whole history: whoever noted it earlier can tell that no entry up to there has changed. Another process may be writing to the file meanwhile.
---
---Errors:
---- there is no such file, or it is no journal
---- an entry was changed, removed or added, or cannot have happened: it is named
---
---    > pcall(economy.verify, "market.db")
---@param path string of the file, such as a colony's or a ledger's `store`
---@return integer entries
---@return string head hash of the last, 64 hexadecimal digits
function economy.verify(path) end

---@class economy.pool.units
---@field units integer to start with; 1…2^48 compute units
---@field tokens integer to start with; 1…2^60 µrUv
---@field rule? policy such as plugin.load("pricing/utilization_fee"); default constant product
---@field ledger? ledger whose accounts trade; default books of its own
---@field provider? string whose account pays the tokens and owns the shares; default provider
---@field name? string of the pool's account; default pool
---@field fund? string the account that pays discounts for reputation; default no discounts
---@field fund_cap? integer the most it pays in a window; ≥ 0 µrUv; default 1000000
---@field fund_window_s? number 1e-06…9000000000000 s; default 60
---@field seed? integer of the policy's chance; default 1

---Founds a constant-product market for compute: with so many units and µrUv, or with options.
---
---The first price is tokens/units. Its account in the ledger is closed to all but its own operations. Without a ledger it has books of its own, and whoever trades gets an account there with a million rUv; one is called "trader".
---
---Errors:
---- units × tokens are too little to found a pool, or less than 100 of either
---- the rule is a policy of another kind than pricing
---- the provider has not so many tokens
---- the ledger has no account of that name, or has one of the pool's
---- a batch is under way in the ledger
---
---    > p = economy.pool(1000000, 5000 * economy.RUV)
---@param units economy.pool.units|any compute units to start with, or options: { units =, tokens =, rule =, ledger =, … }
---@param tokens? integer to start with, where units are given by number; 1…2^60 µrUv
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

---@class economy.clear_many.prices
---@field [integer] integer what the node asks; 0…2^62 µrUv

---@class economy.clear_many.capacities
---@field [integer] integer 0…1048576

---@class economy.clear_many.awarded
---@field [integer] integer

---@class economy.clear_many.payments
---@field [integer] integer in µrUv

---Shares equal tasks out among bidders that can do several each, by VCG: each is paid what its tasks would have cost without it.
---
---Truthful in prices for bidders of one name each; with false names it can be gamed (Yokoo 2004). Another rule's `clear_many`, or its `clear` task after task, decides with `rule`.
---
---Errors:
---- there are not as many capacities as prices
---- the reserve for all tasks is above 2^62 µrUv
---- the rule is a policy of another kind than auction
---
---    > economy.clear_many({ 3, 5, 9 }, { 2, 2, 2 }, 3, 10)
---@param prices economy.clear_many.prices what each bidder asks for a task
---@param capacities economy.clear_many.capacities tasks each bidder can do
---@param tasks integer how many there are; 1…1048576
---@param reserve integer the most that is paid for one; 0…2^62 µrUv
---@param rule? policy such as plugin.load("auction/uniform_price"); default VCG
---@return economy.clear_many.awarded awarded tasks each bidder gets
---@return economy.clear_many.payments payments what each bidder is paid in all
function economy.clear_many(prices, capacities, tasks, reserve, rule) end

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
---    > economy.opens(economy.commit(250, 1, 7, ("0f"):rep(16)), 250, 1, 7, ("0f"):rep(16))
---@param commitment string as `economy.commit` gave it
---@param price integer what the node asks; 0…2^62 µrUv
---@param task integer 0…4294967295
---@param node integer 0…16777215
---@param nonce string 32 hexadecimal digits, secret until the bid is revealed
---@return boolean same
function economy.opens(commitment, price, task, node, nonce) end

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

---An amount as people read it.
---
---    > economy.format(1250000)
---@param amount integer in µrUv
---@return string text
function economy.format(amount) end

---@class economy.audit.extent
---@field bidders? integer of the markets searched whole; 1…5; default 4
---@field values? integer the largest cost and price in them, and their reserve; 1…20 µrUv; default 10
---@field markets? integer larger ones, drawn at random; 0…100000; default 2000
---@field seed? integer of ties and draws; default 1

---Searches an auction rule for a profitable lie, and shows the best: another price, a second bid under a false name, or staying out.
---
---Small markets are searched whole: every cost of the deviator against every set of others' costs, each with every other price. Larger ones, with drawn latencies, qualities and reputations, are searched at random.
---
---Errors:
---- there is no such plugin, or it cannot be loaded
---- the rule is a policy of another kind than auction
---
---    > economy.audit("auction/first_price").truthful
---@param rule any "auction/first_price", a path, or a loaded policy
---@param extent? economy.audit.extent default {}
---@return audit audit
function economy.audit(rule, extent) end
