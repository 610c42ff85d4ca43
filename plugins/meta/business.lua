---@meta

---A market of autonomous businesses.
---@class business_market
---@field day number Days since the beginning.
---@field done boolean Whether the last day is over and all work settled.
local Business_market = {}

---Runs until a moment, or until the last day is over and all work is settled. Ctrl-C stops it between two events.
---
---Errors:
---- Ctrl-C was pressed; it can go on
---
---    > business.market{ days = 1, rate = 5 }:run(0.5)
---@param day? number since the beginning; 0…1000 days; default the end
---@return business_market market
function Business_market:run(day) end

---Puts another auction rule in force, between two events.
---
---Errors:
---- it cannot be put in force: the rule before stays
---
---    > business.market{ days = 1, rate = 5 }:run(0.5):use("first_price"):run()
---@param rule string a plugin of kind auction, or "native"
---@param options? table default {}
---@return business_market market
function Business_market:use(rule, options) end

---@class business_market.report.report.requests
---@field total integer of all days
---@field served integer right and in time
---@field wrong integer and given back
---@field late integer and given back
---@field unserved integer nobody's
---@field overpriced integer worth less than the pool asks

---@class business_market.report.report.businesses.business.shares
---@field [integer] number

---@class business_market.report.report.businesses.business.population
---@field [integer] integer

---@class business_market.report.report.businesses.business
---@field name string of the strategy
---@field earned_ruv number by all that follow it; in rUv
---@field profit_ruv number less what they paid; in rUv
---@field share number of all that was earned
---@field bids integer made
---@field wins integer of them
---@field failures integer late or wrong
---@field utilization number share of their time computing
---@field living integer that follow it
---@field closed integer that had to
---@field suspended boolean for breaking its contract
---@field shares business_market.report.report.businesses.business.shares of what was earned, by six hours
---@field population business_market.report.report.businesses.business.population that follow it, by day

---@class business_market.report.report.businesses
---@field [integer] business_market.report.report.businesses.business

---@class business_market.report.report.suspensions
---@field [integer] string

---@class business_market.report.report
---@field rule string the auction rule
---@field rule_suspended boolean for breaking its contract
---@field seed integer of its streams
---@field days integer in all; in days
---@field requests business_market.report.report.requests by how they ended
---@field welfare_ruv number value served less the cost of all work; in rUv
---@field spend_ruv number by requesters, the fee included; in rUv
---@field payments_ruv number to businesses; in rUv
---@field cost_ruv number of all work; in rUv
---@field invested_ruv number in adapters and capacity; in rUv
---@field slashed_ruv number of stakes; in rUv
---@field income_gini? number inequality of the seats' incomes; nil before the first
---@field adapters integer trained
---@field upkeeps integer performed
---@field closures integer of businesses that could not pay
---@field founded integer businesses so far
---@field capacity_added number standard nodes
---@field optimum_ruv? number no assignment could have given more; once it is done, and up to four million pairs of request and business; in rUv
---@field planned_ruv? number by a planner who knows true costs, request by request; in rUv
---@field anarchy? number price of anarchy, at most: optimum over welfare; nil without them
---@field businesses business_market.report.report.businesses by strategy
---@field suspensions business_market.report.report.suspensions what suspended texts did
---@field balanced boolean whether debits equal credits
---@field digest string fingerprint of what became of every request, and of every balance

---Everything that is known of it so far, as a table.
---
---    > business.market{ days = 1, rate = 5 }:run():report().welfare_ruv
---@return business_market.report.report report
function Business_market:report() end

---@class business_market.business.business.options
---@field [string] any

---@class business_market.business.business.skills
---@field [integer] number

---@class business_market.business.business
---@field strategy string its name
---@field options business_market.business.business.options it was founded with
---@field founded_day number since the beginning; in days
---@field speed number of its machine, in standard nodes
---@field capacity number as a multiple of it
---@field open boolean whether it bids
---@field balance_ruv number to spend; in rUv
---@field prepaid_ruv number for upkeep; in rUv
---@field stake_ruv number locked; in rUv
---@field earned_ruv number so far; in rUv
---@field paid_ruv number so far; in rUv
---@field reputation number 0…1
---@field utilization number of the last hours, 0…1
---@field wins integer of its bids
---@field bids integer made
---@field skills business_market.business.business.skills of its adapters, by domain, 0…1

---The business on a seat, and how it fares.
---
---Errors:
---- there is no such seat
---
---    > business.market{ days = 1, rate = 5 }:business(1).strategy
---@param seat integer 1…1000
---@return business_market.business.business business
function Business_market:business(seat) end

---A market of autonomous businesses: strategies that are one text each compete for days.
---@class businesslib
business = {}

---@class business.market.options.businesses
---@field [integer] any a plugin's name, or { name, copies = 2, option = value }; `as` is what tables call it

---@class business.market.options
---@field businesses? business.market.options.businesses who competes; default seven strategies, two of each
---@field rule? any the auction rule: a plugin's name, or { name, option = value }; default vickrey
---@field days? integer to simulate; 1…28 days; default 7
---@field seed? integer of every random stream; ≥ 0; default 1
---@field rate? number requests of the mean hour of a working day; 1…1000 1/h; default 100
---@field load? number share of the standard nodes' time the mean demand takes; 0.01…4; default 0.6
---@field arrivals? string file of arrivals (TIMESTAMP,ContextTokens,GeneratedTokens); an hour of conversations when left out
---@field capital? integer a business begins with; 0…1000000000000 µrUv; default 12000000
---@field stake? integer of its capital, locked at its founding; 0…1000000000000 µrUv; default 3000000
---@field rent? integer of a standard node, a day; 0…1000000000000 µrUv; default 4000000
---@field mutation? number standard deviation of the logarithm of an option a successor inherits; 0…2; default 0.15

