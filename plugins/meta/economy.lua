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
---- the payer has not that much to spend, or payer and payee are one
---- the id was used for something else
---
---    > economy.ledger{ alice = 100, bob = 0 }:hold("alice", "bob", 30)
---@param from string the payer
---@param to string the payee
---@param amount integer ≥ 1 µrUv
---@param id? integer to ask twice and move money once; ≥ 0; default the next
---@param timeout_s? number after which it undoes itself; 1e-06…9000000000000 s; default none
---@return integer id of the transfer
function Ledger:hold(from, to, amount, id, timeout_s) end

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

---What was found when an auction rule was searched for profitable lies.
---@class audit
---@field truthful boolean Whether no other price than the cost ever gains.
---@field deviation table The other price that gains most; nil where none does.
---@field false_name table The second bid under a false name that gains most; nil where none does.
---@field loss table Where the truth costs most; nil where it never does.
---@field regret number Mean of what the best other price gains, as a share of the reserve.
---@field markets integer How many were searched.
local Audit = {}

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