---Founds a market of businesses, at midnight before the first day.
---
---Simulated are time, demand (the real hour's arrivals, thinned, with a day's and a week's course), speeds, the price of power, and what adapters are good for. Computed are bids, clearing, prices, reputation and every transfer. There is no network and no learning of weights; colony.new has these.
---
---Errors:
---- a business or the rule cannot be put in force
---- there are none, or too many
---- the file of arrivals is missing or malformed
---
---    > business.market{ businesses = { "cost_plus", { "specialist", copies = 2 } }, days = 1, rate = 10 }
---@param options? business.market.options what differs from the defaults; default {}
---@return business_market market
function business.market(options) end

---@class business.sweep.runs.options.businesses
---@field [integer] any a plugin's name, or { name, copies = 2, option = value }; `as` is what tables call it

---@class business.sweep.runs.options
---@field businesses? business.sweep.runs.options.businesses who competes; default seven strategies, two of each
---@field rule? any the auction rule: a plugin's name, or { name, option = value }; default vickrey
---@field days? integer to simulate; 1…28 days; default 7
---@field seed? integer of every random stream; ≥ 0; default 1
---@field rate? number requests of the mean hour of a working day; 1…1000 1/h; default 100
---@field load? number share of the standard nodes' time the mean demand takes; 0.01…4; default 0.6
---@field arrivals? string file of arrivals (TIMESTAMP,ContextTokens,GeneratedTokens); an hour of conversations when left out
---@field capital? integer a business begins with; 0…1000000000000 µrUv; default 12000000
---@field stake? integer of its capital, locked at its founding; 0…1000000000000 µrUv; default 3000000
---@field rent? integer of a standard node, a day; 0…1000000000000 µrUv; default 4000000
---@field mutation? number standard deviation of the logarithm of an option a successor inherits; 0…2; default 0.15

---@class business.sweep.runs
---@field [integer] business.sweep.runs.options what differs from the defaults; default {}

---@class business.sweep.settings
---@field workers? integer markets that run at a time; 1…64; default 2

---@class business.sweep.reports.report.requests
---@field total integer of all days
---@field served integer right and in time
---@field wrong integer and given back
---@field late integer and given back
---@field unserved integer nobody's
---@field overpriced integer worth less than the pool asks

---@class business.sweep.reports.report.businesses.business.shares
---@field [integer] number

---@class business.sweep.reports.report.businesses.business.population
---@field [integer] integer

---@class business.sweep.reports.report.businesses.business
---@field name string of the strategy
---@field earned_ruv number by all that follow it; in rUv
---@field profit_ruv number less what they paid; in rUv
---@field share number of all that was earned
---@field bids integer made
---@field wins integer of them
---@field failures integer late or wrong
---@field utilization number share of their time computing
---@field living integer that follow it
---@field closed integer that had to
---@field suspended boolean for breaking its contract
---@field shares business.sweep.reports.report.businesses.business.shares of what was earned, by six hours
---@field population business.sweep.reports.report.businesses.business.population that follow it, by day

---@class business.sweep.reports.report.businesses
---@field [integer] business.sweep.reports.report.businesses.business

---@class business.sweep.reports.report.suspensions
---@field [integer] string

---@class business.sweep.reports.report
---@field rule string the auction rule
---@field rule_suspended boolean for breaking its contract
---@field seed integer of its streams
---@field days integer in all; in days
---@field requests business.sweep.reports.report.requests by how they ended
---@field welfare_ruv number value served less the cost of all work; in rUv
---@field spend_ruv number by requesters, the fee included; in rUv
---@field payments_ruv number to businesses; in rUv
---@field cost_ruv number of all work; in rUv
---@field invested_ruv number in adapters and capacity; in rUv
---@field slashed_ruv number of stakes; in rUv
---@field income_gini? number inequality of the seats' incomes; nil before the first
---@field adapters integer trained
---@field upkeeps integer performed
---@field closures integer of businesses that could not pay
---@field founded integer businesses so far
---@field capacity_added number standard nodes
---@field optimum_ruv? number no assignment could have given more; once it is done, and up to four million pairs of request and business; in rUv
---@field planned_ruv? number by a planner who knows true costs, request by request; in rUv
---@field anarchy? number price of anarchy, at most: optimum over welfare; nil without them
---@field businesses business.sweep.reports.report.businesses by strategy
---@field suspensions business.sweep.reports.report.suspensions what suspended texts did
---@field balanced boolean whether debits equal credits
---@field digest string fingerprint of what became of every request, and of every balance

---@class business.sweep.reports
---@field [integer] business.sweep.reports.report

---Runs many markets to their end, a few at a time, and returns their reports in order.
---
---Results depend on neither the number of workers nor the order.
---
---Errors:
---- what business.market raises, for the first run that fails
---
---    > #business.sweep({ { days = 1, rate = 5 }, { days = 1, rate = 5, rule = "first_price" } })
---@param runs business.sweep.runs the options of business.market, one table a run
---@param settings? business.sweep.settings default {}
---@return business.sweep.reports reports in the order of the runs
function business.sweep(runs, settings) end

---@class business.fingerprint.reports.report
---@field digest string fingerprint of what became of every request, and of every balance
---@field [string] any

---@class business.fingerprint.reports
---@field [integer] business.fingerprint.reports.report

---One digest of many reports: BLAKE2b-256 over theirs, in order.
---
---    > business.fingerprint { business.market{ days = 1, rate = 5 }:run():report() }
---@param reports business.fingerprint.reports
---@return string digest 64 hexadecimal digits
function business.fingerprint(reports) end
